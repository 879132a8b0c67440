/**
 * The two charts that show how a training goes: accuracy, and loss.
 */
import {chart} from './chart.js';
import {percent, short} from './ui.js';

export function accuracyChart(title) {
    return chart({title, ceiling: 1, format: (share, exact) => (exact ? percent(share) : shareTick(share))});
}

export function lossChart(title) {
    return chart({title, logarithmic: true, format: (loss, exact) => (exact ? short(loss) : lossTick(loss))});
}

function shareTick(share) {
    return String(Number((100 * share).toFixed(2))) + ' %';
}

function lossTick(loss) {
    return loss >= 0.001 && loss < 1e4 ? short(loss) : loss.toExponential(0).replace('+', '');
}
