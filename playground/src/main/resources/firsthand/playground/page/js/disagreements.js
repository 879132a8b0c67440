/**
 * How runs differ: in their settings, and in the examples that only one of them gets right.
 */
import {element, pictureOf, short, whole} from './ui.js';
import {tiles} from './tiles.js';

/** Options that decide which examples are held back, and in which order. */
const SPLITTING = ['data', 'limit', 'validation', 'seed', 'hold-out'];

/** A table of the options that differ, a column for each run. */
export function differenceTable({runs, differences}) {
    if (differences.length === 0) {
        return element('p', {class: 'muted'}, 'Their settings are the same.');
    }
    const column = name => element('th', {scope: 'col', class: 'words'}, name);
    const head = element('tr', {}, column('Setting'), ...runs.map(run => column(run.name)));
    const rows = differences.map(({option, values}) =>
        element(
            'tr',
            {},
            element('th', {scope: 'row'}, option),
            ...values.map(value => element('td', {class: 'words'}, value || 'default')),
        ),
    );
    return element(
        'table',
        {},
        element('caption', {}, 'What differs'),
        element('thead', {}, head),
        element('tbody', {}, ...rows),
    );
}

/** What the first units of each run look for. */
export function firstWeights({runs, weights}) {
    return [
        element('h3', {}, 'What they look for'),
        ...runs.map((run, i) =>
            element(
                'figure',
                {},
                element('figcaption', {class: 'small'}, `${run.name}, layer ${weights[i].layer + 1}`),
                element(
                    'ul',
                    {class: 'tiles'},
                    ...weights[i].items.map((item, unit) =>
                        element('li', {}, pictureOf(item, `Weights of unit ${unit} of ${run.name}`, 3.25)),
                    ),
                ),
            ),
        ),
    ];
}

/** What one of the first two runs gets right and the other does not, in a sentence and as pictures. */
export function disagreements(app, reply) {
    if (!reply.disagreements) {
        return [];
    }
    const [first, second] = reply.runs;
    const {onlyFirst, onlySecond, bothWrong, pValue} = reply.disagreements;
    const chance =
        pValue < 0.01 ? 'So large a difference is hardly chance' : 'So small a difference may well be chance';
    return [
        element('h3', {}, 'Where they disagree'),
        element(
            'p',
            {},
            `Only ${first.name} gets ${whole(onlyFirst)} right that ${second.name} does not; only ` +
                `${second.name} gets ${whole(onlySecond)} right that ${first.name} does not; ${whole(bothWrong)} neither. ` +
                `${chance} (p = ${short(pValue)}). Below each: what it is, and what the two say.`,
        ),
        pictures(app, reply),
    ];
}

/** Those of the present run's own examples can be explained; of others only the picture is known. */
function pictures(app, {runs, differences, examples, part = 'validation'}) {
    const [first, second] = runs;
    const words = ({label, first: one, second: other}) => ({
        title: `A ${label}: ${first.name} says ${one}, ${second.name} says ${other}`,
        caption: `${label}: ${one} | ${other}`,
    });
    const isOneSplit = !differences.some(({option}) => SPLITTING.includes(option));
    if (isOneSplit && runs.some(run => run.id === app.state.run)) {
        return tiles(app, part, examples, words);
    }
    return element(
        'ul',
        {class: 'tiles'},
        ...examples.map(example => {
            const {title, caption} = words(example);
            return element('li', {}, pictureOf(example, title, 3.25), element('span', {class: 'small'}, caption));
        }),
    );
}
