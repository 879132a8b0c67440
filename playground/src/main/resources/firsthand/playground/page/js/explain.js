/**
 * One example taken apart: why the network says what it says, then every step forward and backward.
 */
import {firstPart, partChoice} from './tiles.js';
import {WeightCheck} from './weight.js';
import {Walk} from './walk.js';
import {why} from './why.js';
import {attempt, button, element, errorLine} from './ui.js';

/** Fills the section. */
export function mount(part, app) {
    new Explanation(part, app);
}

class Explanation {
    constructor(part, app) {
        this.app = app;
        this.line = errorLine();
        this.part = partChoice({'aria-label': 'Examples of'});
        this.index = element('input', {type: 'number', min: 0, value: 0, 'aria-label': 'Number of the example'});
        this.why = element('div', {class: 'why', 'data-answer': 'drawing'});
        this.walk = new Walk({
            check: place => this.weight.check(place),
            reached: station => app.emit('station', station),
        });
        this.weight = new WeightCheck(app, place => this.ask({weight: place}));
        this.found = element('div', {class: 'explained', hidden: true}, this.why, this.walk.node, this.weight.node);
        part.append(this.form(), this.line.node, this.found);
        app.on('explain', subject => this.open(subject));
        app.on('open', section => section === 'explain' && !this.subject && this.choose());
        app.on('built', () => this.forget());
        app.on('snapshot', state => this.follow(state));
    }

    form() {
        const choose = event => {
            event.preventDefault();
            this.choose();
        };
        return element(
            'form',
            {class: 'row', submit: choose},
            'Example',
            this.part,
            this.index,
            element('button', {type: 'submit'}, 'Explain'),
            button('Next one', () => {
                this.index.value = String(Number(this.index.value) + 1);
                this.choose();
            }),
        );
    }

    /** Another network: what was said about the last one does not hold any more. */
    forget() {
        this.found.hidden = true;
        this.subject = undefined;
        this.part.value = firstPart(this.app);
        this.weight.begin(this.app.run.layers);
        if (this.app.isOpen('explain')) {
            this.choose();
        }
    }

    /** What is shown is explained anew when training pauses. */
    follow(state) {
        const now = `${state.run}:${state.step}`;
        if (this.subject && state.state !== 'running' && now !== this.seen && this.app.isOpen('explain')) {
            this.ask();
        }
    }

    choose() {
        this.subject = {part: this.part.value, index: Number(this.index.value)};
        return this.ask();
    }

    /**
     * Something on the page is to be explained.
     *
     * @param {{part: string, index: number}|{width: number, height: number, pixels: string}} subject an example, or a
     *     drawing
     */
    async open(subject) {
        this.subject = subject;
        if (subject.part) {
            this.part.value = subject.part;
            this.index.value = String(subject.index);
        }
        this.app.show('explain');
        await this.ask();
    }

    ask({weight} = {}) {
        this.seen = `${this.app.state.run}:${this.app.state.step}`;
        const {subject} = this;
        return attempt(weight ? this.weight.line : this.line, async () => {
            const told = await this.app.send({do: 'explain', ...subject, ...(weight ? {weight} : {})});
            if (subject !== this.subject) {
                return;
            }
            if (weight) {
                this.weight.show(told.weight);
                this.app.emit('checked', told.weight);
                return;
            }
            this.found.hidden = false;
            this.why.replaceChildren(...why(told));
            this.walk.show(told);
            this.weight.clear();
        });
    }
}
