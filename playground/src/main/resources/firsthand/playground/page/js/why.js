/**
 * Why the network says what it says, in one sentence and two pictures.
 */
import {element, fromBase64, percent, pictureOf, short, toBase64} from './ui.js';

const ROWS = ['top', 'middle', 'bottom'];
const COLUMNS = ['left', 'centre', 'right'];

/**
 * The answer, what speaks for it rather than for the other class in question, and where the loss is most easily moved.
 *
 * @param told the engine's answer to explain
 * @returns {Node[]}
 */
export function why(told) {
    const {classes} = told;
    const winner = classes.indexOf(told.label);
    const isWrong = told.actual !== undefined && told.actual !== told.label;
    const other = isWrong ? classes.indexOf(told.actual) : second(told.probabilities, winner);
    const evidence = new Evidence(told, classes);
    const pictures = element('div', {class: 'figures'});
    const choices = ['speaks for', 'rather than for'].map((words, i) =>
        element(
            'select',
            {
                'aria-label': `Class that it ${words}`,
                change: () => compare(),
            },
            ...classes.map((name, c) =>
                element('option', {value: c, selected: c === (i === 0 ? winner : other)}, name),
            ),
        ),
    );
    const compare = () => {
        const [a, b] = choices.map(choice => Number(choice.value));
        pictures.replaceChildren(...figures(told, evidence, classes, a, b));
    };
    compare();
    return [
        element('p', {class: isWrong ? 'told wrong' : 'told'}, verdict(told, winner)),
        element('p', {}, evidence.sentence(winner, other, isWrong)),
        element('p', {class: 'row small'}, 'Show what speaks for ', choices[0], ' rather than for ', choices[1]),
        element('div', {class: 'pictures'}, pictures, ranking(told, classes)),
    ];
}

function verdict(told, winner) {
    const what = told.actual === undefined ? told.source : `${told.source}, which is ${told.actual}`;
    return (
        `${what.charAt(0).toUpperCase()}${what.slice(1)}: taken for ${told.label} with ` +
        `${percent(told.probabilities[winner])}.`
    );
}

function second(probabilities, winner) {
    return probabilities.reduce(
        (best, share, c) => (c !== winner && (best < 0 || share > probabilities[best]) ? c : best),
        -1,
    );
}

function figures(told, evidence, classes, a, b) {
    const captions = [
        [told.input, 'What it saw'],
        [evidence.picture(a, b), `Blue speaks for ${classes[a]} more than for ${classes[b]}, orange the other way`],
        [told.saliency, 'Where a little more or less ink would change the loss most'],
    ];
    return captions.map(([picture, caption]) =>
        element('figure', {}, pictureOf(picture, caption, 9), element('figcaption', {class: 'muted'}, caption)),
    );
}

/** The classes by their probability, as far as they matter. */
function ranking(told, classes) {
    const order = classes
        .map((_, c) => c)
        .sort((a, b) => told.probabilities[b] - told.probabilities[a])
        .slice(0, 5);
    return element(
        'table',
        {class: 'small'},
        element(
            'thead',
            {},
            element('tr', {}, ...['Class', 'Score z', 'Probability'].map(head => element('th', {scope: 'col'}, head))),
        ),
        element(
            'tbody',
            {},
            ...order.map(c =>
                element(
                    'tr',
                    {},
                    element('td', {}, classes[c]),
                    element('td', {}, short(told.scores[c])),
                    element('td', {}, percent(told.probabilities[c])),
                ),
            ),
        ),
    );
}

/** What each pixel does for each class: its ink times the slope of the score. */
class Evidence {
    constructor(told, classes) {
        this.classes = classes;
        this.scores = told.scores;
        this.parts = told.evidence.for;
        this.values = this.parts.map(part => {
            const steps = new Int8Array(fromBase64(part.values).buffer);
            return Float64Array.from(steps, step => (step * part.scale) / 127);
        });
    }

    /** What speaks for one class more than for another, pixel by pixel. */
    difference(a, b) {
        return this.values[a].map((value, i) => value - this.values[b][i]);
    }

    picture(a, b) {
        const values = this.difference(a, b);
        const {width, height} = this.parts[a];
        const scale = Math.max(...values.map(Math.abs), 1e-30);
        const steps = Int8Array.from(values, value => Math.round((127 * value) / scale));
        return {width, height, scale, values: toBase64(new Uint8Array(steps.buffer))};
    }

    /** Why one class won over another, in words. */
    sentence(winner, other, isWrong) {
        const [a, b] = [this.classes[winner], this.classes[other]];
        const place = this.place(winner, other);
        const scores =
            `the score of ${a} came to ${short(this.scores[winner])}, that of ${b} to ` +
            `${short(this.scores[other])}`;
        const where = place
            ? `The ink that speaks for ${a} more than for ${b} is mostly ${place}`
            : `Little tells ${a} from ${b} here`;
        return isWrong
            ? `It should have said ${b}. ${where}; it outweighed the rest, and ${scores}.`
            : `The runner-up was ${b}. ${where}: ${scores}.`;
    }

    /** Which ninth of the picture holds most of what speaks for the first class, in words. */
    place(a, b) {
        const {width, height} = this.parts[a];
        const sums = new Float64Array(9);
        this.difference(a, b).forEach((value, i) => {
            const row = Math.floor((3 * Math.floor(i / width)) / height);
            const column = Math.floor((3 * (i % width)) / width);
            sums[3 * row + column] += Math.max(0, value);
        });
        const best = sums.indexOf(Math.max(...sums));
        if (sums[best] === 0) {
            return '';
        }
        const [row, column] = [ROWS[Math.floor(best / 3)], COLUMNS[best % 3]];
        if (row === 'middle') {
            return column === 'centre' ? 'in the middle' : `on the ${column}`;
        }
        return column === 'centre' ? `at the ${row}` : `at the ${row} ${column}`;
    }
}
