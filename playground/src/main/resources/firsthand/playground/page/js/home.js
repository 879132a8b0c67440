/**
 * Where the engine is: behind a local server (a JVM with all its processors), or in a worker of this very page. Both take
 * the same commands and tell the same snapshots.
 *
 * A home is {name: 'jvm' | 'browser', send(fields), onSnapshot(callback), onLost(callback)}.
 */

import {ServerHome} from './server-home.js';
import {WorkerHome} from './worker-home.js';

const TOKEN = 'token';

/**
 * The server that the page came from, if there is one, else a worker.
 * @returns {Promise<ServerHome | WorkerHome>}
 */
export async function connect() {
    const token = takeToken();
    return await isServed() ? ServerHome.start(token) : WorkerHome.start();
}

/** The token comes with the address that the program prints; it is not to be seen, bookmarked or shared. */
function takeToken() {
    const address = new URL(location.href);
    const given = address.searchParams.get(TOKEN);
    if (given !== null) {
        sessionStorage.setItem(TOKEN, given);
        address.searchParams.delete(TOKEN);
        history.replaceState(history.state, '', address);
    }
    return given ?? sessionStorage.getItem(TOKEN) ?? '';
}

/** A static site has a file of that name, which says otherwise. */
async function isServed() {
    try {
        const response = await fetch(new URL('../home', import.meta.url), {cache: 'no-store'});
        return response.ok && (await response.json()).home === 'jvm';
    } catch {
        return false;
    }
}
