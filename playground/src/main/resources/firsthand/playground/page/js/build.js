/**
 * Building a network: layers as cards, and everything else that decides a training.
 */
import {button, element, errorLine, sentence, whole} from './ui.js';
import {cardsOf, layerCards, layerWords, wordsOf} from './layers.js';
import {ownData} from './owndata.js';
import {dataField, severalField, textField, wordField} from './fields.js';

/** Networks to begin with; the small one is for pictures of 8 by 8 pixels. */
const PRESETS = [
    ['One layer', 'flatten', 'flatten', 'No hidden layer: ten neurons, each with one picture of weights'],
    ['One hidden layer', 'dense:128,relu', 'dense:32,relu', 'What the page begins with'],
    [
        'Deep',
        'dense:256,relu,dense:128,relu,dense:64,relu',
        'dense:64,relu,dense:64,relu,dense:32,relu',
        'Three hidden layers',
    ],
    [
        'Convolution',
        'conv:8:3,relu,maxpool:2,conv:16:3,relu,maxpool:2,dense:64,relu',
        'conv:8:3:p1,relu,maxpool:2,dense:32,relu',
        'Filters that slide over the picture: slower, and better',
    ],
];

/** Rates to begin with, where a rule needs another than Adam does. */
const RATES = {sgd: '0.1', momentum: '0.05', nesterov: '0.05', adagrad: '0.01', lion: '0.0001'};

const TERMS = [
    ['Epoch', 'one pass over all training examples.'],
    ['Batch', 'the few examples that one step looks at; their mean gradient moves the weights.'],
    ['Loss', 'one number for how wrong the answers are. Training is walking downhill on it.'],
    ['Optimiser', 'the rule that turns gradients into steps. sgd is the plainest, adam the usual choice.'],
    ['Learning rate', 'how long each step is.'],
    ['Validation', 'the share of the training set that is held back, to see how well it does on what it never saw.'],
    ['Dropout, L2, weight decay', 'ways of keeping a network from learning its examples by heart.'],
    ['Augmentation', 'small random changes to each example, so that it is never quite the same twice.'],
    ['Seed', 'decides everything random: the same seed gives the same numbers, to the last bit.'],
];

/** @param {HTMLElement} part @param {App} app */
export function mount(part, app) {
    const line = errorLine();
    const pending = element('span', {class: 'muted small', role: 'status'});
    const touched = () => (pending.textContent = 'Not built yet: training begins anew with it.');
    const cards = layerCards(app.hello.words.activations, touched);
    const fields = fieldsOf(app, cards, touched);
    const [data] = fields;
    let shown = {};

    const keep = element('input', {type: 'checkbox', id: 'keep-before'});
    const build = button('Build this network', () => submit(), {class: 'main', 'data-control': 'build'});
    part.append(
        presets(app, cards, () => touched()),
        cards.node,
        element('div', {class: 'fields', input: touched, change: touched}, ...fields.map(field => field.node)),
        ownData(app, data, touched),
        element(
            'div',
            {class: 'row submit'},
            build,
            element('label', {for: 'keep-before', class: 'small'}, keep, ' keep the present run to compare with'),
            pending,
        ),
        line.node,
        terms(),
    );

    function show({settings}) {
        shown = settings;
        cards.show(cardsOf(layerWords(settings)));
        fields.forEach(field => field.show(settings[field.option]));
        fields.find(field => field.option === 'dropout').show(dropoutOf(cards.cards()));
        pending.textContent = '';
        clear();
    }

    async function submit() {
        clear();
        build.disabled = true;
        build.textContent = 'Building …';
        try {
            if (keep.checked && app.state.step > 0) {
                await app.send({do: 'keep'});
            }
            await app.build(collect());
            app.show('train');
            app.announce(`Built: ${whole(app.run.parameters)} parameters. Press Play.`);
        } catch (error) {
            blame(error);
        } finally {
            build.disabled = false;
            build.textContent = 'Build this network';
        }
    }

    /** The options of the form; those that it has no field for stay as they were, but changes half-way end. */
    function collect() {
        const {change, ...settings} = shown;
        const words = wordsOf(cards.cards()).join(',');
        if (words !== wordsOf(cardsOf(layerWords(shown))).join(',')) {
            ['hidden', 'activation', 'dropout', 'layers'].forEach(option => delete settings[option]);
            settings.layers = words;
        }
        for (const {option, read} of fields.filter(field => field.option !== 'dropout')) {
            const value = read();
            delete settings[option];
            if (value !== undefined) {
                settings[option] = value;
            }
        }
        return settings;
    }

    /** Shows an error beside the field that it names, and goes there. */
    function blame(error) {
        const named = error.message.replace(/^--/, '').split(':')[0].trim().replaceAll(' ', '-');
        const field = fields.find(candidate => candidate.option === named);
        if (field) {
            field.problem.textContent = sentence(error.message);
            field.control.setAttribute('aria-invalid', 'true');
            field.control.focus();
        } else {
            line.show(error);
        }
    }

    function clear() {
        line.clear();
        fields.forEach(({problem, control}) => {
            problem.textContent = '';
            control.removeAttribute('aria-invalid');
        });
    }

    app.on('built', show);
    app.on('settings', settings => (shown = settings));
    app.on('data', sets => data.offer(sets));
    app.on('open', async section => section === 'build' && data.offer(await app.dataSets()));
}

