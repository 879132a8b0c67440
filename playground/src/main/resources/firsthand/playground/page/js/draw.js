/**
 * Draw a digit: the pad, what the network takes it for while it grows, and how it comes to that.
 */
import {Answer} from './answer.js';
import {Drawings} from './drawings.js';
import {Journey} from './journey.js';
import {Pad} from './pad.js';
import {attempt, button, element, errorLine, toBase64} from './ui.js';

const PAUSE = 125;
const SELDOM = 500;
const NEAREST = 5;
const KEYS =
    'Drawing pad. Arrow keys move the pen, with shift in small steps; space puts it down and lifts it; ' +
    'backspace takes the last stroke back, delete clears.';

/** Fills the section. */
export function mount(part, app) {
    new Draw(part, app);
}

class Draw {
    constructor(part, app) {
        this.app = app;
        this.line = errorLine();
        this.answer = new Answer(app, () => this.ask());
        this.journey = new Journey(app, () => this.finish());
        this.drawings = new Drawings(app, () => this.form());
        const canvas = element('canvas', {class: 'pad', role: 'application', 'aria-label': KEYS, title: 'Draw here'});
        this.pad = new Pad(canvas, {changed: () => this.ask(), finished: () => this.finish()});
        const body = element(
            'div',
            {},
            element('div', {class: 'draw'}, element('div', {}, canvas, this.controls()), this.answer.node),
            this.line.node,
            this.drawings.labelling,
            this.journey.node,
            this.drawings.node,
        );
        const note = element('p', {class: 'muted', hidden: true}, 'This network does not read pictures.');
        part.append(note, body);
        app.on('built', run => {
            body.hidden = !isPicture(run.layers[0]?.input ?? []);
            note.hidden = !body.hidden;
        });
        this.follow();
    }

    /** A network that learns, or is another one, answers anew; not too often, since that takes it from learning. */
    follow() {
        let seen = '';
        let askedAt = 0;
        this.app.on('snapshot', state => {
            const now = `${state.run}:${state.step}`;
            const isDue = state.state !== 'running' || performance.now() - askedAt > SELDOM;
            if (now !== seen && isDue && !this.pad.isBlank && !this.pad.isDrawing) {
                seen = now;
                askedAt = performance.now();
                this.ask();
            }
        });
    }

    controls() {
        const {pad} = this;
        const width = element('input', {
            type: 'range',
            min: 8,
            max: 40,
            value: 20,
            'aria-label': 'Width of the pen',
            title: 'Width of the pen',
            input: () => {
                pad.penWidth = Number(width.value);
                pad.refresh();
            },
        });
        const chalk = button(
            'Chalk',
            () => {
                pad.chalk = !pad.chalk;
                chalk.setAttribute('aria-pressed', String(pad.chalk));
                pad.refresh();
            },
            {'aria-pressed': 'false', title: 'White on black, as the training digits are'},
        );
        return element(
            'div',
            {class: 'pad-controls'},
            button('Clear', () => pad.clear()),
            button('Undo', () => pad.undo()),
            chalk,
            width,
        );
    }

    /** The drawing as fields of a command. */
    form() {
        const {width, height, bytes} = this.pad.pixels();
        return {width, height, pixels: toBase64(bytes)};
    }

    /** The drawing, or how it is prepared, is another now: its neighbours are looked for as well. */
    finish() {
        this.isFinished = true;
        this.ask();
        if (this.pad.isBlank) {
            this.answer.clear();
            this.journey.clear();
        }
        this.drawings.offer(!this.pad.isBlank);
    }

    /** Asks the network, one question at a time and not more than eight a second; the newest drawing wins. */
    async ask() {
        if (this.pad.isBlank) {
            return;
        }
        this.isStale = true;
        if (this.isAsking) {
            return;
        }
        this.isAsking = true;
        while (this.isStale && !this.pad.isBlank) {
            this.isStale = false;
            await attempt(this.line, () => this.askOnce());
            await new Promise(resolve => setTimeout(resolve, PAUSE));
        }
        this.isAsking = false;
    }

    async askOnce() {
        const isLifted = !this.pad.isDrawing;
        const isFinished = this.isFinished && isLifted;
        this.isFinished = false;
        const form = this.form();
        const stages = this.journey.stages();
        const look = await this.app.send({
            do: 'draw',
            ...form,
            stages: stages.join(','),
            ...(isFinished ? {nearest: NEAREST} : {}),
        });
        if (look.blank || this.pad.isBlank) {
            return;
        }
        const whole = this.journey.isWhole() ? null : await this.app.send({do: 'draw', ...form});
        this.answer.show(look, isLifted);
        this.journey.show(look, whole);
        if (this.answer.isAsking) {
            this.journey.clear();
        }
        this.drawings.guess((whole ?? look).label);
        if (isFinished) {
            this.app.emit('drawn', look);
        }
    }
}

/** Whether examples of such a shape can be drawn: square and gray. */
function isPicture([height, width, channels = 1]) {
    return height > 1 && height === width && channels === 1;
}
