/**
 * Data sets in words.
 */
import {whole} from './ui.js';

const TITLES = {
    mnist: 'MNIST: 60,000 digits',
    fashion: 'Fashion-MNIST: 60,000 pictures',
    digits: 'Digits of 8 by 8 pixels: 1,438',
    sample: 'A tenth of MNIST: 6,000 digits',
};

/** How many training examples the whole of MNIST has. */
const ALL = 60000;

/** What to call a data set: by its own name and size once it is there. */
export function titleOf({name, title, ready, train}) {
    return ready ? `${title}: ${whole(train)} examples` : (TITLES[name] ?? title);
}

/** Says so plainly wherever a part of MNIST stands in for the whole. */
export function tellStandIn(app) {
    app.on('built', async ({settings}) => {
        const sets = (settings.data ?? 'mnist') === 'mnist' ? await app.dataSets().catch(() => []) : [];
        const {ready, train, note} = sets.find(set => set.name === 'mnist') ?? {};
        if (ready && train < ALL) {
            app.notice(
                `The whole of MNIST is not to be had here: ${whole(train)} digits stand in for it (${note}).`,
            );
        }
    });
}
