/**
 * What can be changed while it trains: learning rate and regularisation; and the test set, measured at the end.
 */
import {attempt, button, element, errorLine, percent, short, whole} from './ui.js';
import {nounOf} from './runs.js';

/** The options that may change half-way: their names, words, and what they are for. */
const PENALTIES = [
    ['l2', 'L2', 'A penalty on large weights, which the loss has to pay: keeps them small'],
    ['l1', 'L1', 'A penalty that draws small weights to exactly zero'],
    ['weight-decay', 'Weight decay', 'Shrinks every weight a little at each step'],
];

/** @param {HTMLElement} part @param {App} app */
export function mountChanges(part, app) {
    const line = errorLine();
    const rate = rateControl(options => change(options));
    const penalties = PENALTIES.map(([option, name, help]) => penaltyControl(option, name, help, change));
    part.append(
        rate.node,
        element(
            'details',
            {class: 'small-details', 'data-control': 'regularisation'},
            element('summary', {}, 'Regularise, or measure on the test set'),
            element('div', {class: 'fields'}, ...penalties.map(penalty => penalty.node)),
            examination(app),
        ),
        line.node,
    );

    async function change(options) {
        const reply = await attempt(line, () => app.send({do: 'change', ...options}));
        if (reply) {
            app.settings(reply.settings);
        } else {
            show(app.state.current ?? {});
        }
    }

    function show(current) {
        [rate, ...penalties].forEach(control => control.show(current[control.option]));
    }

    let shown = '';
    app.on('built', () => line.clear());
    app.on('snapshot', ({current = {}}) => {
        const text = JSON.stringify(current);
        if (text !== shown && !part.contains(document.activeElement)) {
            shown = text;
            show(current);
        }
    });
}

/** A slider over five decades, and a field for an exact number. */
function rateControl(change) {
    const slider = element('input', {
        type: 'range',
        id: 'rate',
        min: '-5',
        max: '1',
        step: '0.1',
        input: () => (field.value = rateOf(slider.value)),
        change: () => change({'learning-rate': rateOf(slider.value)}),
    });
    const field = element('input', {
        type: 'text',
        inputmode: 'decimal',
        size: '7',
        'aria-label': 'Learning rate as a number',
        change: () => change({'learning-rate': field.value.trim()}),
    });
    const node = element(
        'div',
        {class: 'rate', 'data-control': 'learning-rate'},
        element(
            'label',
            {for: 'rate', title: 'How large each step downhill is: too small learns slowly, too large never settles'},
            'Learning rate',
        ),
        slider,
        field,
    );
    function show(value = '0.001') {
        field.value = short(Number(value));
        slider.value = Math.log10(Number(value));
        slider.setAttribute('aria-valuetext', value);
    }
    return {option: 'learning-rate', node, show};
}

function rateOf(exponent) {
    return short(Number((10 ** exponent).toPrecision(2)));
}

function penaltyControl(option, name, help, change) {
    const field = element('input', {
        type: 'text',
        inputmode: 'decimal',
        size: '7',
        id: 'live-' + option,
        title: help,
        change: () => change({[option]: field.value.trim() || '0'}),
    });
    const node = element('div', {class: 'field'}, element('label', {for: 'live-' + option, title: help}, name), field);
    return {option, node, show: (value = '0') => (field.value = String(Number(value)))};
}

/** The test set is for the end: whoever chooses by it can no longer trust it. */
function examination(app) {
    const line = errorLine();
    const result = element('output', {});
    const measure = button(
        'Measure on the test set',
        async () => {
            const reply = await attempt(line, () => app.send({do: 'test'}));
            if (reply) {
                result.textContent =
                    `${percent(reply.accuracy)} right: ${whole(reply.correct)} of ${whole(reply.examples)} ` +
                    `${nounOf(app.run.settings)}, at step ${whole(app.state.step)}.`;
            }
        },
        {'data-control': 'test'},
    );
    app.on('built', () => (result.textContent = ''));
    return element(
        'div',
        {class: 'examination'},
        element(
            'p',
            {class: 'small muted'},
            'The test set is the final examination: measure it once, at the end, and do not ' +
                'choose settings by it.',
        ),
        element('div', {class: 'row'}, measure, result),
        line.node,
    );
}
