/**
 * Loads the engine: Java, compiled to WebAssembly by TeaVM. What compiled Java expects of its surroundings is given here
 * by hand, for TeaVM's own loader makes functions out of text, which a strict content security policy forbids.
 */

const PAGE_OF_MEMORY = 1 << 16;
const MOST_MEMORY = 2 ** 31 - 1;

/**
 * Compiles and starts a module.
 * @param {string} address where it lies
 * @returns {Promise<WebAssembly.Exports>} the Java methods that are exported
 */
export async function load(address) {
    const response = await fetch(address);
    if (!response.ok) {
        throw new Error(`${address}: expected the engine, received status ${response.status}`);
    }
    const module = await WebAssembly.compileStreaming(response, {builtins: ['js-string']});
    const instance = await WebAssembly.instantiate(module, surroundings(module));
    return instance.exports;
}

/** Imports by module and name; a function that is not written here throws when it is called. */
function surroundings(module) {
    const given = {
        ...memory(module),
        teavmMath: Math,
        teavmDate: {currentTimeMillis: () => Date.now()},
        teavmConsole: {putcharStdout: printer(console.log), putcharStderr: printer(console.error)},
        teavm: {
            takeStackTrace: () => ({getStack: () => []}),
            decorateException: () => {},
            createWeakRef: value => new WeakRef(value),
            deref: reference => reference.deref() ?? null,
            createStringWeakRef: value => new WeakRef(value),
            stringDeref: reference => reference.deref(),
        },
        teavmJso: {
            global: name => globalThis[name],
            getProperty: (object, name) => (object === null ? globalThis : object)[name],
            callMethod0: (object, name) => (object === null ? globalThis : object)[name](),
            isUndefined: value => value === undefined,
            unwrapInt: value => value,
            unwrapDouble: value => value,
            wrapInt: value => value,
            stringBuiltinsSupported: () => 1,
            createClass: () => class {},
            createFunction0: text => known(text),
            createFunction1: (_parameter, text) => known(text),
            callFunction0: method => method(),
            callFunction1: (method, value) => method(value),
            defineFunction: method => method,
            defineStaticMethod: () => {},
        },
    };
    for (const {module: group, name, kind} of WebAssembly.Module.imports(module)) {
        if (kind === 'function' && !group.startsWith('wasm:')) {
            given[group] ??= {};
            given[group][name] ??= () => {
                throw new Error(`engine: expected a page's worker to give ${group}.${name}; js/engine.js lacks it`);
            };
        }
    }
    return given;
}

/** What TeaVM has as text of JavaScript, in JavaScript. */
function known(text) {
    switch (text) {
        case 'return str;':
            return value => value;
        case 'return navigator.hardwareConcurrency;':
            return () => 1;
        default:
            throw new Error(`engine: expected JavaScript that js/engine.js knows, received ${text}`);
    }
}

/** Java's objects are the browser's to collect; the little linear memory is for direct buffers. */
function memory(module) {
    const [section] = WebAssembly.Module.customSections(module, 'teavm.memoryRequirements');
    const {dataSize = 0, min = 0} = section ? JSON.parse(new TextDecoder().decode(section)) : {};
    const constant = value => new WebAssembly.Global({value: 'i32', mutable: false}, value);
    return {
        env: {
            memory: new WebAssembly.Memory({
                initial: Math.max(min, 1),
                maximum: Math.ceil(MOST_MEMORY / PAGE_OF_MEMORY),
            }),
        },
        teavmMemory: {
            heapOffset: constant(Math.ceil(dataSize / 8) * 8),
            maxSize: constant(MOST_MEMORY),
            notifyHeapResized: () => {},
        },
    };
}

/** Characters that come one by one, as lines. */
function printer(print) {
    let line = '';
    return character => {
        if (character === 10) {
            print(line);
            line = '';
        } else {
            line += String.fromCharCode(character);
        }
    };
}
