/**
 * Sharing: the experiment as a link, a command, a program or a model file; and opening a model file.
 */
import {pageFieldsOf} from './address.js';
import {copyButton} from './copy.js';
import {fileField} from './files.js';
import {isFromFile} from './runs.js';
import {attempt, button, element, errorLine, fromBase64} from './ui.js';

/** @param {HTMLElement} part @param {App} app */
export function mount(part, app) {
    const line = errorLine();
    const link = copyable('Link', 'Whoever opens it gets this very experiment, to the last bit.');
    const command = copyable('Command', 'The same training in a terminal: the same weights, to the last bit.');
    const java = copyable('Java', 'A complete program that uses the library: the same weights, to the last bit.');
    const numpy = copyable('NumPy', 'The same training by hand in Python: the same result, up to rounding.');
    part.append(line.node, link.node, command.node, java.node, numpy.node, modelFile(app));

    async function refresh() {
        if (isFromFile(app.run)) {
            replaceFragment(pageFieldsOf(location.hash));
            const texts = [link, command, java, numpy];
            texts.forEach(text => text.show('', 'A network from a file: there is no training to repeat.'));
            return;
        }
        const shared = await attempt(line, () => app.send({do: 'share'}));
        if (shared) {
            const fragment = [shared.fragment, pageFieldsOf(location.hash)].filter(Boolean).join('&');
            replaceFragment(fragment);
            link.show(
                location.href.split('#')[0] + '#' + fragment,
                app.home.name === 'jvm'
                    ? 'It leads to this computer. Put what follows the # behind the address of any other playground to open it there.'
                    : '',
            );
            command.show(shared.command, shared.command ? '' : shared.numpyNote);
            java.show(shared.java, shared.java ? '' : shared.numpyNote);
            numpy.show(shared.numpy, shared.numpyNote);
        }
    }

    app.on('built', refresh);
    app.on('settings', refresh);
}

function replaceFragment(fragment) {
    history.replaceState(history.state, '', '#' + fragment);
}

/** A text with a button that copies it: {node, show(text, note)}. */
function copyable(title, help) {
    const text = element('pre', {tabindex: '0', 'aria-label': title});
    const note = element('p', {class: 'small muted'});
    const copy = copyButton(
        () => text.textContent,
        () => select(text),
        {'aria-label': `Copy: ${title}`},
    );
    const isLong = ['Java', 'NumPy'].includes(title);
    const body = isLong ? element('details', {}, element('summary', {class: 'small'}, 'Show it'), text) : text;
    const node = element(
        'div',
        {class: 'shared', 'data-control': 'share-' + title.toLowerCase()},
        element('div', {class: 'row'}, element('h3', {}, title), copy.button, copy.line),
        element('p', {class: 'small muted'}, help),
        body,
        note,
    );
    function show(content, remark = '') {
        text.textContent = content;
        note.textContent = remark;
        copy.button.disabled = !content;
        body.hidden = !content;
    }
    return {node, show};
}

/** Selects the text of an element, which may be folded away. */
function select(node) {
    node.closest('details')?.setAttribute('open', '');
    getSelection().selectAllChildren(node);
}

function modelFile(app) {
    const line = errorLine();
    const save = button('Download the model', async () => {
        const model = await attempt(line, () => app.send({do: 'model'}));
        if (model) {
            download(model.name, fromBase64(model.bytes));
        }
    });
    const file = fileField(app, 'open', {id: 'open-model', accept: '.safetensors'}, line, run => {
        app.built(run);
        app.show('draw');
        app.announce('The model is open: draw a digit for it.');
    });
    return element(
        'div',
        {class: 'shared', 'data-control': 'share-model'},
        element('h3', {}, 'Model file'),
        element(
            'p',
            {class: 'small muted'},
            'The weights as they are now, in the format safetensors, which other programs read too.',
        ),
        element('div', {class: 'row'}, save, element('label', {for: 'open-model', class: 'small'}, 'Open one: '), file),
        line.node,
    );
}

function download(name, bytes) {
    const address = URL.createObjectURL(new Blob([bytes], {type: 'application/octet-stream'}));
    element('a', {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
}
