/**
 * The Java that computes something, as it stands in the library: the method around a line, with that line marked.
 */
import {element} from './ui.js';

const ROOT = 'core/src/main/java/';
const MOST = 45;
const sources = new Map();

/**
 * A method for each source, folded; the text is fetched when it is opened.
 *
 * @param {{path: string, line: number, method: string}[]} references
 */
export function javaLines(references) {
    return element(
        'div',
        {class: 'java'},
        ...references.map((reference, i) => {
            const code = element('div');
            const details = element(
                'details',
                {},
                element(
                    'summary',
                    {},
                    element('code', {}, reference.method),
                    element(
                        'span',
                        {class: 'muted small'},
                        ` ${reference.path.split('/').at(-1)}, line ${reference.line}`,
                    ),
                ),
                code,
            );
            details.addEventListener('toggle', () => details.open && fill(code, reference));
            details.open = i === 0;
            return details;
        }),
    );
}

async function fill(code, reference) {
    if (code.firstChild) {
        return;
    }
    try {
        code.replaceChildren(method((await source(reference.path)).split('\n'), reference.line));
    } catch {
        code.replaceChildren(element('p', {class: 'muted small'}, `The source is in ${reference.path}.`));
    }
}

/** A file is fetched once. */
function source(path) {
    if (!sources.has(path)) {
        sources.set(
            path,
            fetch('source/' + path.replace(ROOT, '')).then(answer => {
                if (!answer.ok) {
                    throw new Error(answer.statusText);
                }
                return answer.text();
            }),
        );
    }
    return sources.get(path);
}

/** The lines from the method's head to its closing brace; members stand four spaces in. */
function method(lines, line) {
    let first = line - 1;
    while (first > 0 && !isHead(lines[first])) {
        first--;
    }
    let last = line - 1;
    while (last < lines.length - 1 && !/^ {4}\}/.test(lines[last]) && last - first < MOST) {
        last++;
    }
    return element(
        'pre',
        {tabindex: 0, 'aria-label': 'Java source'},
        ...lines.slice(first, last + 1).map((text, i) => {
            const number = first + i + 1;
            return element(
                'span',
                {class: number === line ? 'line marked' : 'line'},
                element('span', {class: 'number', 'aria-hidden': 'true'}, String(number)),
                text.replace(/^ {4}/, '') + '\n',
            );
        }),
    );
}

function isHead(line) {
    return /^ {4}[A-Za-z<]/.test(line);
}
