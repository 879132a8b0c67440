/**
 * For teachers: an address that locks or hides parts of the page, or asks for a guess before it shows an answer.
 *
 * The address holds lock=NAMES, hide=NAMES and predict=1 beside the experiment; a name is that of a section, or of a
 * control.
 */
import {pageFieldsOf, settingsOf} from './address.js';
import {copyButton} from './copy.js';
import {WAYS_AROUND, mountPrediction} from './predict.js';
import {element} from './ui.js';

const SECTIONS = {
    train: 'Train',
    draw: 'Draw a digit',
    mistakes: 'Mistakes',
    explain: 'One example, step by step',
    build: 'Build',
    network: 'Look inside',
    time: 'Time',
    compare: 'Compare',
    share: 'Share',
    learn: 'Learn',
};
const CONTROLS = {
    play: 'Play',
    steps: 'Single steps',
    accuracy: 'Accuracy',
    curves: 'Curves',
    data: 'Data set',
    layers: 'Layers',
    loss: 'Loss',
    optimizer: 'Optimiser',
    'learning-rate': 'Learning rate',
    schedule: 'Schedule',
    'batch-size': 'Batch size',
    regularisation: 'Regularisation while it runs',
    augment: 'Augmentation',
    seed: 'Seed',
    test: 'Test set',
};
const ON = '1';

/** Fills the part for teachers, and does what the address says. */
export function mount(part, app) {
    const fields = new URLSearchParams(pageFieldsOf(location.hash));
    app.teach = {isPredicting: fields.get('predict') === ON};
    if (app.teach.isPredicting) {
        mountPrediction(app);
    }
    const around = app.teach.isPredicting ? WAYS_AROUND : [];
    hold(words(fields.get('lock')), [...words(fields.get('hide')), ...around]);
    part.append(linkMaker(app));
}

function words(text) {
    return (text ?? '').split(',').filter(word => word in SECTIONS || word in CONTROLS);
}

/** Keeps parts locked and hidden, also those that the page makes anew. */
function hold(locked, hidden) {
    const apply = () => {
        hidden.flatMap(parts).forEach(node => (node.hidden = true));
        locked.flatMap(parts).forEach(node => {
            node.inert = true;
            node.classList.add('locked');
        });
    };
    if (locked.length + hidden.length > 0) {
        apply();
        new MutationObserver(apply).observe(document.getElementById('main'), {childList: true, subtree: true});
    }
}

/** The nodes of a name: a section and the link to it, or the controls called so. */
function parts(name) {
    return [
        ...document.querySelectorAll(
            name in SECTIONS ? `section#${name}, nav a[data-section="${name}"]` : `[data-control="${name}"]`,
        ),
    ];
}

/** A form that makes such an address. */
function linkMaker(app) {
    const choices = {...choicesOf('Sections', SECTIONS), ...choicesOf('Controls', CONTROLS)};
    const predict = element('input', {type: 'checkbox', change: () => write()});
    const lesson = element('input', {
        type: 'number',
        min: 1,
        max: 7,
        'aria-label': 'Lesson to begin with',
        input: () => write(),
    });
    const link = element('input', {type: 'url', readonly: true, class: 'link', 'aria-label': 'Link for the class'});
    const copy = copyButton(
        () => link.value,
        () => link.select(),
    );
    const write = () => {
        link.value = address(named(choices, 'locked'), named(choices, 'hidden'), predict.checked, lesson.value);
    };
    const node = element(
        'details',
        {class: 'teachers'},
        element('summary', {}, 'For teachers: a link for your class'),
        element(
            'p',
            {class: 'muted small'},
            'The link opens the experiment as it is built now. What is locked can be seen but not used; what ' +
                'is hidden is not there. This keeps a lesson to its point; it is no barrier to the determined.',
        ),
        element('div', {class: 'columns', change: () => write()}, ...Object.values(choices).map(each => each.node)),
        element('p', {}, element('label', {}, predict, ' Predict first: ask for a guess before an answer is shown')),
        element('p', {}, element('label', {}, 'Begin the guided tour at lesson ', lesson)),
        element('div', {class: 'row'}, link, copy.button, copy.line),
    );
    node.addEventListener('toggle', () => node.open && write());
    app.on('built', () => node.open && write());
    return node;
}

function choicesOf(kind, names) {
    return Object.fromEntries(
        Object.entries(names).map(([name, title]) => {
            const select = element(
                'select',
                {'aria-label': `${title} (${kind})`},
                ...['as it is', 'locked', 'hidden'].map(word => element('option', {value: word}, word)),
            );
            return [name, {select, node: element('label', {}, element('span', {}, title), select)}];
        }),
    );
}

function named(choices, state) {
    return Object.keys(choices)
        .filter(name => choices[name].select.value === state)
        .join(',');
}

function address(locked, hidden, isPredicting, lesson) {
    const fields = {
        ...settingsOf(location.hash),
        ...(locked ? {lock: locked} : {}),
        ...(hidden ? {hide: hidden} : {}),
        ...(isPredicting ? {predict: ON} : {}),
        ...(lesson ? {lesson} : {}),
    };
    const fragment = new URLSearchParams(fields).toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
    return `${location.href.split('#')[0]}#${fragment}`;
}
