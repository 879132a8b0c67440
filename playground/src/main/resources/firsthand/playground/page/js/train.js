/**
 * Training: one large button, how well it goes, and the curves.
 */
import {mountChanges} from './changes.js';
import {accuracyChart, lossChart} from './curves.js';
import {mountDivergence} from './diverged.js';
import {describe, isFromFile, nounOf, optionsText} from './runs.js';
import {attempt, button, element, errorLine, percent, whole} from './ui.js';

/** @param {HTMLElement} part @param {App} app */
export function mount(part, app) {
    const line = errorLine();
    const score = scoreBoard(app);
    const controls = playControls(app, line);
    const curves = curveCharts();
    const summary = element('p', {class: 'summary'});
    part.append(summary, element('div', {class: 'play'}, controls.node, score.node), controls.progress, line.node);
    mountDivergence(part, app);
    part.append(curves.node);
    mountChanges(part, app);
    app.on('built', run => {
        line.clear();
        summary.replaceChildren(describe(run), ' ', changeIt(app));
    });
    app.on('settings', settings => summary.replaceChildren(describe({...app.run, settings}), ' ', changeIt(app)));
    app.on('snapshot', state => {
        score.update(state);
        controls.update(state);
        curves.update(state);
    });
}

function changeIt(app) {
    return button('change it', () => app.show('build'), {class: 'quiet'});
}

function scoreBoard(app) {
    const share = element('b', {class: 'share'}, '–');
    const words = element('span', {class: 'muted'}, '');
    const node = element('p', {class: 'score', 'data-control': 'accuracy'}, share, ' ', words);
    let said = 0;
    function update({validation, state, step}) {
        if (!validation || !validation.examples) {
            share.textContent = '–';
            words.textContent = 'nothing is held back to measure by';
            return;
        }
        const {accuracy, correct, examples} = validation;
        share.textContent = percent(accuracy);
        share.classList.toggle('guess', step === 0);
        document.title = `${percent(accuracy)} · Firsthand playground`;
        const noun = nounOf(app.run?.settings);
        words.textContent =
            step === 0
                ? `right: it is guessing. Its ${whole(app.run?.parameters ?? 0)} weights are still random`
                : `right on ${whole(examples)} ${noun} it never trained on (${whole(correct)} of them)`;
        if (Math.abs(accuracy - said) > 0.02 || state === 'over') {
            said = accuracy;
            app.announce(`${percent(accuracy)} right`);
        }
    }
    return {node, update};
}

function playControls(app, line) {
    const send = fields => attempt(line, () => app.send(fields));
    const rebuild = async fields => {
        const run = await send(fields);
        if (run) {
            app.built(run);
        }
    };
    const play = button('Play', () => press(), {class: 'main large', 'data-control': 'play'});
    const until = element('input', {
        type: 'number',
        min: '1',
        step: '1',
        id: 'until',
        size: '6',
        placeholder: 'the end',
    });
    const progress = element('progress', {max: '1', value: '0', 'aria-label': 'Share of the training that is done'});
    const told = element('span', {class: 'muted small standing'});
    const small = element(
        'div',
        {class: 'row small-controls', 'data-control': 'steps'},
        button('One step', () => send({do: 'step', count: 1}), {
            title: 'Look at one batch, and move every weight once',
        }),
        button('One epoch', () => send({do: 'epoch'}), {title: 'Go on to the end of this pass over the training set'}),
        button('Reset', () => rebuild({do: 'reset'}), {title: 'Back to step 0 with the very same initial weights'}),
        button('New weights', () => rebuild({do: 'seed', seed: Math.floor(Math.random() * 1e6)}), {
            title: 'Back to step 0 with other initial weights, by a new seed',
        }),
        element('span', {class: 'together'}, element('label', {for: 'until'}, 'Stop at step '), until),
    );

    async function press() {
        const {state, steps} = app.state;
        if (state === 'over') {
            const more = await send({do: 'more', epochs: 5});
            if (more) {
                app.settings(more.settings);
                await send({do: 'play'});
            }
        } else if (state === 'running') {
            await send({do: 'pause'});
        } else {
            const isAhead = Number(until.value) > app.state.step && Number(until.value) < steps;
            until.value = isAhead ? until.value : '';
            await send(isAhead ? {do: 'play', until: until.value} : {do: 'play'});
        }
    }

    function update(state) {
        const words = {
            running: 'Pause',
            over: canGoOn(app) ? 'Train 5 more epochs' : 'Trained',
            paused: state.step === 0 ? 'Play' : 'Go on',
        };
        play.textContent = words[state.state] ?? 'Play';
        play.dataset.state = state.state;
        play.disabled = ['none', 'diverged'].includes(state.state) || (state.state === 'over' && !canGoOn(app));
        progress.max = state.loading ? 1 : state.steps || 1;
        progress.value = state.loading ? state.loading.fraction : state.step;
        told.textContent = app.run && isFromFile(app.run) ? 'It came from a file, trained.' : progressWords(state);
    }

    return {
        node: element('div', {class: 'buttons'}, play, small),
        progress: element('p', {class: 'progress'}, progress, told),
        update,
    };
}

/** A schedule that has come to its end has no more to give, nor has a network from a file. */
function canGoOn({run}) {
    return run !== null && !isFromFile(run) && (run.settings.schedule ?? 'constant') === 'constant';
}

function progressWords({state, epoch, step, steps, stepsPerEpoch, imagesPerSecond, loading}) {
    if (loading) {
        return `Loading ${loading.title} … ${Math.floor(100 * loading.fraction)} %`;
    }
    if (state === 'none') {
        return 'Loading …';
    }
    const speed = state === 'running' && imagesPerSecond ? ` · ${whole(imagesPerSecond)} images a second` : '';
    const ended = state === 'over' ? 'Trained: ' : '';
    return (
        `${ended}epoch ${epoch} of ${Math.max(1, Math.ceil(steps / stepsPerEpoch)) || 1}` +
        ` · step ${whole(step)} of ${whole(steps)}${speed}`
    );
}

function curveCharts() {
    const accuracy = accuracyChart('Accuracy');
    const loss = lossChart('Loss');
    const node = element('div', {class: 'curves', 'data-control': 'curves'}, accuracy.node, loss.node);
    function update({curve, changes, step, furthest}) {
        if (!curve) {
            return;
        }
        const marks = (changes ?? []).map(({step: at, options}) => ({step: at, name: optionsText(options)}));
        if (step < furthest) {
            marks.push({step, name: 'now', style: 'now'});
        }
        const two = (train, validation) => [
            {name: 'training', style: 'training', steps: curve.step, values: train},
            {name: 'validation', style: 'validation', steps: curve.step, values: validation},
        ];
        accuracy.update(two(curve.trainAccuracy, curve.validationAccuracy), marks);
        loss.update(two(curve.trainLoss, curve.validationLoss), marks);
    }
    return {node, update};
}
