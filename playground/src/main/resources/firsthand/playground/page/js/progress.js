/**
 * How far somebody is in the tour, kept by the browser for the next visit.
 */
const KEY = 'firsthand-tour';

export class Progress {
    #lessons;

    constructor(count) {
        this.#lessons = Array.from({length: count}, () => ({step: 0, run: '', isDone: false}));
        try {
            const kept = JSON.parse(localStorage.getItem(KEY));
            this.#lessons = this.#lessons.map((none, i) => ({...none, ...kept?.[i]}));
        } catch {
            // A browser that keeps nothing: the tour begins at its beginning.
        }
    }

    stepOf(lesson) {
        return this.#lessons[lesson].step;
    }

    /** Whether that lesson was left with this very run, so that it can go on where it was. */
    isAt(lesson, run) {
        return this.#lessons[lesson].run === keyOf(run);
    }

    isDone(lesson) {
        return this.#lessons[lesson].isDone;
    }

    reach(lesson, step, run) {
        this.#lessons[lesson].step = step;
        this.#lessons[lesson].run = keyOf(run);
        this.#keep();
    }

    finish(lesson) {
        this.#lessons[lesson] = {step: 0, run: '', isDone: true};
        this.#keep();
    }

    #keep() {
        try {
            localStorage.setItem(KEY, JSON.stringify(this.#lessons));
        } catch {
            // As above.
        }
    }
}

function keyOf({run, parameters, settings}) {
    return `${run}:${parameters}:${settings.data}`;
}
