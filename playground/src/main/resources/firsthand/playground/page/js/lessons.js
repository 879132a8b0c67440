/**
 * The seven lessons of the guided tour: what is built, what is said, where it points, and what counts as done.
 *
 * Every number said here was measured with the settings that stand beside it, of which the seed is one: whoever follows
 * gets the same.
 */

const COMMON = {'batch-size': '64', epochs: '5', loss: 'cross-entropy', schedule: 'constant', seed: '1', validation: '0.1'};
const ADAM = {...COMMON, optimizer: 'adam', 'learning-rate': '0.001'};
const ONE_LAYER = {...ADAM, layers: 'flatten'};
const HIDDEN = {...ADAM, hidden: '128', activation: 'relu'};

/** Squared errors of sums are a valley with straight walls: too long a step really climbs out of it. */
const SQUARES = {...COMMON, layers: 'flatten', loss: 'mean-squared-error', optimizer: 'sgd', 'learning-rate': '0.001', epochs: '20'};

const steps = count => tour => tour.app.state.step - tour.from.step >= count;
const accuracy = share => tour => (tour.app.state.validation?.accuracy ?? 0) >= share && tour.app.state.step > 0;
const has = (event, test) => tour => tour.has(event, test);
const isOver = tour => tour.app.state.state === 'over';
/** Whether the learning rate, as it is now, is so large. */
const rate = (least, most) => tour => {
    const value = Number(tour.app.state.current?.['learning-rate'] ?? tour.app.run.settings['learning-rate']);
    return value >= least * 0.99 && value <= most;
};

/** Shows a unit of the first layer that has weights. */
const neuron = unit => tour => {
    const layer = tour.app.run.layers.find(each => each.parameters > 0).index;
    tour.app.emit('neuron', {layer, unit});
};

