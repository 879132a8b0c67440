/**
 * Runs side by side: their curves, settings, first weights, and the digits that only one of them gets right.
 */
import {accuracyChart, lossChart} from './curves.js';
import {differenceTable, disagreements, firstWeights} from './disagreements.js';
import {optionsText} from './runs.js';
import {attempt, button, element, errorLine, percent, whole} from './ui.js';

const STYLES = 6;

/** @param {HTMLElement} part @param {App} app */
export function mount(part, app) {
    new Compare(part, app);
}

class Compare {
    constructor(part, app) {
        this.app = app;
        this.line = errorLine();
        this.chosen = new Set();
        this.runs = [];
        this.list = element('tbody');
        this.hint = element('p', {class: 'muted small'});
        this.differences = element('div', {class: 'wide'});
        this.disagreements = element('div', {'aria-live': 'polite'});
        this.accuracy = accuracyChart('Validation accuracy');
        this.loss = lossChart('Validation loss');
        this.curves = element('div', {class: 'curves'}, this.accuracy.node, this.loss.node);
        const name = element('input', {
            type: 'text',
            id: 'keep-name',
            maxlength: '60',
            size: '18',
            placeholder: 'a name for it',
        });
        const head = ['', 'Run', 'Step', 'Right', 'Parameters', ''];
        part.append(
            element(
                'div',
                {class: 'row', 'data-control': 'keep'},
                button('Keep the run as it is now', () => this.keep(name)),
                element('label', {for: 'keep-name', class: 'unseen'}, 'Name'),
                name,
            ),
            this.hint,
            element(
                'div',
                {class: 'wide'},
                element(
                    'table',
                    {class: 'runs'},
                    element('thead', {}, element('tr', {}, ...head.map(text => element('th', {scope: 'col'}, text)))),
                    this.list,
                ),
            ),
            this.line.node,
            this.curves,
            this.differences,
            this.disagreements,
        );
        app.on('open', section => section === 'compare' && this.refresh());
        app.on('built', () => this.refresh());
        app.on('snapshot', state => this.follow(state));
    }

    /** The runs are looked up again when training pauses, and now and then while it runs. */
    follow(state) {
        const now = `${state.run} ${state.state}`;
        const isDue = now !== this.was || (state.state === 'running' && performance.now() - this.readAt > 2000);
        if (isDue && this.app.isOpen('compare')) {
            this.was = now;
            this.refresh();
        }
    }

    async keep(name) {
        const text = name.value.trim();
        if (await attempt(this.line, () => this.app.send(text ? {do: 'keep', name: text} : {do: 'keep'}))) {
            name.value = '';
            this.app.announce('Kept. Change something, train again, and compare.');
            await this.refresh();
        }
    }

    async refresh() {
        if (!this.app.isOpen('compare')) {
            return;
        }
        this.readAt = performance.now();
        const reply = await attempt(this.line, () => this.app.send({do: 'runs'}));
        if (reply) {
            this.show(reply.runs);
        }
    }

    show(runs) {
        const known = new Set(this.runs.map(run => run.id));
        this.runs = runs;
        this.chosen = new Set(runs.filter(run => this.chosen.has(run.id) || !known.has(run.id)).map(run => run.id));
        this.hint.textContent =
            runs.length < 2
                ? 'Keep the present run, build another network or change a setting, train it, and come back here.'
                : '';
        if (!this.list.contains(document.activeElement) || this.list.children.length !== runs.length) {
            this.list.replaceChildren(...runs.map((run, i) => this.row(run, i)));
        }
        this.draw();
    }

    row(run, i) {
        const box = element('input', {
            type: 'checkbox',
            checked: this.chosen.has(run.id),
            'aria-label': 'Compare ' + run.name,
            change: () => {
                this.chosen[box.checked ? 'add' : 'delete'](run.id);
                this.draw();
            },
        });
        const isPresent = run.id === this.app.state.run;
        return element(
            'tr',
            {},
            element('td', {}, box),
            element(
                'th',
                {scope: 'row', class: 'words'},
                element('span', {class: `swatch run-${i % STYLES}`}),
                ' ',
                run.name,
                isPresent ? element('span', {class: 'muted'}, ' (now)') : null,
                element('span', {class: 'small muted settings'}, optionsText(run.settings)),
            ),
            element('td', {}, whole(run.step)),
            element('td', {}, Number.isFinite(run.validationAccuracy) ? percent(run.validationAccuracy) : '–'),
            element('td', {}, whole(run.parameters)),
            element(
                'td',
                {},
                isPresent
                    ? ''
                    : button('Drop', () => this.drop(run), {class: 'quiet', 'aria-label': 'Drop ' + run.name}),
            ),
        );
    }

    async drop(run) {
        if (await attempt(this.line, () => this.app.send({do: 'drop', run: run.id}))) {
            await this.refresh();
        }
    }

    draw() {
        const picked = this.runs.filter(run => this.chosen.has(run.id));
        const series = key =>
            picked.map(run => ({
                name: run.name,
                style: `run-${this.runs.indexOf(run) % STYLES}`,
                steps: run.curve.step,
                values: run.curve[key],
            }));
        this.curves.hidden = picked.length === 0;
        this.accuracy.update(series('validationAccuracy'));
        this.loss.update(series('validationLoss'));
        this.contrast(picked);
    }

    /** Asks how the chosen runs differ; once for each pair at each step. */
    async contrast(picked) {
        const asked = picked.map(run => `${run.id}@${run.step}`).join();
        if (asked === this.asked || this.app.state.state === 'running') {
            return;
        }
        this.asked = asked;
        this.differences.replaceChildren();
        this.disagreements.replaceChildren();
        if (picked.length >= 2) {
            const reply = await attempt(this.line, () =>
                this.app.send({do: 'compare', runs: picked.map(run => run.id).join()}),
            );
            if (reply && asked === this.asked) {
                this.differences.replaceChildren(differenceTable(reply));
                this.disagreements.replaceChildren(...disagreements(this.app, reply), ...firstWeights(reply));
            }
        }
    }
}
