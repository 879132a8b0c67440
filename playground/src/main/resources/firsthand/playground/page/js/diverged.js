/**
 * What to say and do when a loss stops being a finite number.
 */
import {attempt, button, element, errorLine, short, whole} from './ui.js';

/** @param {HTMLElement} part @param {App} app */
export function mountDivergence(part, app) {
    const line = errorLine();
    const words = element('p', {});
    const retry = button('Go back and try a smaller rate', () => goBack(), {class: 'main'});
    const node = element(
        'div',
        {class: 'diverged notice', role: 'alert', hidden: true},
        element('h3', {}, 'It blew up'),
        words,
        element(
            'p',
            {class: 'muted small'},
            'Each step was so large that it made the loss bigger, the next gradient bigger ' +
                'still, and so on, until the numbers no longer fitted. A smaller learning rate is the usual cure.',
        ),
        retry,
        line.node,
    );
    part.append(node);

    async function goBack() {
        const reply = await attempt(line, () => app.send({do: 'retry'}));
        if (reply) {
            app.settings(reply.settings);
            app.announce(`Back at step ${whole(reply.step)}, with a smaller learning rate. Press Go on.`);
        }
    }

    app.on('snapshot', ({divergence}) => {
        const wasHidden = node.hidden;
        node.hidden = !divergence;
        if (divergence && wasHidden) {
            const {layerText, layer, step, batch, message, retryRate} = divergence;
            const where = layer >= 0 ? `, first in layer ${layer + 1}: ${layerText}` : '';
            words.textContent =
                `At step ${whole(step)}, batch ${whole(batch)} of its epoch, numbers stopped being finite${where}. ` +
                `In the words of the library: ${message}`;
            retry.textContent = `Go back and try a smaller rate: ${short(retryRate)}`;
        }
    });
}
