/**
 * The walk through a network: forward layer by layer to the loss, and back by the same way, a station at a time.
 */
import {equation, formulas} from './equation.js';
import {javaLines} from './lines.js';
import {meaning} from './meanings.js';
import {button, element, pictureOf, short} from './ui.js';

export class Walk {
    /**
     * @param {{check: function(string): void, reached: function(Object): void}} listeners asked to check the gradient
     *     of a weight, as LAYER:PLACE; told of a station that is reached
     */
    constructor({check, reached}) {
        this.check = check;
        this.reached = reached;
        this.at = 0;
        this.rail = element('ol', {class: 'rail', 'aria-label': 'Stations'});
        this.station = element('div', {class: 'station', 'aria-live': 'polite'});
        this.back = button('← Back', () => this.go(this.at - 1));
        this.next = button('Next →', () => this.go(this.at + 1), {class: 'main'});
        this.count = element('span', {class: 'muted'});
        this.node = element(
            'section',
            {class: 'walk', 'aria-label': 'Step by step', keydown: event => this.key(event)},
            element('h3', {}, 'Step by step'),
            this.rail,
            element('div', {class: 'row'}, this.back, this.next, this.count),
            this.station,
        );
    }

    /** Begins at the station where the last walk was, if this one has it. */
    show(told) {
        this.stations = stations(told);
        this.rail.replaceChildren(
            ...this.stations.map((station, i) =>
                element(
                    'li',
                    {class: station.direction},
                    button(station.short, () => this.go(i), {title: station.title}),
                ),
            ),
        );
        this.go(Math.min(this.at, this.stations.length - 1));
    }

    go(to) {
        this.at = Math.max(0, Math.min(this.stations.length - 1, to));
        const station = this.stations[this.at];
        [...this.rail.children].forEach((item, i) => {
            const choose = item.firstChild;
            if (i === this.at) {
                choose.setAttribute('aria-current', 'step');
            } else {
                choose.removeAttribute('aria-current');
            }
        });
        this.back.disabled = this.at === 0;
        this.next.disabled = this.at === this.stations.length - 1;
        this.count.textContent = `${this.at + 1} of ${this.stations.length}`;
        this.station.replaceChildren(...this.content(station));
        this.reached(station);
    }

    key(event) {
        const by = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (by && !event.target.closest('input, select, pre')) {
            event.preventDefault();
            this.go(this.at + by);
        }
    }

    content({title, words, half, picture, caption, layer}) {
        const numbers =
            half &&
            element(
                'div',
                {class: 'numbers'},
                formulas(half.formulas),
                ...half.equations.map(each =>
                    element('div', {class: 'checked'}, equation(each), this.checking(each, layer)),
                ),
            );
        return [
            element('h4', {}, title),
            words ? element('p', {}, words) : null,
            element(
                'div',
                {class: 'halves'},
                numbers,
                picture
                    ? element(
                          'figure',
                          {},
                          pictureOf(picture, caption, size(picture)),
                          element('figcaption', {class: 'muted'}, caption),
                      )
                    : null,
            ),
            half ? javaLines(half.sources) : null,
        ].filter(Boolean);
    }

    /** A button beside the gradient of a weight. */
    checking(equation, layer) {
        const place = /^dw\[([\d, ]+)\]$/.exec(equation.left);
        return place && layer !== undefined
            ? button('Check this gradient', () => this.check(`${layer}:${place[1].replaceAll(' ', '')}`), {
                  class: 'quiet',
              })
            : null;
    }
}

/** Input, the layers, the loss; and the way back. */
function stations(told) {
    const forward = told.layers.map(layer => half(layer, 'forward', `Output: ${layer.forward.statistics}`));
    const backward = [...told.layers]
        .reverse()
        .map(layer => half(layer, 'backward', `dL/dx: ${layer.backward.statistics}`));
    const loss = told.lossStep;
    return [
        {
            direction: 'forward',
            short: 'x',
            title: 'The input',
            words: meaning('input', 'forward'),
            picture: told.input,
            caption: `Input of ${told.input.width} × ${told.input.height}`,
        },
        ...forward,
        {
            direction: 'forward',
            short: 'L',
            title: `Forward: the loss, ${told.lossName}, is ${short(told.loss)}`,
            words: meaning('loss', 'forward'),
            half: loss.forward,
            picture: loss.forward.values,
            caption: loss.forward.statistics,
        },
        {
            direction: 'backward',
            short: 'dL',
            title: 'Backward: where the way back begins',
            words: meaning('loss', 'backward'),
            half: loss.backward,
            picture: loss.backward.values,
            caption: `dL/dz: ${loss.backward.statistics}`,
        },
        ...backward,
        {
            direction: 'backward',
            short: 'dx',
            title: 'Back at the input: which pixels matter',
            words: meaning('input', 'backward'),
            picture: told.saliency,
            caption: '|dL/dx| of each pixel',
        },
    ];
}

function half(layer, direction, caption) {
    const shapes = [layer.input, layer.output].map(shape => shape.join(' × '));
    const way = direction === 'forward' ? `${shapes[0]} → ${shapes[1]}` : `${shapes[1]} → ${shapes[0]}`;
    return {
        direction,
        short: direction === 'forward' ? layer.type : `d ${layer.type}`,
        title: `${direction === 'forward' ? 'Forward' : 'Backward'}: layer ${layer.index + 1}, ${layer.type}, ${way}`,
        words: meaning(layer.type, direction),
        half: layer[direction],
        picture: layer[direction].values,
        caption,
        layer: layer.index,
    };
}

/** As wide as shows single numbers, and no higher than the equations beside it. */
function size({width, height}) {
    return width * Math.min(1, 11 / width, 12 / height);
}
