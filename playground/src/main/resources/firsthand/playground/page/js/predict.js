/**
 * Predict first, then reveal: the page asks what will come of an epoch or a step, and shows guess and result together.
 */
import {attempt, element, errorLine, short} from './ui.js';

const QUESTIONS = {
    epoch: {
        title: 'one more epoch',
        ask: 'How many of a hundred held-back examples will it get right then?',
        command: {do: 'epoch'},
        read: state => 100 * (state.validation?.accuracy ?? 0),
        told: number => `${number.toFixed(1)} of a hundred`,
    },
    step: {
        title: 'one more step',
        ask: 'What will the loss of that batch be?',
        command: {do: 'step', count: 1},
        read: state => state.loss,
        told: number => `a loss of ${short(number)}`,
    },
};
const ANSWERS = ['accuracy', 'curves'];

/** The controls that would train without a guess. */
export const WAYS_AROUND = ['play', 'steps'];

/** Puts the question in the place of those controls, and hides answers until there is a guess. */
export function mountPrediction(app) {
    new Prediction(app);
}

class Prediction {
    constructor(app) {
        this.app = app;
        this.line = errorLine();
        this.choice = element(
            'select',
            {'aria-label': 'What to train', change: () => this.ask()},
            ...Object.entries(QUESTIONS).map(([value, {title}]) => element('option', {value}, title)),
        );
        this.question = element('span');
        this.guess = element('input', {
            type: 'number',
            step: 'any',
            min: 0,
            required: true,
            'aria-label': 'Your guess',
        });
        this.go = element('button', {type: 'submit', class: 'main'}, 'Guess, and see');
        this.result = element('p', {class: 'told', role: 'status'});
        const form = element(
            'form',
            {class: 'prediction', submit: event => this.submit(event)},
            element('h3', {}, 'Predict first'),
            element('p', {}, 'We train ', this.choice, '. ', this.question),
            element('div', {class: 'row'}, this.guess, this.go),
            this.line.node,
            this.result,
        );
        document.querySelector('#train .body').prepend(form);
        this.ask();
        this.veil(true);
        app.on('snapshot', state => this.follow(state));
        app.on('built', () => this.begin());
    }

    begin() {
        this.asked = undefined;
        this.result.textContent = '';
        this.veil(true);
    }

    ask() {
        this.question.textContent = QUESTIONS[this.choice.value].ask;
    }

    /** What would answer before there is a guess is not to be seen. */
    veil(isVeiled) {
        ANSWERS.forEach(name =>
            document
                .querySelectorAll(`[data-control="${name}"]`)
                .forEach(node => node.classList.toggle('veiled', isVeiled)),
        );
    }

    async submit(event) {
        event.preventDefault();
        const {command} = QUESTIONS[this.choice.value];
        this.asked = {guess: Number(this.guess.value), of: this.choice.value, from: this.app.state.step};
        this.go.disabled = true;
        this.result.textContent = 'Training …';
        this.veil(true);
        (await attempt(this.line, () => this.app.send(command))) ?? this.fail();
    }

    fail() {
        this.asked = undefined;
        this.go.disabled = false;
        this.result.textContent = '';
        this.veil(false);
    }

    /** Reveals when the training that was guessed about is done. */
    follow(state) {
        if (!this.asked || state.state === 'running' || state.step <= this.asked.from) {
            return;
        }
        const {guess, of} = this.asked;
        const {read, told} = QUESTIONS[of];
        this.result.textContent = `You guessed ${guess}. It came to ${told(read(state))}.`;
        this.asked = undefined;
        this.go.disabled = false;
        this.guess.value = '';
        this.veil(false);
    }
}
