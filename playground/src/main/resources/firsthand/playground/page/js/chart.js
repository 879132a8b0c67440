/**
 * A chart of curves over training steps, read by eye, by pointer and by arrow keys.
 */
import {HEIGHT, MARGIN, scales} from './scales.js';
import {element, svg, whole} from './ui.js';

/**
 * A chart: {node, update(series, marks)}.
 *
 * A series is {name, style, steps, values}: style is the class that gives colour and dashes, values may hold null where
 * nothing was measured. A mark is {step, name, style?}: a vertical line, such as at a change of the learning rate.
 *
 * @param {{title: string, format: function(number): string, logarithmic?: boolean, ceiling?: number}} look
 *     ceiling: the largest value that there can be, such as 1 for a share
 */
export function chart(look) {
    return new Chart(look);
}

class Chart {
    constructor(look) {
        this.look = look;
        this.series = [];
        this.marks = [];
        this.steps = [];
        this.cursor = null;
        this.isDrawn = true;
        this.canvas = svg('svg', {'aria-hidden': 'true', height: HEIGHT});
        this.legend = element('p', {class: 'legend small'});
        this.plot = element(
            'div',
            {
                class: 'plot',
                tabindex: '0',
                role: 'group',
                'aria-label': look.title + ' by step: the arrow keys read the values',
                pointermove: event => this.point(event),
                pointerleave: () => this.moveTo(null),
                blur: () => this.moveTo(null),
                keydown: event => this.key(event),
            },
            this.canvas,
        );
        this.spoken = element('span', {class: 'unseen', 'aria-live': 'polite'});
        this.node = element(
            'figure',
            {class: 'chart'},
            element('figcaption', {}, element('b', {}, look.title), this.legend),
            this.plot,
            this.spoken,
        );
        new ResizeObserver(() => this.redraw()).observe(this.plot);
    }

    /** Shows other curves; drawn with the next frame, however often it is called. */
    update(series, marks = []) {
        this.series = series.filter(one => one.steps.length > 0);
        this.marks = marks;
        this.steps = [...new Set(this.series.flatMap(one => one.steps))].sort((a, b) => a - b);
        this.redraw();
    }

    redraw() {
        if (this.isDrawn) {
            this.isDrawn = false;
            requestAnimationFrame(() => {
                this.isDrawn = true;
                this.draw();
            });
        }
    }

    draw() {
        const width = this.plot.clientWidth;
        if (width === 0) {
            return;
        }
        this.scales = scales(this.series, this.look, width);
        this.canvas.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
        this.canvas.replaceChildren(
            ...this.axes(width),
            ...this.marks.map(mark => this.mark(mark)),
            this.window(width),
            (this.pointer = svg('g')),
        );
        this.read();
    }

    axes(width) {
        const {x, y, xTicks, yTicks} = this.scales;
        const bottom = HEIGHT - MARGIN.bottom;
        return [
            ...yTicks.flatMap(value => [
                svg('line', {class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: y(value), y2: y(value)}),
                svg('text', {x: MARGIN.left - 6, y: y(value) + 4, 'text-anchor': 'end'}, this.look.format(value)),
            ]),
            ...xTicks.map(step =>
                svg('text', {x: x(step), y: bottom + 17, 'text-anchor': step === 0 ? 'start' : 'middle'}, whole(step)),
            ),
            svg('line', {class: 'axis', x1: MARGIN.left, x2: width - MARGIN.right, y1: bottom, y2: bottom}),
        ];
    }

    /** The curves, of which nothing is seen outside the axes. */
    window(width) {
        const place = {
            x: MARGIN.left - 2,
            y: MARGIN.top - 2,
            width: width - MARGIN.left - MARGIN.right + 4,
            height: HEIGHT - MARGIN.top - MARGIN.bottom + 2,
        };
        return svg(
            'svg',
            {...place, viewBox: Object.values(place).join(' ')},
            ...this.series.map(one => this.curve(one)),
        );
    }

    mark({step, name, style = 'change'}) {
        const at = this.scales.x(step);
        return svg(
            'g',
            {class: 'mark ' + style},
            svg('line', {x1: at, x2: at, y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom}),
            svg('title', {}, `${name} at step ${whole(step)}`),
        );
    }

    curve({style, steps, values}) {
        const {x, y} = this.scales;
        let path = '';
        let isDown = false;
        for (let i = 0; i < steps.length; i++) {
            if (Number.isFinite(values[i])) {
                path += `${isDown ? 'L' : 'M'}${x(steps[i]).toFixed(1)} ${y(values[i]).toFixed(1)}`;
                isDown = true;
            }
        }
        return svg('path', {class: 'curve ' + style, d: path});
    }

    point(event) {
        if (this.scales && this.steps.length > 0) {
            const step = this.scales.x.inverse(event.clientX - this.plot.getBoundingClientRect().left);
            this.moveTo(this.steps.reduce((a, b) => (Math.abs(b - step) < Math.abs(a - step) ? b : a)));
        }
    }

    key(event) {
        const last = this.steps.length - 1;
        const at = this.cursor === null ? last + 1 : this.steps.indexOf(this.cursor);
        const next = {ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at - 10, PageDown: at + 10, Home: 0, End: last};
        if (event.key in next && last >= 0) {
            event.preventDefault();
            this.moveTo(this.steps[Math.max(0, Math.min(last, next[event.key]))]);
            this.spoken.textContent = this.legend.textContent;
        }
    }

    /** Reads the values at that step; without one, at the mark of style 'now', or the last ones. */
    moveTo(step) {
        this.cursor = step;
        this.read();
    }

    read() {
        const now = this.marks.find(mark => mark.style === 'now')?.step;
        const step = this.cursor ?? now ?? this.steps.at(-1);
        const entries = this.series.map(one => {
            const value = valueAt(one, step ?? 0);
            return element(
                'span',
                {},
                svg(
                    'svg',
                    {class: 'key', viewBox: '0 0 24 8', 'aria-hidden': 'true'},
                    svg('path', {class: 'curve ' + one.style, d: 'M0 4H24'}),
                ),
                ` ${one.name} `,
                element('b', {}, value === undefined ? '–' : this.look.format(value, true)),
            );
        });
        this.legend.replaceChildren(
            ...entries,
            step === this.steps.at(-1) ? '' : element('span', {class: 'muted'}, `at step ${whole(step)}`),
        );
        this.pointAt(this.cursor);
    }

    pointAt(step) {
        if (step === null || !this.pointer) {
            this.pointer?.replaceChildren();
            return;
        }
        const {x, y} = this.scales;
        const dots = this.series.map(one => [one, valueAt(one, step)]).filter(([, value]) => value !== undefined);
        this.pointer.replaceChildren(
            svg('line', {class: 'cursor', x1: x(step), x2: x(step), y1: MARGIN.top, y2: HEIGHT - MARGIN.bottom}),
            ...dots.map(([one, value]) => svg('circle', {class: 'dot ' + one.style, cx: x(step), cy: y(value), r: 4})),
        );
    }
}

/** The last value that was measured at or before the step. */
function valueAt({steps, values}, step) {
    for (let i = steps.length - 1; i >= 0; i--) {
        if (steps[i] <= step && Number.isFinite(values[i])) {
            return values[i];
        }
    }
    return undefined;
}
