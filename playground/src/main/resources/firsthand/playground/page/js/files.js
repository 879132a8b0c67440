/**
 * Files of the user's own, on their way to the engine.
 */
import {attempt, element, toBase64} from './ui.js';

/**
 * A field for a file, which goes to the engine as soon as it is chosen; the same file can be chosen again.
 *
 * @param {App} app
 * @param {string} command what the engine is to do with its name and bytes
 * @param {Object<string, *>} properties of the field
 * @param {{show: function, clear: function}} line for what the engine refuses
 * @param {function(Object): void} taken told of the engine's reply
 */
export function fileField(app, command, properties, line, taken) {
    const field = element('input', {
        type: 'file',
        ...properties,
        change: async () => {
            const file = field.files[0];
            const reply = file && (await attempt(line, () => send(app, command, file)));
            field.value = '';
            if (reply) {
                await taken(reply);
            }
        },
    });
    return field;
}

async function send(app, command, file) {
    const bytes = toBase64(new Uint8Array(await file.arrayBuffer()));
    return app.send({do: command, name: file.name, bytes});
}
