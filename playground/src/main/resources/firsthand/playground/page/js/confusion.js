/**
 * What the network gets wrong: the most confident mistakes as pictures, and the table of what is taken for what.
 */
import {ConfusionTable} from './confusiontable.js';
import {firstPart, mistake, partChoice, tiles} from './tiles.js';
import {attempt, button, element, errorLine, percent, whole} from './ui.js';

const PAUSE = 2000;
const SHOWN = 16;

/** Fills the section. */
export function mount(part, app) {
    new Mistakes(part, app);
}

class Mistakes {
    constructor(part, app) {
        this.app = app;
        this.line = errorLine();
        this.sum = element('p', {class: 'muted'});
        this.worst = element('div');
        this.choice = partChoice({change: () => this.choose()});
        this.once = element(
            'p',
            {class: 'notice small', hidden: true},
            'The test set is for the end. Whoever looks at it again and again, and changes the settings each time, ' +
                'learns it by heart without noticing. ',
            button('Measure it now', () => this.read()),
        );
        this.table = new ConfusionTable((actual, predicted) => this.open(actual, predicted));
        this.opened = element('div', {class: 'opened', 'aria-live': 'polite'});
        this.matrix = element(
            'details',
            {class: 'confusion', toggle: () => this.matrix.open && this.choose()},
            element('summary', {}, 'Every class against every other'),
            element('label', {class: 'row'}, 'Look at ', this.choice),
            this.once,
            element('div', {class: 'matrix'}, element('div', {class: 'wide'}, this.table.node), this.opened),
        );
        part.append(this.sum, this.worst, this.line.node, this.matrix);
        this.begin();
        app.on('built', () => this.begin());
        app.on('snapshot', state => this.follow(state));
        app.on('drawings', () => this.choice.value === 'drawings' && this.read());
    }

    /** Another network: nothing is known of it. */
    begin() {
        this.choice.value = firstPart(this.app);
        this.seen = '';
        this.readAt = 0;
        this.hint();
    }

    hint() {
        this.forget();
        this.sum.textContent = 'Press Play: what the network gets wrong is shown here while it learns.';
        this.opened.replaceChildren();
        this.once.hidden = true;
    }

    forget() {
        this.sum.textContent = '';
        this.worst.replaceChildren();
        this.table.clear();
    }

    /** Reads anew when training pauses, and now and then while it runs; the test set only when asked. */
    follow(state) {
        const now = `${state.run}:${state.step}`;
        const isDue = state.state !== 'running' || performance.now() - this.readAt > PAUSE;
        if (now === this.seen || this.isReading || !isDue || document.hidden || !this.app.isOpen('mistakes')) {
            return;
        }
        this.seen = now;
        if (!this.isTrained(state)) {
            this.hint();
        } else if (this.choice.value !== 'test') {
            this.read();
        }
    }

    /** A network from a file has made no steps here, and knows something all the same. */
    isTrained(state) {
        return state.step > 0 || state.state === 'over';
    }

    choose() {
        this.opened.replaceChildren();
        this.once.hidden = this.choice.value !== 'test';
        if (this.choice.value === 'test') {
            this.forget();
        } else if (this.isTrained(this.app.state)) {
            this.read();
        }
    }

    async read() {
        const part = this.choice.value;
        this.isReading = true;
        const isRead = await attempt(this.line, async () => {
            const confusion = await this.confusion(part);
            const {examples} = await this.app.send({do: 'mistakes', part, limit: SHOWN});
            if (part === this.choice.value) {
                this.show(part, confusion, examples);
            }
            return true;
        });
        if (!isRead) {
            this.forget();
        }
        this.readAt = performance.now();
        this.isReading = false;
    }

    /** The table costs as much as the pictures: while nobody sees it, what the snapshot has counted is enough. */
    async confusion(part) {
        const counted = this.app.state.validation;
        return this.matrix.open || part !== 'validation' || !counted?.examples
            ? this.app.send({do: 'confusion', part})
            : counted;
    }

    show(part, confusion, examples) {
        const {correct, examples: count} = confusion;
        const wrong = count - correct;
        this.sum.textContent =
            wrong === 0
                ? `All ${whole(count)} are right.`
                : `${whole(wrong)} of ${whole(count)} are wrong (${percent(correct / count)} right). ` +
                  'It was surest of these:';
        this.worst.replaceChildren(tiles(this.app, part, examples, mistake));
        if (confusion.matrix) {
            this.table.show(confusion);
        }
        this.once.hidden = true;
    }

    /** The mistakes of one cell. */
    async open(actual, predicted) {
        const part = this.choice.value;
        await attempt(this.line, async () => {
            const {examples} = await this.app.send({do: 'mistakes', part, actual, predicted, limit: SHOWN});
            this.opened.replaceChildren(
                element('h3', {}, `${actual} taken for ${predicted}`),
                examples.length === 0
                    ? element('p', {class: 'muted'}, 'None any more: the network has gone on learning.')
                    : tiles(this.app, part, examples, mistake),
            );
        });
    }
}
