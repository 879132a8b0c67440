/**
 * Lessons about how a network learns: the learning rate, the way back, learning by heart.
 *
 * Every number said here was measured with the settings that stand beside it, of which the seed is one: whoever follows
 * gets the same.
 */
import {HIDDEN, SQUARES, accuracy, has, isOver, rate, steps} from './lessonparts.js';

export const TRAINING = [
    {
        title: 'The learning rate',
        about: 'Too small, too large, and just right',
        settings: {...SQUARES, data: 'sample'},
        steps: [
            {
                text:
                    'Every step moves the weights against their gradient; the learning rate says how far. Here ' +
                    'are ten neurons, squared errors and the plainest rule, with a rate of 0.001. Train two ' +
                    'epochs.',
                point: '[data-control="steps"]',
                until: steps(170),
            },
            {
                text:
                    'Too small: it goes the right way, but 16 of 100 is where it is after 170 steps. Set the ' +
                    'learning rate to 0.1. It holds from the next step on, even while it trains.',
                point: '[data-control="learning-rate"]',
                until: rate(0.1, 0.15),
            },
            {
                text: 'A hundred times as far at every step. Train on until it is right on 3 of 4.',
                point: '[data-control="play"]',
                until: accuracy(0.75),
            },
            {
                text: 'More is not better: set the learning rate to 1 and train on.',
                point: '[data-control="learning-rate"]',
                until: tour => tour.app.state.state === 'diverged',
            },
            {
                text:
                    'Each step went so far beyond the bottom of the valley that it ended higher up on the ' +
                    'other side, and the next one higher still. This valley bears steps of 0.1 and throws out ' +
                    'those of 0.3. Go back and try a smaller rate.',
                point: '#train .diverged button',
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
                text:
                    'Learning needs to know of each weight whether more of it would make the loss larger or ' +
                    'smaller: its gradient. Train one epoch first, so that there is something to look at.',
                point: '[data-control="steps"]',
                until: steps(85),
            },
            {
                text: 'Choose a mistake: it shows best what has to change.',
                point: '#mistakes .tiles',
                until: has('explain'),
            },
            {
                text:
                    'Go forward, station by station, with Next: from the picture through every layer to the ' +
                    'loss. Each shows its formula, the numbers put in, and the Java that computes it.',
                point: '.walk',
                until: has('station', station => station.short === 'L'),
            },
            {
                text:
                    'Here the way back begins. The gradient of each score is its probability, minus 1 for the ' +
                    'right class: the wrong winner is to come down, the right one to go up. Go on backward to ' +
                    'the end.',
                point: '.walk',
                until: has('station', station => station.short === 'dx'),
            },
            {
                text:
                    'Is it true? Check one weight: it is moved a little up and a little down, and the loss ' +
                    'measured both times. Choose one in the picture, or press Check this gradient at a station ' +
                    'on the way back.',
                point: '.weight',
                until: has('checked'),
            },
            {
                text:
                    'Two ways, one number. The backward pass found the gradients of all 101,770 weights at ' +
                    'once, for about the price of two passes forward; measuring would have taken two passes ' +
                    'for each weight.',
                point: '.weight',
            },
        ],
    },
    {
        title: 'Learning by heart',
        about: 'Overfitting, and what helps',
        settings: {...HIDDEN, data: 'sample', limit: '2000', validation: '0.9', 'batch-size': '20', epochs: '40'},
        steps: [
            {
                text:
                    'This network sees only 200 digits, again and again; 1,800 others are held back. Press ' +
                    'Play and let it train to the end: 40 epochs.',
                point: '[data-control="play"]',
                until: isOver,
            },
            {
                text:
                    'It knows all of its 200 by heart: 100 %. Of the others it gets about 82 in 100. The gap ' +
                    'between the two curves is what overfitting is. See the loss: on what it never saw, it ' +
                    'stopped falling long ago and began to rise.',
                point: '[data-control="curves"]',
            },
            {
                text:
                    'What helps most is more examples, even made-up ones: under Build, at Augmentation, switch ' +
                    'on shift, rotate and scale, and press Build this network. Then no digit is quite the same ' +
                    'twice.',
                point: '[data-control="augment"]',
                until: tour => (tour.app.run.settings.augment ?? '').includes('shift') && tour.has('built'),
            },
            {
                text: 'Press Play, and let it train to the end once more.',
                point: '[data-control="play"]',
                until: tour => tour.app.state.step > 0 && isOver(tour),
            },
            {
                text:
                    'Now it gets about 88 % of what it trains on, for that is harder, and 87 % of what it ' +
                    'never saw: worse at school, better in life. Dropout of 0.5 alone would come to 83 %.',
                point: '[data-control="curves"]',
            },
        ],
    },
];
