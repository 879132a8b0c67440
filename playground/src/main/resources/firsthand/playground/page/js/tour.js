/**
 * A guided tour: seven lessons that use the page's own controls. A card says what to do, points at where, and goes on
 * when it has been done.
 */
import {pageFieldsOf} from './address.js';
import {LESSONS} from './lessons.js';
import {Progress} from './progress.js';
import {button, calm, element} from './ui.js';

const HEARD = ['looked', 'explain', 'drawn', 'open', 'station', 'checked', 'settings', 'built'];

/** Fills the part with the list of lessons. */
export function mount(part, app) {
    new Tour(part, app);
}

class Tour {
    constructor(part, app) {
        this.app = app;
        this.progress = new Progress(LESSONS.length);
        this.list = element('ol', {class: 'lessons'});
        part.append(
            element('h3', {}, 'Guided tour'),
            element(
                'p',
                {class: 'muted'},
                'Seven lessons of some five minutes, from one neuron to a convolution. Each ' +
                    'builds a network of its own; what you have now is kept under Compare.',
            ),
            this.list,
        );
        this.card = this.makeCard();
        document.body.append(this.card);
        HEARD.forEach(event => app.on(event, detail => this.hear(event, detail)));
        app.on('snapshot', () => this.check());
        this.render();
        const asked = Number(new URLSearchParams(pageFieldsOf(location.hash)).get('lesson'));
        if (asked >= 1 && asked <= LESSONS.length) {
            const stop = app.on('built', () => {
                stop();
                this.start(asked - 1);
            });
        }
    }

    makeCard() {
        this.title = element('h2', {tabindex: -1});
        this.text = element('p');
        this.status = element('p', {class: 'small muted', role: 'status'});
        this.problem = element('p', {class: 'error', role: 'alert'});
        this.back = button('Back', () => this.go(this.step - 1));
        this.next = button('Next', () => this.go(this.step + 1));
        const show = button('Show me', () => this.point(true), {
            class: 'quiet',
            title: 'Go to the control that is meant',
        });
        this.controls = [this.back, this.next, show];
        return element(
            'section',
            {
                class: 'tour',
                'aria-label': 'Guided tour',
                hidden: true,
                keydown: event => {
                    if (event.key === 'Escape') {
                        this.leave();
                    }
                },
            },
            this.title,
            this.text,
            this.status,
            this.problem,
            element(
                'div',
                {class: 'row'},
                ...this.controls,
                button('Leave', () => this.leave(), {class: 'quiet', title: 'You can go on later'}),
            ),
        );
    }

    /** The lessons, with what has been done of them. */
    render() {
        this.list.replaceChildren(
            ...LESSONS.map((lesson, i) => {
                const step = this.progress.stepOf(i);
                const words = this.progress.isDone(i) ? 'Again' : step > 0 ? 'Go on' : 'Start';
                return element(
                    'li',
                    {class: this.progress.isDone(i) ? 'done' : ''},
                    element(
                        'div',
                        {},
                        element('b', {}, lesson.title),
                        element('p', {class: 'small muted'}, lesson.about),
                    ),
                    button(words, () => this.start(i), {'aria-label': `${words}: ${lesson.title}`}),
                );
            }),
        );
    }

    /** Goes on where the lesson was left, if its network is still there; else builds it, keeping the one that is. */
    async start(lesson) {
        const goesOn = this.progress.stepOf(lesson) > 0 && this.progress.isAt(lesson, this.app.run);
        this.lesson = undefined;
        this.problem.textContent = '';
        this.title.textContent = LESSONS[lesson].title;
        this.text.textContent = 'Building …';
        this.status.textContent = '';
        this.controls.forEach(control => (control.disabled = true));
        this.card.hidden = false;
        document.body.classList.add('touring');
        const isThere = goesOn || (await this.build(LESSONS[lesson].settings));
        if (!isThere || this.card.hidden) {
            return;
        }
        this.lesson = lesson;
        this.controls.forEach(control => (control.disabled = false));
        this.go(goesOn ? this.progress.stepOf(lesson) : 0);
        this.title.focus();
    }

