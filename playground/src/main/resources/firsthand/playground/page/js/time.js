/**
 * Time: back to any step of a training, and on from there.
 */
import {attempt, button, element, errorLine, whole} from './ui.js';

/** @param {HTMLElement} part @param {App} app */
export function mount(part, app) {
    new Time(part, app);
}

class Time {
    constructor(part, app) {
        this.app = app;
        this.line = errorLine();
        this.wanted = null;
        this.isGoing = false;
        this.slider = element('input', {
            type: 'range',
            id: 'moment',
            min: '0',
            max: '0',
            step: '1',
            value: '0',
            list: 'kept',
            input: () => this.go(Number(this.slider.value)),
        });
        this.kept = element('datalist', {id: 'kept'});
        this.told = element('output', {for: 'moment'});
        this.explained = element('p', {class: 'muted small'});
        this.on = button('Go on from here', () => this.goOn(), {class: 'main'});
        const by = (text, label, step) => button(text, () => this.go(step()), {title: label});
        part.append(
            element('label', {for: 'moment'}, 'Step'),
            ' ',
            this.told,
            this.slider,
            this.kept,
            element(
                'div',
                {class: 'row', 'data-control': 'time'},
                by('First', 'To the beginning', () => 0),
                by('−10', 'Ten steps back', () => this.step - 10),
                by('−1', 'One step back', () => this.step - 1),
                by('+1', 'One step on', () => this.step + 1),
                by('+10', 'Ten steps on', () => this.step + 10),
                by('Newest', 'To the newest step', () => this.furthest),
                this.on,
            ),
            this.explained,
            this.line.node,
        );
        app.on('snapshot', state => this.follow(state));
        app.on('open', section => section === 'time' && this.marks());
        app.on('built', () => this.line.clear());
    }

    get step() {
        return Number(this.slider.value);
    }

    get furthest() {
        return Number(this.slider.max);
    }

    follow(state) {
        this.slider.max = String(state.furthest ?? state.step ?? 0);
        if (!this.isGoing) {
            this.slider.value = String(state.step ?? 0);
        }
        this.on.disabled = !['paused', 'over'].includes(state.state) || this.step >= state.steps;
        this.tell();
        if (state.state !== this.was) {
            this.was = state.state;
            this.marks();
        }
    }

    tell() {
        const {step, furthest} = this;
        this.told.textContent = `${whole(step)} of ${whole(furthest)} made`;
        this.slider.setAttribute('aria-valuetext', `step ${whole(step)} of ${whole(furthest)}`);
        this.explained.textContent =
            furthest === 0
                ? 'Train first: then any step can be gone back to.'
                : step < furthest
                  ? 'Everything on this page is as it was then, to the last bit. Draw, look inside, or change the learning rate ' +
                    'and go on from here: what came after stays as a run to compare with.'
                  : 'Move the slider, with the pointer or the arrow keys, to see any earlier moment.';
    }

    /** The steps whose state is kept, as ticks: from there to any other step the training is replayed. */
    async marks() {
        if (this.app.isOpen('time')) {
            const {kept} = await this.app.send({do: 'timeline'}).catch(() => ({kept: []}));
            this.kept.replaceChildren(...kept.map(step => element('option', {value: step})));
        }
    }

    /** Goes to a step; while one journey is under way, only the newest wish is kept. */
    async go(step) {
        this.wanted = Math.max(0, Math.min(this.furthest, step));
        this.slider.value = String(this.wanted);
        this.tell();
        if (this.isGoing) {
            return;
        }
        this.isGoing = true;
        while (this.wanted !== null) {
            const next = this.wanted;
            this.wanted = null;
            const reply = await attempt(this.line, () => this.app.send({do: 'goto', step: next}));
            if (reply) {
                this.app.announce(`Step ${whole(reply.step)}`);
            }
        }
        this.isGoing = false;
    }

    async goOn() {
        if (await attempt(this.line, () => this.app.send({do: 'play'}))) {
            this.app.announce('Training goes on from here.');
        }
    }
}
