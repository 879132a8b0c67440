/**
 * One sentence under the title that says what to do next.
 */
import {isFromFile, nounOf} from './runs.js';
import {whole} from './ui.js';

/** Enough to be worth a drawing. */
const READS = 0.9;

/** @param {App} app */
export function coach(app) {
    const line = document.getElementById('intro');
    let hasDrawn = false;
    let hasAsked = false;

    function follow() {
        const text = sentence(app.state);
        if (line.textContent !== text) {
            line.textContent = text;
        }
    }

    function sentence({state, step, furthest, validation}) {
        const noun = nounOf(app.run?.settings);
        const isDrawable = noun === 'digits' && app.isOpen('draw');
        const isGood = (validation?.accuracy ?? 0) >= READS;
        if (state === 'none') {
            return 'A network that learns, while you watch.';
        } else if (state === 'diverged') {
            return 'The steps were too large. Go back, and try smaller ones.';
        } else if (app.run && isFromFile(app.run)) {
            return 'This network comes from a file. Draw a digit for it, or look inside.';
        } else if (step < furthest) {
            return `You are back at step ${whole(step)}. Look around, change something, and go on from here.`;
        } else if (step === 0) {
            return `This network has seen nothing yet. Press Play, and watch it learn to tell ${noun} apart.`;
        } else if (!isGood && state !== 'over') {
            return `After every few ${noun} it moves each of its weights a little, so that the next answer is better.`;
        } else if (isDrawable && !hasDrawn) {
            return `${isGood ? 'It can read now.' : 'It is trained.'} Draw a digit, and see whether it reads yours.`;
        } else if (!hasAsked) {
            return `Below are ${noun} that it got wrong: choose one, and see why.`;
        }
        return 'Now change something: the learning rate, the layers, the data. Or go back in time.';
    }

    app.on('drawn', () => {
        hasDrawn ||= app.state.step > 0;
        follow();
    });
    app.on('explain', () => {
        hasAsked = true;
        follow();
    });
    app.on('snapshot', follow);
    app.on('built', follow);
}
