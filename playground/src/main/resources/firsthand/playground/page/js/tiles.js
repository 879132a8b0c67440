/**
 * Examples as pictures that can be chosen: what was got wrong, what excites a unit.
 */
import {button, element, percent, pictureOf} from './ui.js';

/** The parts of the data that can be asked about, in words. */
const PARTS = {
    validation: 'validation: examples it never trained on',
    train: 'training examples',
    test: 'test set',
    drawings: 'your own drawings',
};

/**
 * A list of examples; choosing one has it explained.
 *
 * @param {Object} app
 * @param {string} part where the examples come from: validation, test, train or drawings
 * @param {Object[]} examples pictures with index and label
 * @param {function(Object): {title: string, caption: string}} words what is said about each
 */
export function tiles(app, part, examples, words) {
    return element(
        'ul',
        {class: 'tiles'},
        ...examples.map(example => {
            const {title, caption, isWrong} = words(example);
            const choose = button('', () => app.emit('explain', {part, index: example.index}), {class: 'tile', title});
            choose.append(pictureOf(example, title, 3.25));
            return element('li', {class: isWrong ? 'wrong' : ''}, choose, element('span', {class: 'small'}, caption));
        }),
    );
}

/** Words of a mistake. */
export function mistake({label, predicted, probability}) {
    return {
        title: `A ${label}, taken for ${predicted} with ${percent(probability)}: see why`,
        caption: `${label} → ${predicted}`,
        isWrong: true,
    };
}

/** A choice among the parts of the data. */
export function partChoice(properties) {
    const choices = Object.entries(PARTS).map(([value, text]) => element('option', {value}, text));
    return element('select', properties, ...choices);
}

/** The part of the data to look at first: what is held back, or, where nothing is, what was trained on. */
export function firstPart(app) {
    return Number(app.run?.settings.validation ?? 0) > 0 ? 'validation' : 'train';
}
