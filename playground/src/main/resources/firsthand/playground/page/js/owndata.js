/**
 * Data of the user's own.
 */
import {fileField} from './files.js';
import {element, errorLine} from './ui.js';

/** A file of the user's own: one example a row, its label and its pixels. */
export function ownData(app, data, touched) {
    const line = errorLine();
    const file = fileField(app, 'csv', {id: 'own-csv', accept: '.csv,text/csv'}, line, async reply => {
        app.emit('data', await app.dataSets());
        data.show(reply.data.name);
        touched();
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
