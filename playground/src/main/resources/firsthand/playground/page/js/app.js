/** How things stand before anything was built. */
const NOTHING = {state: 'none', step: 0, steps: 0, epoch: 1, layers: []};

/**
 * What sections know of each other: the engine, the newest of everything, and events.
 *
 * Events: 'snapshot' (state), 'built' (run: a network was built, opened or forked), 'settings' (settings that changed
 * while it runs), 'data' (list of data sets), 'open' (name of a section that was opened), 'neuron' ({layer, unit}), and
 * whatever sections agree upon.
 */
export class App {
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
                callback(detail)?.catch?.(error => console.error(error));
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
            this.awaited = null;
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
