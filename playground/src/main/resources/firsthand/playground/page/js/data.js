/** The data sets that lie beside the page: `data/index.json` names their files. */

const FOLDER = new URL('../data/', import.meta.url);

/**
 * What there is.
 * @returns {Promise<{name: string, title: string, files: {name: string, path: string, bytes: number, sha256: string}[]}[]>}
 */
export async function readIndex() {
    const response = await fetch(new URL('index.json', FOLDER));
    if (!response.ok) {
        throw new Error(`data: expected a list of data sets, received status ${response.status}`);
    }
    return (await response.json()).data;
}

/**
 * Fetches the files of a data set and unpacks them.
 * @param entry what the index says of it
 * @param {(fraction: number) => void} progress told how much has come, 0 to 1
 * @returns {Promise<{file: object, bytes: Uint8Array}[]>}
 */
export async function fetchData(entry, progress) {
    const total = entry.files.reduce((sum, file) => sum + file.bytes, 0);
    let received = 0;
    const arrived = bytes => {
        received += bytes;
        progress(Math.min(1, received / total));
    };
    const fetched = [];
    for (const file of entry.files) {
        fetched.push({file, bytes: await fetchFile(file, entry.title, arrived)});
    }
    return fetched;
}

async function fetchFile(file, title, arrived) {
    const response = await fetch(new URL(file.path, FOLDER));
    if (!response.ok) {
        throw new Error(`${title}: ${file.path}: expected a file, received status ${response.status}`);
    }
    const stream = await unpacked(response.body.pipeThrough(counter(arrived)));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Some servers say of gzip files that they are packed on the way, and browsers then unpack them unasked. */
async function unpacked(stream) {
    const [head, body] = stream.tee();
    const reader = head.getReader();
    const {value = new Uint8Array()} = await reader.read();
    reader.cancel();
    const packed = value[0] === 0x1f && value[1] === 0x8b;
    return packed ? body.pipeThrough(new DecompressionStream('gzip')) : body;
}

/** A stream through which bytes pass as they are, and are counted. */
function counter(tell) {
    return new TransformStream({
        transform(chunk, out) {
            tell(chunk.length);
            out.enqueue(chunk);
        },
    });
}
