/**
 * Runs in words.
 */

/** The network in one line: "28×28 → 128 relu → 10 · mnist · adam". */
export function describe(run) {
    const {layers, settings} = run;
    const parts = [];
    for (const layer of layers) {
        if (layer.type === 'dense') {
            parts.push(' → ' + layer.output.join('×'));
        } else if (layer.type !== 'flatten') {
            parts.push((isActivation(layer) ? ' ' : ' → ') + layer.text);
        }
    }
    const origin = isFromFile(run) ? 'from a file' : `${settings.data ?? 'mnist'} · ${settings.optimizer ?? 'adam'}`;
    return `${layers[0].input.join('×')}${parts.join('')} · ${origin}`;
}

/** Said right behind the layer before it. */
function isActivation(layer) {
    return layer.parameters === 0 && !/pool|dropout|flatten|skip/.test(layer.type);
}

/** Whether a network was opened as a file: it has no training of its own. */
export function isFromFile(run) {
    return run.steps === undefined;
}

/** What the examples of a data set are called. */
export function nounOf(settings) {
    const data = settings?.data ?? 'mnist';
    if (data === 'fashion') {
        return 'pictures';
    }
    return ['mnist', 'sample', 'digits', 'drawings'].includes(data) ? 'digits' : 'examples';
}

/** Options in one line: "learning-rate 0.1, l2 0.001". */
export function optionsText(options) {
    return Object.entries(options)
        .map(([option, value]) => `${option} ${value}`)
        .join(', ');
}
