/**
 * The fields of the form that builds a network: each shows and reads the value of one option.
 */
import {titleOf} from './datasets.js';
import {element} from './ui.js';

/** What the numbers behind a word are to begin with, and the word in plain language. */
const WORDS = {
    constant: ['', 'always the same'],
    cosine: ['', 'falls like a cosine'],
    'one-cycle': ['', 'rises, then falls'],
    step: ['0.33:0.1', 'falls in steps'],
    exponential: ['0.01', 'falls by a share'],
    polynomial: ['2', 'falls like a power'],
    restarts: ['0.25:2', 'falls, and begins again'],
    plateau: ['0.5:2', 'falls when it gets no better'],
    shift: ['2', 'pixels'],
    rotate: ['10', 'degrees'],
    scale: ['0.1', 'share'],
    shear: ['0.1', 'share'],
    elastic: ['8:3', 'strength:smoothness'],
    flip: ['', 'left to right'],
    erase: ['0.5:0.1', 'how often:share'],
};

/** A field of a number or a short text. */
export function textField(option, label, help, standard) {
    const input = element('input', {type: 'text', inputmode: 'decimal', size: '7', id: 'field-' + option, title: help});
    return field(option, label, help, input, {
        show: value => (input.value = value ?? standard),
        read: () => (input.value.trim() === standard ? undefined : input.value.trim() || undefined),
    });
}

/** A choice among words, of which some have numbers behind a colon. */
export function wordField(option, label, help, words, standard, changed = () => {}) {
    const choices = words.map(word => word.split(':')[0]);
    const select = element(
        'select',
        {
            id: 'field-' + option,
            title: help,
            change: () => {
                numbers.value = WORDS[select.value]?.[0] ?? '';
                numbers.hidden = numbers.value === '';
                changed(select.value);
            },
        },
        ...choices.map(choice => element('option', {value: choice}, choice + explained(choice))),
    );
    const numbers = element('input', {
        type: 'text',
        size: '7',
        hidden: true,
        'aria-label': `${label}: numbers`,
        title: words.filter(word => word.includes(':')).join(', '),
    });
    return field(option, label, help, element('span', {class: 'row'}, select, numbers), {
        show(value) {
            const [name, ...rest] = (value ?? standard).split(':');
            select.value = name;
            numbers.value = rest.join(':');
            numbers.hidden = rest.length === 0;
        },
        read() {
            const value = select.value + (numbers.value.trim() ? ':' + numbers.value.trim() : '');
            return value === standard ? undefined : value;
        },
    });
}

function explained(word) {
    return word in WORDS ? `: ${WORDS[word][1]}` : '';
}

/** Any number of words, each with its numbers: what augmentation does. */
export function severalField(option, label, help, words) {
    const boxes = words.map(word => severalBox(word.split(':')[0], word));
    const node = element(
        'fieldset',
        {class: 'several', id: 'field-' + option, tabindex: '-1'},
        element('legend', {title: help}, label),
        ...boxes.map(box => box.node),
    );
    const problem = element('span', {class: 'error small'});
    node.append(problem);
    node.dataset.control = option;
    return {
        option,
        node,
        problem,
        control: node,
        show(value) {
            const given = new Map(
                (value ?? '')
                    .split(',')
                    .filter(Boolean)
                    .map(word => word.split(/:(.*)/s)),
            );
            boxes.forEach(box => box.show(given.has(box.name), given.get(box.name)));
        },
        read() {
            return (
                boxes
                    .filter(box => box.isOn())
                    .map(box => box.text())
                    .join(',') || undefined
            );
        },
    };
}

function severalBox(name, syntax) {
    const [standard, unit] = WORDS[name] ?? ['', ''];
    const box = element('input', {type: 'checkbox'});
    const numbers = element('input', {
        type: 'text',
        size: '5',
        value: standard,
        title: syntax,
        'aria-label': `${name}: ${unit}`,
        hidden: standard === '',
    });
    return {
        name,
        node: element(
            'span',
            {class: 'row'},
            element('label', {}, box, ' ' + name),
            numbers,
            standard === '' ? null : element('span', {class: 'small muted'}, unit),
        ),
        isOn: () => box.checked,
        text: () => name + (numbers.value.trim() ? ':' + numbers.value.trim() : ''),
        show(isOn, given) {
            box.checked = isOn;
            numbers.value = given ?? standard;
        },
    };
}

/** A choice of data sets. */
export function dataField(changed) {
    const select = element('select', {id: 'field-data', change: () => changed(select.value)});
    const made = field('data', 'Data set', 'What it learns from', select, {
        show(value) {
            made.value = value ?? 'mnist';
            if (![...select.options].some(choice => choice.value === made.value)) {
                select.append(element('option', {value: made.value}, made.value));
            }
            select.value = made.value;
        },
        read: () => select.value,
    });
    made.offer = sets => {
        const chosen = select.value || made.value;
        select.replaceChildren(...sets.map(set => element('option', {value: set.name}, titleOf(set))));
        made.show(chosen);
    };
    return made;
}

/** A control with its label above and its error below. */
function field(option, label, help, control, {show, read}) {
    const problem = element('span', {class: 'error small', id: 'error-' + option});
    const node = element(
        'div',
        {class: 'field', 'data-control': option},
        element('label', {for: 'field-' + option, title: help, class: 'small'}, label),
        control,
        problem,
    );
    const inner = control.matches('input, select') ? control : control.querySelector('input, select');
    inner.setAttribute('aria-describedby', problem.id);
    return {option, node, problem, control: inner, show, read};
}
