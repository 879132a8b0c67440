/**
 * The answer to a drawing.
 */
import {classNames, learnClassNames} from './classes.js';
import {button, element, hundredths, percent} from './ui.js';

/** What the network takes the drawing for: the winner large, and every class as a bar. */
export class Answer {
    /** @param {function(): void} guessed called when the pupil has guessed, where guesses come first */
    constructor(app, guessed) {
        this.app = app;
        this.guessed = guessed;
        this.label = element('span', {class: 'winner'});
        this.share = element('span', {class: 'muted'});
        this.bars = element('ol', {class: 'bars', 'aria-label': 'Probability of each class'});
        this.guesses = element('div', {class: 'row', hidden: true});
        this.asides = element('p', {class: 'small muted'});
        this.node = element(
            'div',
            {class: 'answer', 'data-answer': 'drawing'},
            element('p', {class: 'verdict'}, this.label, this.share),
            this.bars,
            this.guesses,
            this.asides,
        );
        this.app.on('built', async () => this.begin(await learnClassNames(this.app)));
        this.clear();
    }

    begin(names) {
        this.rows = names.map(() => new Bar());
        this.rows.forEach((row, c) => row.show(0, false, names[c]));
        this.bars.replaceChildren(...this.rows.map(row => row.node));
    }

    clear() {
        this.label.textContent = '?';
        this.share.textContent = 'Draw with mouse, pen or finger';
        this.rows?.forEach(row => row.show(0, false));
        this.guess = undefined;
        this.asides.textContent = '';
        this.guesses.hidden = true;
        this.bars.hidden = false;
    }

    show(look, isLifted) {
        const best = Math.max(...look.probabilities);
        const names = classNames(this.app, look.probabilities.length);
        if (this.rows?.length !== names.length) {
            this.begin(names);
        }
        this.rows.forEach((row, c) => row.show(look.probabilities[c], look.probabilities[c] === best, names[c]));
        if (this.isAsking) {
            this.askFirst(names, isLifted, look);
        } else {
            this.reveal(look, best, isLifted);
        }
    }

    /** Whether the pupil has to say first what the network will say. */
    get isAsking() {
        return this.app.teach?.isPredicting && this.guess === undefined;
    }

    reveal(look, best, isLifted) {
        this.bars.hidden = false;
        this.guesses.hidden = true;
        this.label.textContent = look.label;
        this.share.textContent = percent(best);
        if (this.guess !== undefined) {
            this.asides.textContent = `You guessed ${this.guess}, the network says ${look.label}.`;
        }
        if (isLifted) {
            this.app.announce(`Taken for ${look.label}, ${percent(best)}`);
        }
    }

    /** Predict first, then reveal: nothing is shown before the pupil has said what the network will say. */
    askFirst(names, isLifted, look) {
        this.bars.hidden = true;
        this.label.textContent = '?';
        this.share.textContent = isLifted ? 'What will the network say?' : '';
        this.latest = look;
        if (!isLifted || !this.guesses.hidden) {
            return;
        }
        this.guesses.hidden = false;
        this.guesses.replaceChildren(
            ...names.map(name =>
                button(name, () => {
                    this.guess = name;
                    this.reveal(this.latest, Math.max(...this.latest.probabilities), true);
                    this.guessed();
                }),
            ),
        );
    }
}

/** One class: its name, a bar, its share. */
class Bar {
    constructor() {
        this.name = element('span', {class: 'name'});
        this.fill = element('span', {class: 'fill'});
        this.share = element('span', {class: 'share'});
        this.node = element('li', {}, this.name, element('span', {class: 'track'}, this.fill), this.share);
    }

    show(share, isBest, name = this.name.textContent) {
        this.name.textContent = name;
        this.fill.style.width = (100 * share).toFixed(1) + '%';
        this.share.textContent = hundredths(share);
        this.node.classList.toggle('best', isBest);
    }
}
