/**
 * The page's beginning: finds an engine, builds a network, and hands both to the sections.
 */
import {isSameExperiment, settingsOf} from './address.js';
import {coach} from './coach.js';
import {connect} from './home.js';
import {element, whole} from './ui.js';

/** Which modules fill which section, in their order; each exports mount(part, app). */
const PARTS = {
    train: ['train.js'],
    draw: ['draw.js'],
    mistakes: ['confusion.js'],
    explain: ['explain.js'],
    build: ['build.js'],
    network: ['pictures.js', 'inspect.js'],
    time: ['time.js'],
    compare: ['compare.js'],
    share: ['share.js'],
    learn: ['tour.js', 'teach.js'],
};

/** How things stand before anything was built. */
const NOTHING = {state: 'none', step: 0, steps: 0, epoch: 1, layers: []};

/**
 * What sections know of each other: the engine, the newest of everything, and events.
 *
 * Events: 'snapshot' (state), 'built' (run: a network was built, opened or forked), 'settings' (settings that changed
 * while it runs), 'data' (list of data sets), 'open' (name of a section that was opened), 'neuron' ({layer, unit}), and
 * whatever sections agree upon.
 */
class App {
    constructor(home) {
        this.home = home;
        this.hello = null;
        this.run = null;
        this.state = NOTHING;
        this.listeners = new Map();
        this.awaited = null;
        this.isLost = false;
        this.announced = {text: '', at: 0, timer: 0};
    }

    /** Calls back with every event of that name; the function that it returns ends this. */
    on(event, callback) {
        const callbacks = this.listeners.get(event) ?? new Set();
        this.listeners.set(event, callbacks.add(callback));
        return () => callbacks.delete(callback);
    }

    /** Tells all listeners; one that fails does not keep the others from hearing it. */
    emit(event, detail) {
        for (const callback of this.listeners.get(event) ?? []) {
            try {
                callback(detail);
            } catch (error) {
                console.error(error);
            }
        }
    }

    /** One command to the engine; rejects with the engine's own words. */
    send(fields) {
        return this.home.send(fields);
    }

    /** Builds a network by options of train; those left out have their defaults. */
    async build(settings) {
        this.built(await this.send({...settings, do: 'build'}));
    }

    /** Takes note of how things stand; where that is another run, forked or built by another page, looks it up first. */
    async newest(state) {
        if (this.isLost) {
            this.isLost = false;
            this.notice('');
        }
        this.state = {...NOTHING, ...state};
        this.emit('snapshot', this.state);
        if (this.run && state.run && state.run !== this.run.run && state.run !== this.awaited) {
            this.awaited = state.run;
            const {run} = await this.send({do: 'hello'}).catch(() => ({}));
            if (run && run.run !== this.run.run) {
                this.built(run);
            }
        }
    }

    /** Takes note of a network that the engine has now: {settings, layers, parameters, stepsPerEpoch, steps}. */
    built(run) {
        this.run = run;
        this.emit('built', run);
        if (this.state.run === run.run) {
            this.emit('snapshot', this.state);
        }
    }

    /** The data sets that there are now. */
    async dataSets() {
        this.hello = await this.send({do: 'hello'});
        return this.hello.data;
    }

    /** Takes note of settings that changed half-way. */
    settings(settings) {
        this.run = {...this.run, settings};
        this.emit('settings', settings);
    }

    /** Says something to screen readers, at most every three seconds; the newest text wins. */
    announce(text) {
        const announced = this.announced;
        clearTimeout(announced.timer);
        announced.timer = setTimeout(
            () => {
                if (text !== announced.text) {
                    announced.text = text;
                    document.getElementById('announcements').textContent = text;
                }
                announced.at = performance.now();
            },
            Math.max(100, announced.at + 3000 - performance.now()),
        );
    }

    /** Opens a section and takes the reader there. */
    show(name) {
        const section = document.getElementById(name);
        const details = section.querySelector(':scope > details');
        if (details) {
            details.open = true;
        }
        section.scrollIntoView({block: 'start'});
        (details?.querySelector('summary') ?? section.querySelector('h2')).focus({preventScroll: true});
    }

    /** Whether a section is there to be seen. */
    isOpen(name) {
        const section = document.getElementById(name);
        return !section.hidden && (section.querySelector(':scope > details')?.open ?? true);
    }

    /** Says that the engine does not answer; taken back when it does. */
    lost(reason) {
        this.isLost = true;
        this.notice(reason || 'The engine does not answer any more.');
    }

    /** A remark above everything, until the next one; an empty text takes it away. */
    notice(text) {
        const notice = document.getElementById('notice');
        notice.textContent = text;
        notice.hidden = text === '';
    }
}

async function mountAll(app) {
    for (const [section, modules] of Object.entries(PARTS)) {
        const body = document.querySelector(`#${section} .body`);
        const parts = modules.map(() => body.appendChild(element('div', {class: 'part'})));
        await Promise.all(modules.map((module, i) => mountOne(module, parts[i], app)));
    }
}

/** A section that fails leaves the others usable. */
async function mountOne(module, part, app) {
    try {
        const {mount} = await import('./' + module);
        await mount(part, app);
    } catch (error) {
        console.error(module, error);
        part.append(element('p', {class: 'error'}, 'This part could not be loaded.'));
    }
}

function listenToSections(app) {
    for (const details of document.querySelectorAll('.panel > details')) {
        details.addEventListener('toggle', () => details.open && app.emit('open', details.parentElement.id));
    }
    document.addEventListener('click', event => {
        const link = event.target.closest('a[data-section]');
        if (link) {
            event.preventDefault();
            app.show(link.dataset.section);
        }
    });
    addEventListener('hashchange', () => {
        const settings = settingsOf(location.hash);
        if (Object.keys(settings).length > 0) {
            app.build(settings).catch(error => app.notice(error.message));
        }
    });
}

/** The experiment of the address; else the run that the engine has already; else the default, on what data there is. */
async function begin(app) {
    const asked = settingsOf(location.hash);
    const isAsked = Object.keys(asked).length > 0;
    if (app.hello.run && (!isAsked || (await isCurrent(app)))) {
        app.built(app.hello.run);
        return;
    }
    const attempts = [...(isAsked ? [asked] : []), {}, {data: 'sample'}];
    for (const [i, settings] of attempts.entries()) {
        try {
            await app.build(settings);
            return;
        } catch (error) {
            app.notice(error.message);
            if (i === attempts.length - 1) {
                throw error;
            }
        }
    }
}

/** Whether the address tells of the very run that the engine holds, as after loading the page again. */
async function isCurrent(app) {
    try {
        const {fragment} = await app.send({do: 'share'});
        return isSameExperiment(location.hash, fragment);
    } catch {
        return false;
    }
}

function describe(home, hello) {
    return home.name === 'jvm'
        ? `Firsthand ${hello.version}, computing on your computer with ${hello.kernels}.`
        : `Firsthand ${hello.version}, computing inside this page. Nothing leaves it.`;
}

async function start() {
    const footer = document.getElementById('home');
    try {
        const app = new App(await connect());
        app.home.onSnapshot(state => app.newest(state));
        app.hello = await app.send({do: 'hello'});
        footer.textContent = describe(app.home, app.hello);
        app.home.onLost(reason => app.lost(reason));
        listenToSections(app);
        await mountAll(app);
        coach(app);
        await begin(app);
        app.announce(`A network of ${whole(app.run.parameters)} parameters is ready to be trained.`);
    } catch (error) {
        console.error(error);
        footer.textContent = 'No engine: ' + error.message;
    }
}

start();
