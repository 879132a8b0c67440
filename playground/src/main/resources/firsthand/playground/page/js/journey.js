/**
 * A drawing's way through the network: how it becomes an image like those of the training set, stage by stage, then the
 * output of every layer, and the training digits that it looks like most.
 */
import {drawPicture, element, percent, pictureOf, pixelAt} from './ui.js';

const STAGES = [
    ['ink', 'Ink', 'Tells pen from paper, whichever is darker. Off: taken for dark ink on light paper.'],
    ['crop', 'Crop', 'Cuts the margins away. Off: the whole pad is used, so a small digit stays small.'],
    ['box', 'Box', 'Scales to fit a box without distortion, of 28 × 28 pixels the inner 20 × 20. Off: stretched over all.'],
    ['centre', 'Centre', 'Puts the centre of mass of the ink in the middle. Off: the middle of its outline.'],
];

export class Journey {
    /** @param {function(): void} changed called when a stage is switched on or off */
    constructor(app, changed) {
        this.app = app;
        this.switches = STAGES.map(([name, title, help]) => new Stage(name, title, help, changed));
        this.input = element('canvas', {role: 'img'});
        this.effect = element('p', {class: 'small', role: 'status'});
        this.layers = element('ol', {class: 'layers'});
        this.nearest = element('ol', {class: 'tiles'});
        this.node = element(
            'div',
            {class: 'journey', hidden: true},
            element('h3', {}, 'Made like the training digits'),
            element('ol', {class: 'strip'}, ...this.switches.map(each => each.node), this.inputNode()),
            this.effect,
            element(
                'details',
                {},
                element('summary', {}, 'Why these stages?'),
                element(
                    'p',
                    {class: 'small'},
                    'Every digit of MNIST was scaled into a box of 20 × 20 and centred by its mass in 28 × 28, ' +
                        'white on black. A network knows nothing else: switch a stage off and see how it is led ' +
                        'astray.',
                ),
            ),
            element('h3', {}, 'Through the layers'),
            this.layers,
            element(
                'div',
                {'data-answer': 'drawing'},
                element('h3', {}, 'Most alike in the training set'),
                this.nearest,
            ),
        );
    }

    inputNode() {
        return element('li', {class: 'input'}, this.input, element('span', {class: 'small'}, 'Input'));
    }

    /** The stages that are switched on. */
    stages() {
        return this.switches.filter(each => each.isOn).map(each => each.name);
    }

    /** Whether all are. */
    isWhole() {
        return this.switches.every(each => each.isOn);
    }

    clear() {
        this.node.hidden = true;
    }

    /**
     * @param look the engine's answer to draw
     * @param whole its answer with every stage switched on, where one is not; else null
     */
    show(look, whole) {
        this.node.hidden = false;
        for (const stage of this.switches) {
            stage.show(look.stages.find(each => each.name === stage.name));
        }
        drawPicture(look.input, this.input);
        this.input.setAttribute('aria-label', `What the network sees, ${look.input.width} by ${look.input.height}`);
        this.effect.textContent = whole ? this.comparison(look, whole) : '';
        this.showLayers(look.layers);
        if (look.nearest?.length > 0) {
            this.nearest.replaceChildren(...look.nearest.map(neighbour));
        }
    }

    comparison(look, whole) {
        const off = this.switches
            .filter(each => !each.isOn)
            .map(each => each.title.toLowerCase())
            .join(', ');
        return (
            `Without ${off}: ${look.label} with ${percent(Math.max(...look.probabilities))}. ` +
            `With all stages: ${whole.label} with ${percent(Math.max(...whole.probabilities))}.`
        );
    }

    showLayers(layers) {
        if (this.layers.children.length !== layers.length) {
            this.layers.replaceChildren(
                ...layers.map(() =>
                    element('li', {}, element('canvas', {role: 'img'}), element('span', {class: 'small muted'})),
                ),
            );
        }
        layers.forEach((layer, i) => {
            const [canvas, caption] = this.layers.children[i].children;
            drawPicture(layer.activations, canvas);
            canvas.style.width = cells(layer) + 'rem';
            const shape = layer.shape.join(' × ');
            canvas.setAttribute('aria-label', `Output of layer ${layer.index + 1}, ${layer.type}, of shape ${shape}`);
            caption.textContent = `${layer.type} ${shape}`;
            this.openNeuronsOf(canvas, layer);
        });
    }

    /** A click on one number of a row of units opens that unit; the keyboard's way is the section Look inside. */
    openNeuronsOf(canvas, layer) {
        const isRow = layer.shape.length === 1;
        canvas.classList.toggle('choosable', isRow);
        canvas.onclick = isRow
            ? event => {
                  const {column, row} = pixelAt(event, canvas);
                  const unit = row * canvas.width + column;
                  if (unit < layer.shape[0]) {
                      this.app.emit('neuron', {layer: layer.index, unit});
                  }
              }
            : null;
    }
}

/** A width at which single numbers can be seen, and the whole is not too high; images may be larger than rows. */
function cells({shape, activations: {width, height}}) {
    return width * Math.min(0.625, (shape.length > 1 ? 10 : 6) / height, 13 / width);
}

/** One stage: what comes of it, and a switch. */
class Stage {
    constructor(name, title, help, changed) {
        this.name = name;
        this.title = title;
        this.canvas = element('canvas', {role: 'img', 'aria-label': `After the stage ${title}`});
        this.box = element('input', {type: 'checkbox', checked: true, change: changed});
        this.node = element(
            'li',
            {title: help},
            this.canvas,
            element('label', {class: 'small'}, this.box, ' ', title, element('span', {class: 'unseen'}, '. ' + help)),
        );
    }

    get isOn() {
        return this.box.checked;
    }

    show(picture) {
        this.node.classList.toggle('off', !this.isOn);
        if (picture) {
            drawPicture(picture, this.canvas);
        }
    }
}

function neighbour(example) {
    const label = `Training digit ${example.index}, a ${example.label}, at distance ${example.distance.toFixed(2)}`;
    return element(
        'li',
        {title: label},
        pictureOf(example, label, 3),
        element('span', {class: 'small'}, example.label),
        element('span', {class: 'small muted'}, example.distance.toFixed(2)),
    );
}
