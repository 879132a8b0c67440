/**
 * The layers before the last one: from the words of the option `layers` to cards and back.
 */
import {button, element} from './ui.js';

/** Every kind of layer: what it does, its numbers, and whether an activation may stand right behind it. */
const KINDS = {
    dense: {title: 'Dense', help: 'Every unit sees every input', numbers: [['units', 64]], activation: true},
    conv: {
        title: 'Convolution',
        help: 'Small filters that slide over the picture',
        activation: true,
        numbers: [
            ['filters', 8],
            ['size', 3],
        ],
        letters: [
            ['stride', 's', 1],
            ['padding', 'p', 0],
        ],
    },
    maxpool: {title: 'Max pool', help: 'Keeps the largest of each square', numbers: [['size', 2]]},
    avgpool: {title: 'Average pool', help: 'Keeps the mean of each square', numbers: [['size', 2]]},
    gap: {title: 'Global average', help: 'One mean for each filter', numbers: []},
    flatten: {title: 'Flatten', help: 'A picture as one long row', numbers: []},
    dropout: {title: 'Dropout', help: 'Leaves out a random share while training', numbers: [['share', 0.2]]},
    batchnorm: {title: 'Batch norm', help: 'Mean 0 and variance 1 over the batch', numbers: [], activation: true},
    layernorm: {title: 'Layer norm', help: 'Mean 0 and variance 1 over the units', numbers: [], activation: true},
    skip: {title: 'Skip', help: 'Adds what went in so many layers earlier', numbers: [['layers', 2]]},
    activation: {title: 'Activation', help: 'Bends each number', numbers: [], activation: true},
};

/** The words of an experiment's network: of `layers`, or of `hidden`, `activation` and `dropout`. */
export function layerWords(settings) {
    if (settings.layers) {
        return settings.layers.split(',');
    }
    const after = [
        settings.activation ?? 'relu',
        ...(Number(settings.dropout) > 0 ? ['dropout:' + settings.dropout] : []),
    ];
    return (settings.hidden ?? '128').split(',').flatMap(units => ['dense:' + units, ...after]);
}

/** Cards of words: {kind, numbers, letters, activation}; an activation goes on the card before it where there is one. */
export function cardsOf(words) {
    const cards = [];
    for (const word of words) {
        const [name, ...rest] = word.split(':');
        const last = cards.at(-1);
        if (name in KINDS) {
            cards.push(
                card(
                    name,
                    rest.filter(text => /^[\d.]/.test(text)),
                    rest.filter(text => /^[a-z]/.test(text)),
                ),
            );
        } else if (last && KINDS[last.kind].activation && last.activation === 'none') {
            last.activation = word;
        } else {
            cards.push({...card('activation', [], []), activation: word});
        }
    }
    return cards.length === 1 && cards[0].kind === 'flatten' ? [] : cards;
}

function card(kind, numbers, letters) {
    return {kind, numbers, letters, activation: 'none'};
}

/** The words of cards; none at all is a picture made flat, since a network has to be made of something. */
export function wordsOf(cards) {
    const words = cards.flatMap(({kind, numbers, letters, activation}) => [
        ...(kind === 'activation' ? [] : [[kind, ...numbers, ...letters].join(':')]),
        ...(activation === 'none' ? [] : [activation]),
    ]);
    return words.length === 0 ? ['flatten'] : words;
}

/**
 * A row of cards that can be changed: {node, cards(), show(cards)}.
 *
 * @param {string[]} activations names to choose from
 * @param {function()} changed called after every change by hand
 */
export function layerCards(activations, changed) {
    let cards = [];
    const list = element('ol', {class: 'cards', 'aria-label': 'Layers'});
    const kinds = Object.keys(KINDS).map(kind => element('option', {value: kind}, KINDS[kind].title));
    const kind = element('select', {'aria-label': 'Kind of layer to add'}, ...kinds);
    const add = element(
        'div',
        {class: 'row', 'data-control': 'layers'},
        kind,
        button('Add layer', () => {
            const numbers = KINDS[kind.value].numbers.map(([, value]) => String(value));
            const activation = ['dense', 'conv', 'activation'].includes(kind.value) ? 'relu' : 'none';
            edit([...cards, {...card(kind.value, numbers, []), activation}], cards.length);
        }),
    );

    /** @param {number} [focus] whose card to go to */
    function edit(next, focus) {
        cards = next;
        render();
        changed();
        if (focus !== undefined) {
            (list.querySelectorAll('.layer')[focus] ?? add).querySelector('input, select, button')?.focus();
        }
    }

    function render() {
        list.replaceChildren(
            end('Input', 'the picture'),
            ...cards.map((_, i) => cardNode(i)),
            end('Output', 'one unit for each class'),
        );
    }

    function end(title, text) {
        return element('li', {class: 'end'}, element('b', {}, title), element('span', {class: 'small muted'}, text));
    }

    function cardNode(i) {
        const {kind, activation} = cards[i];
        const {title, help, numbers, letters = [], activation: bends} = KINDS[kind];
        const name = `${title}, layer ${i + 1}`;
        const move = (to, text, label) =>
            button(text, () => edit(moved(cards, i, to), to), {
                class: 'quiet',
                'aria-label': `${label}: ${name}`,
                disabled: to < 0 || to >= cards.length,
            });
        return element(
            'li',
            {class: 'layer', 'data-control': 'layers'},
            element('b', {title: help}, title),
            ...numbers.map(([label], n) =>
                numberField(label, name, cards[i].numbers[n] ?? '', value => {
                    cards[i].numbers[n] = value;
                    changed();
                }),
            ),
            ...letters.map(([label, letter, standard]) => letterField(i, name, label, letter, standard)),
            bends ? activationField(i, name, activation) : null,
            element(
                'div',
                {class: 'row tools'},
                move(i - 1, '←', 'Move towards the input'),
                move(i + 1, '→', 'Move towards the output'),
                button('✕', () => edit(cards.toSpliced(i, 1), Math.max(0, i - 1)), {
                    class: 'quiet',
                    'aria-label': 'Remove ' + name,
                }),
            ),
        );
    }

    function numberField(label, name, value, change) {
        return element(
            'label',
            {},
            element('span', {class: 'small'}, label),
            element('input', {
                type: 'text',
                inputmode: 'decimal',
                size: '4',
                value,
                'aria-label': `${label} of ${name}`,
                input: event => change(event.target.value.trim()),
            }),
        );
    }

    function letterField(i, name, label, letter, standard) {
        const written = cards[i].letters.find(text => text.startsWith(letter));
        return numberField(label, name, written?.slice(1) ?? String(standard), value => {
            const others = cards[i].letters.filter(text => !text.startsWith(letter));
            cards[i].letters = value === String(standard) ? others : [...others, letter + value];
            changed();
        });
    }

    function activationField(i, name, activation) {
        const names = [...new Set(['none', ...activations, activation])];
        const select = element(
            'select',
            {
                'aria-label': 'Activation of ' + name,
                change: event => {
                    cards[i].activation = event.target.value;
                    changed();
                },
            },
            ...names.map(word => element('option', {value: word}, word)),
        );
        select.value = activation;
        return element('label', {}, element('span', {class: 'small'}, 'activation'), select);
    }

    return {
        node: element('div', {}, list, add),
        cards: () => cards,
        show(next) {
            cards = next;
            render();
        },
    };
}

function moved(cards, from, to) {
    const rest = cards.toSpliced(from, 1);
    return rest.toSpliced(to, 0, cards[from]);
}
