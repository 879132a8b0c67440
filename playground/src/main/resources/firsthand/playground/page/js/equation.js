/**
 * Equations and formulas as the page writes them.
 */
import {element} from './ui.js';

const LINE = 76;

/**
 * A number, the sum that it is in symbols, and the same with numbers put in: on one line if it is short, else one below
 * the other.
 *
 * @param {{left: string, symbols: string, numbers: string, value: string, note?: string}} equation
 */
export function equation({left, symbols, numbers, value, note}) {
    const lines = [symbols, numbers, value].filter((line, i, all) => line !== '' && line !== all[i - 1]);
    const isShort = left.length + lines.join(' = ').length < LINE;
    return element(
        'div',
        {class: isShort ? 'equation short' : 'equation'},
        ...lines.map((line, i) =>
            element(
                'div',
                {class: 'line'},
                element('code', {class: 'left'}, i === 0 ? left : ''),
                element('code', {class: line === value ? 'value' : ''}, (left === '' && i === 0 ? '' : '= ') + line),
            ),
        ),
        note ? element('p', {class: 'small muted'}, note) : null,
    );
}

/** What is computed, in general. */
export function formulas(lines) {
    return element('div', {class: 'formulas'}, ...lines.map(line => element('code', {}, line)));
}
