/**
 * Data of the user's own.
 */
import {attempt, element, errorLine, toBase64} from './ui.js';

/** A file of the user's own: one example a row, its label and its pixels. */
export function ownData(app, data, touched) {
    const line = errorLine();
    const file = element('input', {
        type: 'file',
        accept: '.csv,text/csv',
        id: 'own-csv',
        change: async () => {
            const chosen = file.files[0];
            const reply =
                chosen &&
                (await attempt(line, async () =>
                    app.send({
                        do: 'csv',
                        name: chosen.name,
                        bytes: toBase64(new Uint8Array(await chosen.arrayBuffer())),
                    }),
                ));
            if (reply) {
                app.emit('data', await app.dataSets());
                data.show(reply.data?.name ?? 'own');
                touched();
            }
        },
    });
    return element(
        'details',
        {'data-control': 'data'},
        element('summary', {}, 'Data of your own'),
        element(
            'p',
            {class: 'small'},
            'A CSV file with one picture in each row: its label, 0 to 9, then the pixels of a square, 0 for black to 255 for ' +
                'white. It stays on this computer. Drawings that you keep become a data set too, once there are 20.',
        ),
        element('label', {for: 'own-csv', class: 'small'}, 'CSV file '),
        file,
        line.node,
    );
}
