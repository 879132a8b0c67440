/**
 * One weight: its gradient by the backward pass beside the slope that two forward passes measure.
 */
import {equation} from './equation.js';
import {attempt, drawPicture, element, errorLine, pixelAt, short} from './ui.js';

export class WeightCheck {
    /** @param {function(string): void} ask asked to have a weight checked, as LAYER:PLACE */
    constructor(app, ask) {
        this.app = app;
        this.ask = ask;
        this.line = errorLine();
        this.layer = element('select', {change: () => this.picture()});
        this.unit = element('input', {type: 'number', min: 0, value: 0, change: () => this.picture()});
        this.canvas = element('canvas', {
            role: 'img',
            class: 'choosable',
            title: 'Choose a weight',
            click: event => this.choose(event),
        });
        this.place = element('input', {placeholder: '0:407,17', size: 12, spellcheck: 'false', autocomplete: 'off'});
        this.found = element('div', {'aria-live': 'polite'});
        this.node = element(
            'section',
            {class: 'weight', 'aria-label': 'Check a gradient'},
            element('h3', {}, 'Is the gradient right?'),
            element(
                'p',
                {class: 'small muted'},
                'Choose a weight: a click on the picture of a unit, or its place as LAYER:INPUT,UNIT, counted ' +
                    'from 0. It is moved a little up and a little down, and the loss measured.',
            ),
            element(
                'div',
                {class: 'checking'},
                element('div', {}, this.chooser(), this.canvas),
                element('div', {}, this.form(), this.line.node, this.found),
            ),
        );
        app.on('open', section => section === 'explain' && this.picture());
        app.on('neuron', ({layer, unit}) => {
            if (this.layers.some(each => each.index === layer)) {
                this.layer.value = String(layer);
                this.unit.value = String(unit);
            }
        });
    }

    chooser() {
        return element(
            'p',
            {class: 'row'},
            element('label', {}, 'Layer ', this.layer),
            element('label', {}, 'Unit ', this.unit),
        );
    }

    form() {
        return element(
            'form',
            {class: 'row', submit: event => this.submit(event)},
            element('label', {}, 'Weight ', this.place),
            element('button', {type: 'submit'}, 'Check'),
        );
    }

    begin(layers) {
        this.layers = layers.filter(layer => layer.type === 'dense');
        this.layer.replaceChildren(
            ...this.layers.map(layer => element('option', {value: layer.index}, `${layer.index + 1}: ${layer.text}`)),
        );
        this.unit.value = '0';
        this.clear();
        if (this.app.isOpen('explain')) {
            this.picture();
        }
    }

    clear() {
        this.found.replaceChildren();
        this.line.clear();
    }

    /** The weights of the unit that is chosen. */
    picture() {
        if (this.layer.value === '') {
            this.canvas.hidden = true;
            return undefined;
        }
        return attempt(this.line, async () => {
            const neuron = await this.app.send({do: 'neuron', layer: this.layer.value, unit: this.unit.value});
            this.canvas.hidden = !neuron.weights;
            if (neuron.weights) {
                this.shape = neuron.shape;
                drawPicture(neuron.weights, this.canvas);
                this.canvas.setAttribute('aria-label', `Weights of unit ${this.unit.value}`);
            }
        });
    }

    choose(event) {
        const input = inputAt(pixelAt(event, this.canvas), this.canvas.width, this.shape);
        if (input !== undefined) {
            this.check(`${this.layer.value}:${input},${this.unit.value}`);
        }
    }

    submit(event) {
        event.preventDefault();
        this.check(this.place.value.trim());
    }

    /** Has a weight checked. */
    check(place) {
        this.place.value = place;
        this.follow(place);
        this.node.scrollIntoView({block: 'nearest'});
        this.ask(place);
    }

    /** Shows the unit that a weight of a dense layer belongs to, unless it is shown already. */
    follow(place) {
        const [, layer, unit] = /^(\d+):\d+,(\d+)$/.exec(place) ?? [];
        const isShown = this.layer.value === layer && this.unit.value === unit;
        if (!isShown && this.layers.some(each => String(each.index) === layer)) {
            this.layer.value = layer;
            this.unit.value = unit;
            this.picture();
        }
    }

    /** @param weight the engine's answer about it */
    show({name, value, gradient, difference, relativeError, jumps, equation: backward}) {
        const rows = [
            ['The weight itself', value],
            ['Its gradient, by the backward pass', gradient],
            ['The slope, by moving it (central difference)', difference],
            ['Relative error', relativeError],
        ];
        this.found.replaceChildren(
            ...[
                element('h4', {}, name),
                element(
                    'table',
                    {},
                    element(
                        'tbody',
                        {},
                        ...rows.map(([words, number]) =>
                            element(
                                'tr',
                                {},
                                element('th', {scope: 'row', class: 'words'}, words),
                                element('td', {}, precise(number)),
                            ),
                        ),
                    ),
                ),
                element('p', {}, sentence(gradient, relativeError, jumps)),
                equation(backward),
            ],
        );
    }
}

/** Which input belongs to a pixel of the picture of a unit's weights; channels stand side by side, a pixel apart. */
function inputAt({column, row}, width, [rows, columns, channels = 1]) {
    if (columns === undefined) {
        const input = row * width + column;
        return input < rows ? input : undefined;
    }
    const abreast = (width + 1) / (columns + 1);
    const channel = Math.floor(row / (rows + 1)) * abreast + Math.floor(column / (columns + 1));
    const [y, x] = [row % (rows + 1), column % (columns + 1)];
    return y < rows && x < columns && channel < channels ? (y * columns + x) * channels + channel : undefined;
}

function precise(number) {
    return Math.abs(number) < 1e-4 && number !== 0 ? number.toExponential(3) : String(Number(number.toPrecision(5)));
}

function sentence(gradient, relativeError, jumps) {
    if (gradient === 0 && relativeError === 0) {
        return 'Both are 0: this example says nothing about this weight. Its input is blank, or its unit is off.';
    }
    const down = gradient > 0 ? 'smaller' : 'larger';
    const agreement = jumps
        ? 'The slope jumps near by, as that of a ReLU does at 0, so that the two need not agree here.'
        : `The two agree to ${short(relativeError)}.`;
    return `${agreement} The loss falls if this weight becomes ${down}: that is what a step of training does.`;
}
