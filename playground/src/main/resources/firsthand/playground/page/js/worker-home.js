/** The engine inside the page, in a worker, so that the page stays responsive while it trains. */
export class WorkerHome {
    name = 'browser';

    #worker;
    #nextId = 1;
    #waiting = new Map();
    #newest = {state: 'none'};
    #show = () => {};
    #lost = () => {};

    /**
     * Starts the engine.
     * @returns {Promise<WorkerHome>}
     */
    static start() {
        const worker = new Worker(new URL('worker.js', import.meta.url), {type: 'module'});
        return new Promise((resolve, reject) => {
            worker.onmessage = ({data}) => data.failed ? reject(new Error(data.failed)) : resolve(new WorkerHome(worker));
            worker.onerror = event => reject(new Error(`the engine did not start: ${event.message
                ?? 'this browser may be too old for it (WebAssembly with garbage collection)'}`));
        });
    }

    constructor(worker) {
        this.#worker = worker;
        worker.onmessage = ({data}) => this.#take(data);
        worker.onerror = event => this.#lose(event.message);
    }

    /**
     * Has the engine do something.
     * @param {Record<string, string | number | boolean>} fields `do` and what belongs to it
     * @returns {Promise<object>} the reply; rejected with the engine's words where it refuses
     */
    send(fields) {
        const id = this.#nextId++;
        this.#worker.postMessage({id, form: new URLSearchParams(fields).toString()});
        return new Promise((resolve, reject) => this.#waiting.set(id, {resolve, reject}));
    }

    /** Has snapshots shown as they come. */
    onSnapshot(callback) {
        this.#show = callback;
    }

    /** Has it said when the engine does not answer any more. */
    onLost(callback) {
        this.#lost = callback;
    }

    #take({id, reply, snapshot, loading, failed}) {
        if (failed !== undefined) {
            this.#lose(failed);
        } else if (reply !== undefined) {
            this.#answer(id, JSON.parse(reply));
        } else if (loading !== undefined) {
            this.#show({...this.#newest, loading});
        } else if (snapshot !== undefined) {
            this.#newest = JSON.parse(snapshot);
            try {
                this.#show(this.#newest);
            } finally {
                this.#worker.postMessage({seen: true});
            }
        }
    }

    #answer(id, reply) {
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (reply.error === undefined) {
            waiting?.resolve(reply);
        } else {
            this.#show(this.#newest); // in place of how far a load had come that failed
            waiting?.reject(new Error(reply.error));
        }
    }

    #lose(message) {
        const reason = `The engine in this page has stopped (${message || 'out of memory?'}): reload the page.`;
        this.#waiting.forEach(({reject}) => reject(new Error(reason)));
        this.#waiting.clear();
        this.#lost(reason);
    }
}
