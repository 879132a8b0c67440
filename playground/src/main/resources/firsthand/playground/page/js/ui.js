/**
 * Small things that every section is made of: elements, error lines, numbers in words, pictures on canvas.
 */

/**
 * An element: element('button', {class: 'main', type: 'button', click: play}, 'Play'). A property that is a function
 * listens to the event of its name; true and false set and leave out an attribute; the rest are attributes.
 *
 * @param {string} name
 * @param {Object<string, *>} [properties]
 * @param {...(Node|string|null)} children null is left out
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [property, value] of Object.entries(properties)) {
        if (typeof value === 'function') {
            made.addEventListener(property, value);
        } else if (value !== false && value !== undefined && value !== null) {
            made.setAttribute(property, value === true ? '' : value);
        }
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
}

/** A button that does something. */
export function button(text, click, properties = {}) {
    return element('button', {type: 'button', click, ...properties}, text);
}

/** An element of SVG; attributes only. */
export function svg(name, attributes = {}, ...children) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [attribute, value] of Object.entries(attributes)) {
        made.setAttribute(attribute, value);
    }
    made.append(...children);
    return made;
}

/**
 * A line for what went wrong, empty at first: {node, show(error), clear()}. Screen readers hear it.
 */
export function errorLine() {
    const node = element('p', {class: 'error', role: 'alert'});
    return {
        node,
        show(error) {
            node.textContent = sentence(error.message ?? String(error));
        },
        clear() {
            node.textContent = '';
        },
    };
}

/** A message of the engine as a sentence: "learning rate: expected ..." begins with a capital letter, a file's name not. */
export function sentence(message) {
    const text = message.replace(/^--/, '');
    return /^[a-z- ]+:/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** Calls something of the engine, with its error shown on the line; undefined if it failed. */
export async function attempt(line, action) {
    line.clear();
    try {
        return await action();
    } catch (error) {
        line.show(error);
        return undefined;
    }
}

/** The bytes of a text in base 64. */
export function fromBase64(text) {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < bytes.length; i++) {
        bytes[i] = letters.charCodeAt(i);
    }
    return bytes;
}

/** Bytes as base 64. */
export function toBase64(bytes) {
    const pieces = [];
    for (let i = 0; i < bytes.length; i += 0x8000) {
        pieces.push(String.fromCharCode(...bytes.subarray(i, i + 0x8000)));
    }
    return btoa(pieces.join(''));
}

/**
 * Draws a picture of the engine on a canvas, one pixel each; CSS makes it larger. Gray pixels (0 black to 255 white) or
 * signed values (blue above zero, orange below, black at zero).
 *
 * @param {{width: number, height: number, pixels?: string, values?: string}} picture
 * @param {HTMLCanvasElement} [canvas] one to draw on again
 * @returns {HTMLCanvasElement}
 */
export function drawPicture(picture, canvas = document.createElement('canvas')) {
    const {width, height} = picture;
    if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
    }
    canvas.classList.add('picture');
    const image = new ImageData(width, height);
    if (picture.pixels !== undefined) {
        paintGray(image.data, fromBase64(picture.pixels));
    } else {
        paintSigned(image.data, new Int8Array(fromBase64(picture.values).buffer));
    }
    canvas.getContext('2d').putImageData(image, 0, 0);
    return canvas;
}

function paintGray(colours, pixels) {
    for (let i = 0; i < pixels.length; i++) {
        colours.fill(pixels[i], 4 * i, 4 * i + 3);
        colours[4 * i + 3] = 255;
    }
}

function paintSigned(colours, values) {
    const above = [86, 180, 233];
    const below = [230, 125, 20];
    for (let i = 0; i < values.length; i++) {
        const end = values[i] < 0 ? below : above;
        const share = Math.min(1, Math.abs(values[i]) / 127);
        for (let channel = 0; channel < 3; channel++) {
            colours[4 * i + channel] = Math.round(end[channel] * share);
        }
        colours[4 * i + 3] = 255;
    }
}

/** A picture with words for those who do not see it, and a width in rem. */
export function pictureOf(picture, label, rem = 3.5) {
    const canvas = drawPicture(picture);
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', label);
    canvas.style.width = rem + 'rem';
    return canvas;
}

/** A share as "97.1 %"; never rounded up to 100. */
export function percent(share) {
    return hundredths(share) + ' %';
}

/** The same where its place says already that it is in hundredths: "97.1". */
export function hundredths(share) {
    return (Math.floor(share * 1000 + 1e-9) / 10).toFixed(1);
}

/** A whole number with commas between thousands: 60,000. */
export function whole(number) {
    return Math.round(number).toLocaleString('en-GB');
}

/** A number in three significant figures, 0.0012 rather than 1.2e-3 while it is short. */
export function short(number) {
    if (number === null || number === undefined || !Number.isFinite(number)) {
        return 'not a number';
    }
    const size = Math.abs(number);
    return size !== 0 && (size < 1e-4 || size >= 1e6) ? number.toExponential(2) : String(Number(number.toPrecision(3)));
}

/** Which pixel of a picture was clicked on: {column, row}. */
export function pixelAt(event, canvas) {
    const box = canvas.getBoundingClientRect();
    const along = (place, length, pixels) => Math.max(0, Math.min(pixels - 1, Math.floor((place * pixels) / length)));
    return {
        column: along(event.clientX - box.left, box.width, canvas.width),
        row: along(event.clientY - box.top, box.height, canvas.height),
    };
}

/** Whether movement is unwelcome. */
export function calm() {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
