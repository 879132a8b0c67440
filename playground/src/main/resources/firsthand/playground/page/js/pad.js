/**
 * A pad to draw on, with mouse, pen, finger or keys.
 *
 * A drawing is kept as strokes, not as pixels, so that the last one can be taken back, and pen and paper can change
 * under a drawing that is there already.
 */

const SIDE = 280;
const SENT = 140;
const STRIDE = 7;
const SMALL_STRIDE = 2;
const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

export class Pad {
    #context;
    #strokes = [];
    #drawing = false;
    #key = {x: SIDE / 2, y: SIDE / 5, shown: false};
    #changed;
    #finished;

    /**
     * @param {HTMLCanvasElement} canvas becomes the pad
     * @param {{changed: function(): void, finished: function(): void}} listeners told while a stroke grows, and when
     *     the pen is lifted, a stroke taken back or the pad cleared
     */
    constructor(canvas, {changed, finished}) {
        this.canvas = canvas;
        this.penWidth = 20;
        this.chalk = false;
        this.#changed = changed;
        this.#finished = finished;
        canvas.width = SIDE;
        canvas.height = SIDE;
        canvas.tabIndex = 0;
        this.#context = canvas.getContext('2d');
        this.#listenToPointer();
        this.#listenToKeys();
        this.#paint();
    }

    /** Whether nothing is drawn. */
    get isBlank() {
        return this.#strokes.length === 0;
    }

    /** Whether the pen is down. */
    get isDrawing() {
        return this.#drawing;
    }

    /** Takes the last stroke back. */
    undo() {
        this.#strokes.pop();
        this.#end();
    }

    /** Takes everything back. */
    clear() {
        this.#strokes = [];
        this.#end();
    }

    /** Draws everything anew with the pen and the paper as they are set now. */
    refresh() {
        this.#strokes.forEach(stroke => (stroke.width = this.penWidth));
        this.#end();
    }

    /** The drawing as the engine takes it: so many gray bytes, row by row, 0 black and 255 white. */
    pixels() {
        const small = document.createElement('canvas');
        small.width = SENT;
        small.height = SENT;
        const context = small.getContext('2d');
        context.scale(SENT / SIDE, SENT / SIDE);
        this.#drawOn(context);
        const colours = context.getImageData(0, 0, SENT, SENT).data;
        return {width: SENT, height: SENT, bytes: Uint8Array.from({length: SENT * SENT}, (_, i) => colours[4 * i])};
    }

    #listenToPointer() {
        const canvas = this.canvas;
        canvas.addEventListener('pointerdown', event => {
            if (event.button !== 0) {
                return;
            }
            canvas.setPointerCapture(event.pointerId);
            this.#key.shown = false;
            this.#begin(this.#place(event));
        });
        canvas.addEventListener('pointermove', event => {
            if (this.#drawing && canvas.hasPointerCapture(event.pointerId)) {
                const between = event.getCoalescedEvents?.() ?? [];
                (between.length ? between : [event]).forEach(each => this.#extend(this.#place(each)));
            }
        });
        ['pointerup', 'pointercancel'].forEach(name =>
            canvas.addEventListener(name, () => this.#drawing && this.#end()),
        );
    }

    #listenToKeys() {
        this.canvas.addEventListener('keydown', event => {
            if (ARROWS[event.key]) {
                this.#move(ARROWS[event.key], event.shiftKey ? SMALL_STRIDE : STRIDE);
            } else if (event.key === ' ') {
                this.#togglePen();
            } else if (event.key === 'Backspace') {
                this.undo();
            } else if (event.key === 'Delete') {
                this.clear();
            } else {
                return;
            }
            event.preventDefault();
        });
        this.canvas.addEventListener('blur', () => {
            this.#key.shown = false;
            if (this.#drawing) {
                this.#end();
            } else {
                this.#paint();
            }
        });
    }

    #move([right, down], stride) {
        this.#key.shown = true;
        this.#key.x = Math.min(SIDE, Math.max(0, this.#key.x + right * stride));
        this.#key.y = Math.min(SIDE, Math.max(0, this.#key.y + down * stride));
        if (this.#drawing) {
            this.#extend({x: this.#key.x, y: this.#key.y});
        } else {
            this.#paint();
        }
    }

    #togglePen() {
        this.#key.shown = true;
        if (this.#drawing) {
            this.#end();
        } else {
            this.#begin({x: this.#key.x, y: this.#key.y});
        }
    }

    #place(event) {
        const box = this.canvas.getBoundingClientRect();
        return {x: ((event.clientX - box.left) * SIDE) / box.width, y: ((event.clientY - box.top) * SIDE) / box.height};
    }

    #begin(point) {
        this.#drawing = true;
        this.#strokes.push({points: [point], width: this.penWidth});
        this.#paint();
        this.#changed();
    }

    #extend(point) {
        this.#strokes.at(-1).points.push(point);
        this.#paint();
        this.#changed();
    }

    #end() {
        this.#drawing = false;
        this.#paint();
        this.#finished();
    }

    #paint() {
        this.#drawOn(this.#context);
        if (this.#key.shown) {
            this.#paintKeyPen();
        }
    }

    #drawOn(context) {
        context.fillStyle = this.chalk ? '#000' : '#fff';
        context.fillRect(0, 0, SIDE, SIDE);
        context.strokeStyle = this.chalk ? '#fff' : '#000';
        context.lineCap = 'round';
        context.lineJoin = 'round';
        for (const {points, width} of this.#strokes) {
            context.lineWidth = width;
            context.beginPath();
            context.moveTo(points[0].x, points[0].y);
            context.lineTo(points[0].x + 0.01, points[0].y); // or a dot of no length would not be drawn
            points.forEach(({x, y}) => context.lineTo(x, y));
            context.stroke();
        }
    }

    /** A ring where the keys have the pen, filled while it is down. */
    #paintKeyPen() {
        const context = this.#context;
        context.beginPath();
        context.arc(this.#key.x, this.#key.y, 9, 0, 2 * Math.PI);
        context.lineWidth = 4;
        context.strokeStyle = '#fff';
        context.stroke();
        context.lineWidth = 2.5;
        context.strokeStyle = '#b34700';
        context.stroke();
        if (this.#drawing) {
            context.fillStyle = '#b34700';
            context.fill();
        }
    }
}
