/**
 * The user's own test set: drawings with the label that their author gave them.
 */
import {learnClassNames} from './classes.js';
import {attempt, button, element, errorLine, percent, pictureOf} from './ui.js';

export class Drawings {
    /** @param {function(): Object} form the drawing on the pad, as fields of a command */
    constructor(app, form) {
        this.app = app;
        this.form = form;
        this.line = errorLine();
        this.choice = element('select', {'aria-label': 'What you drew', change: () => (this.isChosen = true)});
        this.labelling = element(
            'div',
            {class: 'labelling', hidden: true},
            element('label', {class: 'row'}, 'This was a ', this.choice),
            button('Keep it', () => this.keep(), {title: 'Keep it in your own test set'}),
            button('Explain', () => this.explain(), {title: 'See why the network says what it says'}),
        );
        this.sum = element('p', {role: 'status'});
        this.list = element('ul', {class: 'tiles'});
        this.all = button('Forget all', () => this.forget({all: 'true'}), {class: 'quiet'});
        this.node = element(
            'details',
            {class: 'drawings', hidden: true},
            element('summary', {}, 'Your own test set'),
            this.sum,
            this.list,
            this.all,
            this.line.node,
        );
        app.on('built', () => this.begin());
        app.on('snapshot', state => this.follow(state));
    }

    async begin() {
        const names = await learnClassNames(this.app);
        this.choice.replaceChildren(...names.map(name => element('option', {value: name}, name)));
        this.refresh();
    }

    /** Predictions change while the network learns: they are read again when it pauses. */
    follow(state) {
        if (this.node.open && this.was === 'running' && state.state !== 'running') {
            this.refresh();
        }
        this.was = state.state;
    }

    /** Shows or hides the question what the drawing was. */
    offer(isDrawn) {
        this.labelling.hidden = !isDrawn;
        this.isChosen = this.isChosen && isDrawn;
    }

    /** What the network says is a good first answer, until the author has chosen. */
    guess(label) {
        if (!this.isChosen && !this.app.teach?.isPredicting) {
            this.choice.value = label;
        }
    }

    keep() {
        return attempt(this.line, async () => {
            await this.app.send({do: 'label', label: this.choice.value, ...this.form()});
            this.isChosen = false;
            await this.refresh();
            this.app.emit('drawings');
            this.app.announce(this.sum.textContent);
        });
    }

    explain() {
        this.app.emit('explain', {...this.form(), ...(this.isChosen ? {actual: this.choice.value} : {})});
    }

    forget(which) {
        return attempt(this.line, async () => {
            await this.app.send({do: 'forget', ...which});
            await this.refresh();
            this.app.emit('drawings');
        });
    }

    refresh() {
        return attempt(this.line, async () => {
            const {drawings, correct, examples} = await this.app.send({do: 'drawings'});
            this.node.hidden = examples === 0;
            this.sum.textContent =
                examples === 0 ? '' : `${correct} of ${examples} right: ${percent(correct / examples)}`;
            this.list.replaceChildren(...drawings.map(each => this.tile(each)));
        });
    }

    tile(drawing) {
        const isRight = drawing.label === drawing.predicted;
        const words = `Your ${drawing.label}, taken for ${drawing.predicted}`;
        const explain = button('', () => this.app.emit('explain', {part: 'drawings', index: drawing.index}), {
            class: 'tile',
            title: words + ': explain',
        });
        explain.append(pictureOf(drawing, words + ': explain', 3));
        return element(
            'li',
            {class: isRight ? '' : 'wrong'},
            explain,
            element('span', {class: 'small'}, isRight ? drawing.label : `${drawing.label} → ${drawing.predicted}`),
            button('×', () => this.forget({index: drawing.index}), {
                class: 'quiet',
                title: 'Forget it',
                'aria-label': `Forget your ${drawing.label}`,
            }),
        );
    }
}