    /** A lesson that is best with all of MNIST makes do with the sample; false if there is not even that. */
    async build(settings) {
        try {
            if (this.app.state.step > 0) {
                await this.app.send({do: 'keep'}).catch(() => {});
            }
            await this.app.build(settings).catch(() => this.app.build({...settings, data: 'sample'}));
            return true;
        } catch (error) {
            this.text.textContent = '';
            this.problem.textContent = error.message;
            return false;
        }
    }

    async go(to) {
        const steps = LESSONS[this.lesson].steps;
        this.unpoint();
        if (to >= steps.length) {
            this.finish();
            return;
        }
        this.step = Math.max(0, to);
        this.progress.reach(this.lesson, this.step, this.app.run);
        this.heard = [];
        this.from = undefined;
        const step = steps[this.step];
        this.title.textContent = `${this.lesson + 1}. ${LESSONS[this.lesson].title}`;
        this.text.textContent = typeof step.text === 'function' ? step.text(this) : step.text;
        this.back.disabled = this.step === 0;
        this.isMet = false;
        this.check();
        this.point(false);
        try {
            await step.before?.(this);
        } catch (error) {
            this.problem.textContent = error.message;
        }
    }

    /** Whether the pupil has done what the step asks for; a snapshot of the run before says nothing about that. */
    check() {
        if (this.card.hidden || this.lesson === undefined) {
            return;
        }
        const {steps} = LESSONS[this.lesson];
        const {until} = steps[this.step];
        const isCurrent = this.app.state.run === this.app.run.run;
        this.from ??= isCurrent ? this.app.state : undefined;
        this.isMet = this.isMet || !until || (isCurrent && until(this));
        const isLast = this.step === steps.length - 1;
        const forward = !isLast ? 'Next' : this.lesson < LESSONS.length - 1 ? 'Next lesson' : 'Done';
        this.next.textContent = this.isMet ? forward : 'Skip';
        this.next.classList.toggle('main', this.isMet);
        const words = !until ? '' : this.isMet ? '✓ Done. ' : 'Waiting for you … ';
        const place = `Step ${this.step + 1} of ${steps.length}`;
        if (this.status.textContent !== words + place) {
            this.status.textContent = words + place;
        }
    }

    hear(event, detail) {
        this.heard?.push({event, detail});
        this.check();
    }

    /** Whether something of that kind happened since the step began. */
    has(event, test = () => true) {
        return this.heard.some(each => each.event === event && test(each.detail));
    }

    /** Outlines the control that is meant, and goes there. */
    point(isAsked) {
        this.unpoint();
        const target = document.querySelector(LESSONS[this.lesson].steps[this.step].point);
        const details = target?.closest('.panel')?.querySelector(':scope > details');
        if (details) {
            details.open = true;
        }
        target?.classList.add('pointed');
        target?.scrollIntoView({block: 'center', behavior: calm() ? 'auto' : 'smooth'});
        if (isAsked && target) {
            (target.matches('button, input, select, canvas')
                ? target
                : target.querySelector('button, input, select, canvas, summary')
            )?.focus({preventScroll: true});
        }
    }

    unpoint() {
        document.querySelectorAll('.pointed').forEach(node => node.classList.remove('pointed'));
    }

    finish() {
        this.progress.finish(this.lesson);
        const next = this.lesson + 1;
        this.render();
        if (next < LESSONS.length) {
            this.start(next);
        } else {
            this.leave();
            this.app.announce('You have done all seven lessons.');
        }
    }

    leave() {
        this.unpoint();
        this.card.hidden = true;
        document.body.classList.remove('touring');
        this.lesson = undefined;
        this.render();
        this.app.show('learn');
    }
}
