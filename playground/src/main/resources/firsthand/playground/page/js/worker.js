/**
 * The engine in a thread of its own: takes {id, form}, answers {id, reply}, and tells how the training stands.
 *
 * Training goes on in short slices, between which messages come in. A snapshot is sent at most eight times a second, and
 * only once the page has said that it has seen the last one, so that a page that is slow or hidden holds nothing up and
 * nothing piles up before it.
 */

import {fetchData, readIndex} from './data.js';
import {load} from './engine.js';

const SLICE_MILLISECONDS = 25;
const SNAPSHOT_MILLISECONDS = 125;

const {engine, index} = await start();
index.forEach(({name}) => tell(name, engine.offer));

/** Commands in the order of their coming: one may have to wait for data, and those after it for it. */
const commands = [];
const loaded = new Set();
const ticks = new MessageChannel();
let ticking = false;
let busy = false;
let seen = true;
let lastVersion = -1;
let lastTime = -Infinity;

ticks.port1.onmessage = tick;
self.onmessage = ({data}) => {
    if (data.seen) {
        seen = true;
    } else {
        commands.push(data);
    }
    wake();
};
self.postMessage({ready: true});

async function start() {
    try {
        return {engine: await load(new URL('../engine/engine.wasm', import.meta.url)), index: await readIndex()};
    } catch (failure) {
        self.postMessage({failed: String(failure.message ?? failure)});
        throw failure;
    }
}

/** Hands a text to the engine for the call that is about it. */
function tell(text, call) {
    for (let i = 0; i < text.length; i++) {
        engine.letter(text.charCodeAt(i));
    }
    call();
}

/** What the engine's last call had to say. */
function answer() {
    const parts = [];
    for (let i = 0, length = engine.length(); i < length; i += 4096) {
        const letters = [];
        for (let j = i; j < Math.min(length, i + 4096); j++) {
            letters.push(engine.letterAt(j));
        }
        parts.push(String.fromCharCode(...letters));
    }
    return parts.join('');
}

/** A timer would wait four milliseconds where a message does not. */
function wake() {
    if (!ticking) {
        ticking = true;
        ticks.port2.postMessage(0);
    }
}

async function tick() {
    ticking = false;
    if (busy) {
        return;
    }
    while (commands.length > 0) {
        busy = true;
        const {id, form} = commands.shift();
        self.postMessage({id, reply: await reply(form)});
        busy = false;
    }
    let working = false;
    let due = 0;
    try {
        working = engine.work(SLICE_MILLISECONDS) !== 0;
        due = publish();
    } catch (failure) {
        self.postMessage({failed: String(failure.message ?? failure)});
        return;
    }
    if (working) {
        wake();
    } else if (due > 0) {
        setTimeout(wake, due);
    }
}

async function reply(form) {
    try {
        await fetchNeeded(new URLSearchParams(form));
        tell(form, engine.handle);
        return answer();
    } catch (failure) {
        return JSON.stringify({error: String(failure.message ?? failure)});
    }
}

/** A network is built for data that are on the engine's shelf by then. */
async function fetchNeeded(fields) {
    const name = fields.get('data') ?? 'mnist';
    const entry = index.find(each => each.name === name);
    if (fields.get('do') !== 'build' || entry === undefined || loaded.has(name)) {
        return;
    }
    const progress = fraction => self.postMessage({loading: { name, title: entry.title, fraction }});
    for (const {file, bytes} of await fetchData(entry, progress)) {
        tell(file.name, () => engine.file(bytes.length));
        const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        const whole = bytes.length & ~3;
        for (let i = 0; i < whole; i += 4) {
            engine.bytes(words.getInt32(i, true));
        }
        let rest = 0;
        for (let i = bytes.length - 1; i >= whole; i--) {
            rest = (rest << 8) | bytes[i];
        }
        engine.bytes(rest);
    }
    tell(name, engine.load);
    check(entry, JSON.parse(answer()));
    loaded.add(name);
}

/** Data that are not those of the index would train another network than the same command does elsewhere. */
function check(entry, checksums) {
    if (checksums.error) {
        throw new Error(checksums.error);
    }
    for (const {name, sha256} of entry.files) {
        if (checksums[name] !== sha256) {
            tell(entry.name, engine.remove);
            throw new Error(`${entry.title}: ${name}: expected SHA-256 ${sha256}, received ${checksums[name]}; reload the page`);
        }
    }
}

/** Sends what is new, if it is time; returns the milliseconds to wait where it is too early for it, else 0. */
function publish() {
    const version = engine.version();
    if (version === lastVersion || !seen) {
        return 0;
    }
    const early = lastTime + SNAPSHOT_MILLISECONDS - performance.now();
    if (early > 0) {
        return early;
    }
    lastVersion = version;
    lastTime = performance.now();
    seen = false;
    engine.snapshot();
    self.postMessage({snapshot: answer()});
    return 0;
}