function fieldsOf(app, cards, touched) {
    const {losses, optimizers, schedules, augmentations} = app.hello.words;
    const rate = textField('learning-rate', 'Learning rate', 'How long each step is', '0.001');
    const dropout = textField(
        'dropout',
        'Dropout',
        'Share of the outputs of each hidden layer that is left out in training',
        '0',
    );
    dropout.control.addEventListener('change', () => {
        cards.show(withDropout(cards.cards(), dropout.control.value.trim()));
        touched();
    });
    const data = dataField(touched);
    data.offer(app.hello.data);
    return [
        data,
        wordField('loss', 'Loss', 'What is to become small', losses, 'cross-entropy'),
        wordField('optimizer', 'Optimiser', 'The rule that turns gradients into steps', optimizers, 'adam', name =>
            rate.show(RATES[name] ?? '0.001'),
        ),
        rate,
        wordField('schedule', 'Schedule', 'How the learning rate goes over the training', schedules, 'constant'),
        textField('batch-size', 'Batch size', 'Examples a step', '64'),
        textField('epochs', 'Epochs', 'Passes over the training set', '5'),
        textField('l2', 'L2', 'Penalty on half the squares of the weights', '0'),
        textField('weight-decay', 'Weight decay', 'Shrinks every weight a little at each step', '0'),
        dropout,
        textField('validation', 'Validation', 'Share of the training set that is held back to measure by', '0.1'),
        textField('limit', 'Use at most', 'Only so many training examples; empty for all', ''),
        textField('seed', 'Seed', 'Decides everything random', '1'),
        severalField('augment', 'Augmentation', 'Small random changes to each training example', augmentations),
    ];
}

/** Dropout of one rate behind every hidden dense layer, and nowhere else. */
function withDropout(cards, rate) {
    const others = cards.filter(card => card.kind !== 'dropout');
    const isOn = Number(rate) !== 0;
    return others.flatMap(card =>
        isOn && card.kind === 'dense'
            ? [card, {kind: 'dropout', numbers: [rate], letters: [], activation: 'none'}]
            : [card],
    );
}

function dropoutOf(cards) {
    return cards.find(card => card.kind === 'dropout')?.numbers[0];
}

function presets(app, cards, touched) {
    return element(
        'div',
        {class: 'row', role: 'group', 'aria-label': 'Networks to begin with', 'data-control': 'layers'},
        element('span', {class: 'muted small'}, 'Begin with'),
        ...PRESETS.map(([name, words, small, help]) =>
            button(
                name,
                () => {
                    const isSmall = (app.run?.layers[0].input.reduce((a, b) => a * b, 1) ?? 784) < 200;
                    cards.show(cardsOf((isSmall ? small : words).split(',')));
                    touched();
                },
                {title: help},
            ),
        ),
    );
}

function terms() {
    return element(
        'details',
        {},
        element('summary', {}, 'What do these words mean?'),
        element('dl', {}, ...TERMS.flatMap(([term, text]) => [element('dt', {}, term), element('dd', {}, text)])),
    );
}
