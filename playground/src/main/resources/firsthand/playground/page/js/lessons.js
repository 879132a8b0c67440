/**
 * The seven lessons of the guided tour in their order.
 *
 * Each is {title, about, settings, steps}: settings are what is built; a step is {text, point, before, until}: what is
 * said, the control that it points at, what is done when it begins, and what counts as done.
 */
import {NETWORKS} from './networklessons.js';
import {TRAINING} from './traininglessons.js';

const [oneNeuron, tenNeurons, hiddenLayer, convolution] = NETWORKS;

export const LESSONS = [oneNeuron, tenNeurons, hiddenLayer, ...TRAINING, convolution];
