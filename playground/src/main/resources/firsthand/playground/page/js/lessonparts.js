/**
 * What lessons are made of: networks to begin with, and what counts as done.
 */

const COMMON = {
    'batch-size': '64',
    epochs: '5',
    loss: 'cross-entropy',
    schedule: 'constant',
    seed: '1',
    validation: '0.1',
};
export const ADAM = {...COMMON, optimizer: 'adam', 'learning-rate': '0.001'};
export const ONE_LAYER = {...ADAM, layers: 'flatten'};
export const HIDDEN = {...ADAM, hidden: '128', activation: 'relu'};

/** Squared errors of sums are a valley with straight walls: too long a step really climbs out of it. */
export const SQUARES = {
    ...COMMON,
    layers: 'flatten',
    loss: 'mean-squared-error',
    optimizer: 'sgd',
    'learning-rate': '0.001',
    epochs: '20',
};

/** Whether so many steps were made since this part of the lesson began. */
export const steps = count => tour => tour.app.state.step - tour.from.step >= count;

/** Whether it is right on such a share of what is held back. */
export const accuracy = share => tour => (tour.app.state.validation?.accuracy ?? 0) >= share && tour.app.state.step > 0;

/** Whether something of that kind happened since this part of the lesson began. */
export const has = (event, test) => tour => tour.has(event, test);

/** Whether it is trained to the end. */
export const isOver = tour => tour.app.state.state === 'over';

/** Whether the learning rate, as it is now, is so large. */
export const rate = (least, most) => tour => {
    const value = Number(tour.app.state.current?.['learning-rate'] ?? tour.app.run.settings['learning-rate']);
    return value >= least * 0.99 && value <= most;
};

/** Shows a unit of the first layer that has weights. */
export const neuron = unit => tour => {
    const layer = tour.app.run.layers.find(each => each.parameters > 0).index;
    tour.app.emit('neuron', {layer, unit});
};
