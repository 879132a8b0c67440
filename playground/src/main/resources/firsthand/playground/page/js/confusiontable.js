/**
 * The confusion matrix as a table: a row for what an example is, a column for what it was taken for.
 */
import {button, element} from './ui.js';

export class ConfusionTable {
    /** @param {function(string, string): void} open called with the classes of a cell that was chosen */
    constructor(open) {
        this.open = open;
        this.node = element('table', {class: 'counts'});
        this.classes = [];
    }

    clear() {
        this.classes = [];
        this.node.replaceChildren();
    }

    /** Shows counts; cells stay where they are, so that the one with the focus keeps it. */
    show({classes, matrix}) {
        if (classes.join() !== this.classes.join()) {
            this.lay(classes);
        }
        const rows = matrix.rows.map(row => row.counts);
        const most = Math.max(1, ...rows.flatMap((row, actual) => row.filter((_, predicted) => predicted !== actual)));
        rows.forEach((row, actual) =>
            row.forEach((count, predicted) => {
                const share = actual === predicted ? 0 : Math.sqrt(count / most);
                this.fill(this.cells[actual][predicted], count, share);
            }),
        );
    }

    lay(classes) {
        this.classes = classes;
        this.cells = classes.map(actual => classes.map(predicted => this.cell(actual, predicted)));
        const heads = classes.map(name => element('th', {scope: 'col'}, name));
        this.node.replaceChildren(
            element(
                'caption',
                {class: 'small'},
                'Rows: what it is. Columns: what it was taken for. ' +
                    'The warmer, the more often; choose a cell to see its digits.',
            ),
            element('thead', {}, element('tr', {}, element('td'), ...heads)),
            element(
                'tbody',
                {},
                ...classes.map((name, i) => element('tr', {}, element('th', {scope: 'row'}, name), ...this.cells[i])),
            ),
        );
    }

    cell(actual, predicted) {
        const isRight = actual === predicted;
        const inside = isRight
            ? element('span', {class: 'right'})
            : button('', () => this.open(actual, predicted), {
                  class: 'quiet',
                  'data-pair': `${actual} taken for ${predicted}`,
              });
        return element('td', {}, inside);
    }

    fill(cell, count, share) {
        const inside = cell.firstChild;
        inside.textContent = count === 0 ? '·' : String(count);
        cell.style.setProperty('--heat', (45 * share).toFixed(1) + '%');
        if (inside.dataset.pair) {
            inside.disabled = count === 0;
            inside.setAttribute('aria-label', `${count} times ${inside.dataset.pair}`);
        }
    }
}
