/**
 * The scales of a chart: from steps and values to places, and the ticks of its axes.
 */

export const MARGIN = {top: 10, right: 12, bottom: 26, left: 52};
export const HEIGHT = 200;

/** Which multiples of a power of ten are shown on a logarithmic axis whose ends are apart by more than a factor. */
const FACTORS = [
    [300, [1]],
    [30, [1, 3]],
    [8, [1, 2, 5]],
    [0, [1, 1.5, 2, 3, 5, 7]],
];

/** {x, y, xTicks, yTicks} for such series on a chart of that width; x.inverse goes from a place to a step. */
export function scales(series, look, width) {
    const lastStep = Math.max(10, ...series.map(one => one.steps.at(-1)));
    const [low, high] = look.logarithmic ? logarithmicRange(series) : linearRange(series, look.ceiling);
    const across = width - MARGIN.left - MARGIN.right;
    const up = HEIGHT - MARGIN.top - MARGIN.bottom;
    const x = step => MARGIN.left + (across * step) / lastStep;
    x.inverse = place => ((place - MARGIN.left) / across) * lastStep;
    const along = look.logarithmic
        ? value => Math.log(Math.max(low, value) / low) / Math.log(high / low)
        : value => (value - low) / (high - low);
    const y = value => HEIGHT - MARGIN.bottom - up * Math.max(-0.5, Math.min(1, along(value)));
    const yTicks = look.logarithmic ? decades(low, high) : ticks(low, high, 4);
    return {x, y, xTicks: ticks(0, lastStep, width < 400 ? 3 : 5), yTicks};
}

/** All but the steep beginning, so that what comes later can be told apart. */
function linearRange(series, ceiling) {
    const late = series.flatMap(one => one.values.slice(Math.floor(one.values.length / 5))).filter(Number.isFinite);
    const high = ceiling ?? Math.max(1e-3, ...late);
    const low = late.length === 0 ? 0 : Math.min(high - 1e-3, ...late);
    const step = niceStep((high - low) / 4);
    return [Math.max(0, Math.floor(low / step - 1e-9) * step), high];
}

function logarithmicRange(series) {
    const values = series.flatMap(one => one.values).filter(value => value > 0 && Number.isFinite(value));
    const low = Math.min(1, ...values);
    const high = Math.max(low * 4, ...values);
    return [low * 0.9, Math.min(high * 1.1, low * 1e6)];
}

function niceStep(rough) {
    const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-12)));
    return power * [1, 2, 2.5, 5, 10].find(factor => factor * power >= rough * (1 - 1e-9));
}

function ticks(low, high, count) {
    const step = niceStep((high - low) / count);
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.floor(high / step + 1e-9);
    return Array.from({length: last - first + 1}, (_, i) => (first + i) * step);
}

/** 0.01, 0.1, 1 and, where there is room, what lies between. */
function decades(low, high) {
    const factors = FACTORS.find(([least]) => high / low > least)[1];
    const from = Math.floor(Math.log10(low));
    const powers = Array.from({length: Math.ceil(Math.log10(high)) - from + 1}, (_, i) => 10 ** (from + i));
    return powers.flatMap(power => factors.map(factor => factor * power)).filter(tick => tick >= low && tick <= high);
}