export const LESSONS = [
    {
        title: 'One neuron',
        about: 'A weighted sum, and how it learns',
        settings: {...ONE_LAYER, data: 'sample'},
        steps: [
            {
                text: 'This network is ten neurons side by side, one for each digit, and nothing else. Below is the one '
                    + 'for 7. It multiplies the ink of every pixel by a weight, adds it all up, and that is its output.',
                section: 'network', point: '#network .unit', before: neuron(7),
            },
            {
                text: 'Nothing has been learned yet: its 784 weights are noise, drawn at random. So the digits that '
                    + 'excite it most are any digits. Make one single step of training.',
                section: 'train', point: '[data-control="steps"] button', until: steps(1),
            },
            {
                text: 'That step looked at 64 digits and moved every weight a little, so that this neuron says more to the '
                    + 'sevens and less to the others. Now train one whole epoch: all 5,400 digits, in 85 steps.',
                section: 'train', point: '[data-control="steps"]', until: steps(40),
            },
            {
                text: 'Look at the neuron for 7 again. Blue is where ink speaks for a 7, orange where it speaks against: '
                    + 'a blurred picture of a 7 has come out of nothing but examples.',
                section: 'network', point: '#network .unit', before: neuron(7),
            },
            {
                text: 'Under its picture stands the sum itself, with numbers: bias plus ink times weight, pixel by pixel. '
                    + 'There is nothing more to a neuron than that. Look at another one.',
                section: 'network', point: '#network form', until: has('looked'),
            },
        ],
    },
    {
        title: 'Ten neurons',
        about: 'Softmax regression, and where it ends',
        settings: {...ONE_LAYER, data: 'mnist'},
        steps: [
            {
                text: 'Again ten neurons, and now they compete: softmax turns their ten outputs into probabilities that '
                    + 'add up to 100 %. Press Play until it is right on 9 of 10 (85 % with the small sample).',
                section: 'train', point: '[data-control="play"]',
                until: tour => accuracy(tour.app.run.settings.data === 'mnist' ? 0.9 : 0.85)(tour),
            },
            {
                text: 'Draw a digit. The bars are the ten probabilities, and they change while you draw.',
                section: 'draw', point: '#draw .pad', until: has('drawn'),
            },
            {
                text: 'These are the weights of all ten. Each neuron has one picture only: it compares every digit with '
                    + 'one template, and that is all this network can do.',
                section: 'network', point: '#network .units',
            },
            {
                text: 'So it stays at about 92 %, however long it trains (87 % with the small sample): a 7 with a stroke '
                    + 'through it does not look like the template of a 7. Choose a mistake to see what misled it.',
                section: 'mistakes', point: '#mistakes .tiles', until: has('explain'),
            },
        ],
    },
    {
        title: 'A hidden layer',
        about: 'Parts first, digits then',
        settings: {...HIDDEN, data: 'mnist'},
        steps: [
            {
                text: 'Between pixels and digits there are now 128 hidden neurons. What they find is what the ten last ones '
                    + 'add up. Press Play until it is right on more than ten neurons alone ever were: 95 % (90 % with '
                    + 'the small sample).',
                section: 'train', point: '[data-control="play"]',
                until: tour => accuracy(tour.app.run.settings.data === 'mnist' ? 0.95 : 0.9)(tour),
            },
            {
                text: 'Here is what some of the hidden neurons look for. They are not digits any more, but strokes and '
                    + 'gaps in certain places. Choose one to see which digits excite it.',
                section: 'network', point: '#network .units', until: has('looked'),
            },
            {
                text: 'The bend between the two layers matters: relu makes everything below zero zero. Without it, two '
                    + 'layers of sums would only be one sum. Draw a digit and look through the layers: most hidden '
                    + 'neurons are dark, a few speak.',
                section: 'draw', point: '#draw .pad', until: has('drawn'),
            },
        ],
    },
    {
        title: 'The learning rate',
        about: 'Too small, too large, and just right',
        settings: {...SQUARES, data: 'sample'},
        steps: [
            {
                text: 'Every step moves the weights against their gradient; the learning rate says how far. Here are ten '
                    + 'neurons, squared errors and the plainest rule, with a rate of 0.001. Train two epochs.',
                section: 'train', point: '[data-control="steps"]', until: steps(170),
            },
            {
                text: 'Too small: it goes the right way, but 16 of 100 is where it is after 170 steps. Set the learning '
                    + 'rate to 0.1. It holds from the next step on, even while it trains.',
                section: 'train', point: '[data-control="learning-rate"]', until: rate(0.1, 0.15),
            },
            {
                text: 'A hundred times as far at every step. Train on until it is right on 3 of 4.',
                section: 'train', point: '[data-control="play"]', until: accuracy(0.75),
            },
            {
                text: 'More is not better: set the learning rate to 1 and train on.',
                section: 'train', point: '[data-control="learning-rate"]',
                until: tour => tour.app.state.state === 'diverged',
            },
            {
                text: 'Each step went so far beyond the bottom of the valley that it ended higher up on the other side, '
                    + 'and the next one higher still. This valley bears steps of 0.1 and throws out those of 0.3. Go back '
                    + 'and try a smaller rate.',
                section: 'train', point: '#train .diverged button',
                until: tour => tour.app.state.state !== 'diverged' && rate(0, 0.9)(tour),
            },
        ],
    },
    {
        title: 'Backward',
        about: 'One gradient, from the loss to a weight',
        settings: {...HIDDEN, data: 'sample'},
        steps: [
            {
                text: 'Learning needs to know of each weight whether more of it would make the loss larger or smaller: its '
                    + 'gradient. Train one epoch first, so that there is something to look at.',
                section: 'train', point: '[data-control="steps"]', until: steps(85),
            },
            {
                text: 'Choose a mistake: it shows best what has to change.',
                section: 'mistakes', point: '#mistakes .tiles', until: has('explain'),
            },
            {
                text: 'Go forward, station by station, with Next: from the picture through every layer to the loss. '
                    + 'Each shows its formula, the numbers put in, and the Java that computes it.',
                section: 'explain', point: '.walk', until: has('station', station => station.short === 'L'),
            },
            {
                text: 'Here the way back begins. The gradient of each score is its probability, minus 1 for the right '
                    + 'class: the wrong winner is to come down, the right one to go up. Go on backward to the end.',
                section: 'explain', point: '.walk', until: has('station', station => station.short === 'dx'),
            },
            {
                text: 'Is it true? Check one weight: it is moved a little up and a little down, and the loss measured '
                    + 'both times. Choose one in the picture, or press Check this gradient at a station on the way back.',
                section: 'explain', point: '.weight', until: has('checked'),
            },
            {
                text: 'Two ways, one number. The backward pass found the gradients of all 101,770 weights at once, for '
                    + 'about the price of two passes forward; measuring would have taken two passes for each weight.',
                section: 'explain', point: '.weight',
            },
        ],
    },
    {
        title: 'Learning by heart',
        about: 'Overfitting, and what helps',
        settings: {...HIDDEN, data: 'sample', limit: '2000', validation: '0.9', 'batch-size': '20', epochs: '40'},
        steps: [
            {
                text: 'This network sees only 200 digits, again and again; 1,800 others are held back. Press Play and let it '
                    + 'train to the end: 40 epochs.',
                section: 'train', point: '[data-control="play"]', until: isOver,
            },
            {
                text: 'It knows all of its 200 by heart: 100 %. Of the others it gets about 82 in 100. The gap between '
                    + 'the two curves is what overfitting is. See the loss: on what it never saw, it stopped falling long '
                    + 'ago and began to rise.',
                section: 'train', point: '[data-control="curves"]',
            },
            {
                text: 'What helps most is more examples, even made-up ones: under Build, at Augmentation, switch on shift, '
                    + 'rotate and scale, and press Build this network. Then no digit is quite the same twice.',
                section: 'build', point: '[data-control="augment"]',
                until: tour => (tour.app.run.settings.augment ?? '').includes('shift') && tour.has('built'),
            },
            {
                text: 'Press Play, and let it train to the end once more.',
                section: 'train', point: '[data-control="play"]', until: tour => tour.app.state.step > 0 && isOver(tour),
            },
            {
                text: 'Now it gets about 88 % of what it trains on, for that is harder, and 87 % of what it never saw: '
                    + 'worse at school, better in life. Dropout of 0.5 alone would come to 83 %.',
                section: 'train', point: '[data-control="curves"]',
            },
        ],
    },
    {
        title: 'A convolution',
        about: 'The same small window everywhere',
        settings: {...ADAM, layers: 'conv:8:5,relu,maxpool:2', data: 'sample'},
        steps: [
            {
                text: 'A 7 is a 7 wherever it stands, but a dense layer has to learn it anew for every place. A '
                    + 'convolution slides eight small windows of 5 × 5 weights over the whole picture. With their biases '
                    + 'that is 208 parameters, and 11,738 in the whole network.',
                section: 'train', point: '#train .summary',
            },
            {
                text: 'Press Play and let it train to the end: five epochs. It is slower, since every window is used at '
                    + '576 places.',
                section: 'train', point: '[data-control="play"]', until: isOver,
            },
            {
                text: 'It reaches about 94.6 %. The network with 128 hidden neurons comes to 92.6 % on the same digits, '
                    + 'with 101,770 parameters: nine times as many. Draw a digit, and see what the eight windows find in it: '
                    + 'an edge, a slope, an end of a stroke.',
                section: 'draw', point: '#draw .pad', until: has('drawn'),
            },
            {
                text: 'Here are the eight windows themselves. Orange above blue answers to the upper edge of a stroke, blue '
                    + 'above orange to the lower one. Nobody told them what to look for. Choose one to see where it answers most.',
                section: 'network', point: '#network .units', until: has('looked'),
            },
            {
                text: 'That was the tour. All of it is your own now: change the layers under Build, go back in time, '
                    + 'compare two runs, and take what you made with you under Share.',
                section: 'share', point: '#share',
            },
        ],
    },
];
