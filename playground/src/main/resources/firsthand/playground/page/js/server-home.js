const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;

/** The engine behind the server that the page came from. */
export class ServerHome {
    name = 'jvm';

    #token;
    #show = () => {};
    #lost = () => {};

    /**
     * Begins to listen.
     * @param {string} token what the server knows its own page by
     * @returns {Promise<ServerHome>}
     */
    static async start(token) {
        const home = new ServerHome(token);
        if (token === '') {
            throw new Error('the address of this page lacks its token: open the whole address that '
                + './firsthand playground has printed');
        }
        home.#listen();
        return home;
    }

    constructor(token) {
        this.#token = token;
    }

    /**
     * Has the engine do something.
     * @param {Record<string, string | number | boolean>} fields `do` and what belongs to it
     * @returns {Promise<object>} the reply; rejected with the engine's words where it refuses
     */
    async send(fields) {
        const response = await this.#ask('../command', {method: 'POST', body: new URLSearchParams(fields)});
        const reply = await response.json().catch(() => ({error: `the server answers with status ${response.status}`}));
        if (reply.error !== undefined) {
            throw new Error(reply.error);
        }
        return reply;
    }

    /** Has snapshots shown as they come. */
    onSnapshot(callback) {
        this.#show = callback;
    }

    /** Has it said when the server does not answer any more. */
    onLost(callback) {
        this.#lost = callback;
    }

    #ask(place, options = {}) {
        const headers = {'X-Firsthand-Token': this.#token};
        return fetch(new URL(place, import.meta.url), {...options, headers, cache: 'no-store'});
    }

    /**
     * Reads snapshots whenever the page is to be seen: a browser lets all tabs together have six connections to a server.
     * Where they break off, asks again, less and less often.
     */
    async #listen() {
        let pause = FIRST_PAUSE;
        for (;;) {
            await visibility('visible');
            const hidden = new AbortController();
            visibility('hidden').then(() => hidden.abort());
            try {
                const response = await this.#ask('../events', {signal: hidden.signal});
                if (!response.ok) {
                    throw new Error(`status ${response.status}`);
                }
                for await (const snapshot of snapshots(response.body)) {
                    pause = FIRST_PAUSE;
                    this.#show(snapshot);
                }
            } catch (failure) {
                if (hidden.signal.aborted) {
                    continue;
                }
                if (pause > FIRST_PAUSE) {
                    this.#lost(`The program behind this page does not answer (${failure.message}): start `
                        + './firsthand playground again and open the address that it prints.');
                }
            }
            await new Promise(resolve => setTimeout(resolve, pause));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }
}

/** Waits until the page is 'visible' or 'hidden', unless it is. */
async function visibility(state) {
    while (document.visibilityState !== state) {
        await new Promise(resolve => document.addEventListener('visibilitychange', resolve, {once: true}));
    }
}

/** The data of server-sent events: blocks of lines with an empty line after each. */
async function* snapshots(body) {
    let text = '';
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
        const {done, value} = await reader.read();
        if (done) {
            return;
        }
        text += value;
        const blocks = text.split('\n\n');
        text = blocks.pop();
        for (const block of blocks) {
            const data = block.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n');
            if (data !== '') {
                yield JSON.parse(data);
            }
        }
    }
}
