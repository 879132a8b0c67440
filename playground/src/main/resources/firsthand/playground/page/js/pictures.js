/**
 * Looking inside: every layer in numbers, and one of them as pictures that move while it learns.
 */
import {attempt, button, drawPicture, element, errorLine, short, whole} from './ui.js';

const COUNT = 64;
const FEW = 16;
const SHOWS = {
    weights: 'What each unit looks for: blue speaks for it, orange against it',
    gradients: 'How the loss would change with each weight: the next step goes against it',
    activations: 'What each unit answers to the examples of the last batch',
};

/** @param {HTMLElement} part @param {App} app */
export function mount(part, app) {
    const table = layerTable(index => {
        layer.value = String(index);
        watch();
    });
    const line = errorLine();
    const layer = element('select', {id: 'watched', change: () => watch()});
    const show = element(
        'select',
        {id: 'shown', change: () => watch()},
        ...Object.keys(SHOWS).map(word => element('option', {value: word}, word)),
    );
    const said = element('p', {class: 'muted small'});
    const tiles = tileGrid(app);
    part.append(
        table.node,
        element(
            'div',
            {class: 'row'},
            element('label', {for: 'shown'}, 'Show '),
            show,
            element('label', {for: 'watched'}, ' of '),
            layer,
        ),
        said,
        line.node,
        tiles.node,
    );
    let isWatching = false;

    async function watch() {
        isWatching = app.isOpen('network');
        said.textContent = SHOWS[show.value] + '. Choose a picture to see that unit closely.';
        await attempt(line, () =>
            app.send(
                isWatching
                    ? {do: 'watch', layer: layer.value, show: show.value, count: COUNT}
                    : {do: 'watch', layer: -1},
            ),
        );
    }

    app.on('built', run => {
        table.begin(run.layers);
        layer.replaceChildren(
            ...run.layers.map(({index, text}) => element('option', {value: index}, `layer ${index + 1}: ${text}`)),
        );
        layer.value = String(run.layers.find(each => each.parameters > 0)?.index ?? 0);
        tiles.show({items: []});
        if (app.isOpen('network') || isWatching) {
            watch();
        }
    });
    app.on('snapshot', state => {
        if (app.isOpen('network')) {
            table.update(state.layers ?? []);
            tiles.show(state.pictures ?? {items: []});
        } else if (isWatching) {
            watch();
        }
    });
    app.on('open', section => section === 'network' && watch());
}

/** Every layer: what it makes of what, and whether it learns. */
function layerTable(choose) {
    const body = element('tbody');
    const head = [
        ['Layer', ''],
        ['Output', 'Shape of what it passes on'],
        ['Parameters', 'Weights and biases that are learned'],
        ['Weights', 'Norm of all its weights: the square root of the sum of their squares'],
        ['Gradient', 'Norm of its gradient in the last step'],
        ['Update', 'Norm of the last step divided by that of the weights: about 0.001 is healthy'],
        ['Dead', 'Units that answered 0 to the whole batch'],
    ];
    const node = element(
        'div',
        {class: 'wide'},
        element(
            'table',
            {class: 'numbers'},
            element(
                'thead',
                {},
                element('tr', {}, ...head.map(([text, title]) => element('th', {scope: 'col', title}, text))),
            ),
            body,
        ),
    );
    let cells = new Map();

    function begin(layers) {
        cells = new Map();
        body.replaceChildren(
            ...layers.map(({index, type, text, output, parameters}) => {
                const own = Array.from({length: 4}, () => element('td'));
                cells.set(index, hasUnits(type) ? own : own.slice(0, 3));
                return element(
                    'tr',
                    {},
                    element(
                        'th',
                        {scope: 'row'},
                        button(text, () => choose(index), {class: 'quiet'}),
                    ),
                    element('td', {}, output.join('×')),
                    element('td', {}, parameters ? whole(parameters) : ''),
                    ...own,
                );
            }),
        );
    }

    function update(layers) {
        for (const {index, weightNorm, gradientNorm, updateRatio, dead} of layers) {
            [weightNorm, gradientNorm, updateRatio, dead].forEach((value, i) => {
                const cell = cells.get(index)?.[i];
                if (cell) {
                    cell.textContent = value === undefined || value === null ? '' : short(value);
                }
            });
        }
    }

    return {node, begin, update};
}

/** What only passes numbers on has no units that could be dead. */
function hasUnits(type) {
    return !/flatten|pool|dropout/.test(type);
}

/** A button with a picture for each unit; drawn on again with every snapshot. */
function tileGrid(app) {
    const node = element('div', {class: 'units', role: 'group', 'aria-label': 'Units'});
    const more = element('p', {class: 'muted small'});
    let shown = '';

    function show({layer, show, units, items}) {
        const first = items[0];
        const kind = `${layer} ${show} ${items.length} ${first?.width}x${first?.height}`;
        if (kind !== shown) {
            shown = kind;
            const isWide = first && first.width > 4 * first.height;
            node.className = isWide ? 'units rows' : items.length <= FEW ? 'units few' : 'units';
            node.replaceChildren(...items.map((_, unit) => tile(layer, unit, show)));
        }
        items.forEach((item, unit) => drawPicture(item, node.children[unit].firstChild));
        more.textContent =
            items.length === 0
                ? 'Nothing to show yet: a layer without weights, or no step made.'
                : units > items.length
                  ? `The first ${items.length} of ${whole(units)} units.`
                  : '';
    }

    function tile(layer, unit, show) {
        return element(
            'button',
            {
                type: 'button',
                class: 'unit-tile',
                click: () => app.emit('neuron', {layer, unit}),
                'aria-label': `Unit ${unit} of layer ${layer + 1}: ${show}`,
                title: `Unit ${unit}`,
            },
            element('canvas', {}),
        );
    }

    return {node: element('div', {}, node, more), show};
}
