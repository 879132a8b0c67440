/**
 * Copying what the page has written.
 */
import {button, element} from './ui.js';

/**
 * A button that copies a text, and a line that says so: {button, line}. Where the browser does not allow it, the text is
 * selected.
 *
 * @param {function(): string} text
 * @param {function(): void} select
 * @param {Object<string, *>} [properties] of the button
 */
export function copyButton(text, select, properties = {}) {
    const line = element('span', {class: 'muted small', role: 'status'});
    const copy = async () => {
        try {
            await navigator.clipboard.writeText(text());
            line.textContent = 'Copied.';
        } catch {
            select();
            line.textContent = 'Selected: copy it with Ctrl+C.';
        }
        setTimeout(() => (line.textContent = ''), 3000);
    };
    return {button: button('Copy', copy, properties), line};
}
