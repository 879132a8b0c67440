/**
 * One unit of a layer: its weights, what excites it, its formula with numbers, and what it makes of each class.
 */
import {classNames} from './classes.js';
import {equation} from './equation.js';
import {tiles} from './tiles.js';
import {attempt, button, element, errorLine, pictureOf, short} from './ui.js';

/** Fills the part below the pictures of a layer. */
export function mount(part, app) {
    new Inspector(part, app);
}

class Inspector {
    constructor(part, app) {
        this.app = app;
        this.line = errorLine();
        this.layer = element('select', {change: () => this.limit()});
        this.unit = element('input', {type: 'number', min: 0, value: 0, inputmode: 'numeric'});
        this.found = element('div', {class: 'unit', 'aria-live': 'polite'});
        const form = element(
            'form',
            {class: 'row', submit: event => this.submit(event)},
            element('label', {}, 'Layer ', this.layer),
            element('label', {}, 'Unit ', this.unit),
            element('button', {type: 'submit'}, 'Look'),
            button('‹', () => this.move(-1), {'aria-label': 'The unit before', title: 'The unit before'}),
            button('›', () => this.move(1), {'aria-label': 'The next unit', title: 'The next unit'}),
        );
        part.append(element('h3', {id: 'neuron'}, 'One neuron'), form, this.line.node, this.found);
        app.on('built', run => this.begin(run));
        app.on('neuron', place => this.open(place));
        app.on('snapshot', state => this.follow(state));
    }

    begin(run) {
        this.layers = run.layers;
        this.layer.replaceChildren(
            ...this.layers.map(layer => element('option', {value: layer.index}, `${layer.index + 1}: ${layer.text}`)),
        );
        this.found.replaceChildren();
        this.shown = undefined;
        this.limit();
    }

    /** A dense layer has as many units as outputs, a convolution as many as channels. */
    limit() {
        const layer = this.layers.find(each => each.index === Number(this.layer.value));
        if (layer) {
            this.unit.max = String(units(layer) - 1);
            this.unit.value = String(Math.min(Number(this.unit.value), units(layer) - 1));
        }
    }

    /** What is shown is read again when training pauses. */
    follow(state) {
        if (this.shown && this.was === 'running' && state.state !== 'running' && this.app.isOpen('network')) {
            this.look(this.shown);
        }
        this.was = state.state;
    }

    submit(event) {
        event.preventDefault();
        this.look({layer: Number(this.layer.value), unit: Number(this.unit.value)});
    }

    move(by) {
        const next = Number(this.unit.value) + by;
        const count = Number(this.unit.max) + 1;
        this.unit.value = String((next + count) % count);
        this.look({layer: Number(this.layer.value), unit: Number(this.unit.value)});
    }

    /** Somebody clicked on a neuron elsewhere on the page. */
    async open({layer, unit}) {
        this.layer.value = String(layer);
        this.limit();
        this.unit.value = String(unit);
        this.app.show('network');
        await this.look({layer, unit});
        document.getElementById('neuron').scrollIntoView({block: 'start'});
    }

    look(place) {
        return attempt(this.line, async () => {
            this.show(await this.app.send({do: 'neuron', ...place}));
            this.shown = place;
            this.app.emit('looked', place);
        });
    }

    show(neuron) {
        const name = `unit ${neuron.unit} of layer ${neuron.layer + 1}`;
        this.found.replaceChildren(
            ...[
                neuron.weights
                    ? element(
                          'figure',
                          {},
                          pictureOf(neuron.weights, `Weights of ${name}`, 11),
                          element(
                              'figcaption',
                              {class: 'muted'},
                              'Weights: ink on blue excites it, ink on orange quietens it. ' +
                                  `Largest ${short(neuron.weights.scale)}, bias ${short(neuron.bias)}.`,
                          ),
                      )
                    : null,
                element(
                    'div',
                    {},
                    element('h4', {}, 'Examples that excite it most'),
                    tiles(this.app, 'train', neuron.strongest, ({label, value}) => ({
                        title: `A ${label}, output ${short(value)}: explain`,
                        caption: `${label}: ${short(value)}`,
                    })),
                    element('h4', {}, 'What it computes of the first of them'),
                    equation({left: '', ...neuron.formula, value: short(neuron.formula.value)}),
                ),
                element('div', {}, element('h4', {}, 'Mean output for each class'), this.means(neuron.classMeans)),
            ].filter(Boolean),
        );
    }

    means(values) {
        const names = classNames(this.app, values.length);
        const largest = Math.max(...values.map(Math.abs), 1e-30);
        return element(
            'ol',
            {class: 'bars'},
            ...values.map((value, c) => {
                const fill = element('span', {class: value < 0 ? 'fill below' : 'fill'});
                fill.style.width = (100 * Math.abs(value)) / largest + '%';
                return element(
                    'li',
                    {class: value === Math.max(...values) ? 'best' : ''},
                    element('span', {class: 'name'}, names[c]),
                    element('span', {class: 'track'}, fill),
                    element('span', {class: 'share'}, value === null ? '–' : short(value)),
                );
            }),
        );
    }
}

function units(layer) {
    return layer.output.length === 3
        ? layer.output.at(-1)
        : layer.output.reduce((product, extent) => product * extent, 1);
}
