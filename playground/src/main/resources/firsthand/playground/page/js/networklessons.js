/**
 * Lessons about what a network is: one neuron, ten, a hidden layer, a convolution.
 *
 * Every number said here was measured with the settings that stand beside it, of which the seed is one: whoever follows
 * gets the same.
 */
import {ADAM, HIDDEN, ONE_LAYER, accuracy, has, isOver, neuron, steps} from './lessonparts.js';

export const NETWORKS = [
    {
        title: 'One neuron',
        about: 'A weighted sum, and how it learns',
        settings: {...ONE_LAYER, data: 'sample'},
        steps: [
            {
                text:
                    'This network is ten neurons side by side, one for each digit, and nothing else. Below is ' +
                    'the one for 3. It multiplies the ink of every pixel by a weight, adds it all up, and that ' +
                    'is its output.',
                point: '#network .unit',
                before: neuron(3),
            },
            {
                text:
                    'Nothing has been learned yet: its 784 weights are noise, drawn at random. The digits that ' +
                    'excite it most are twos, and that is chance. Make one single step of training.',
                point: '[data-control="steps"] button',
                until: steps(1),
            },
            {
                text:
                    'That step looked at 64 digits and moved every weight a little, so that this neuron says ' +
                    'more to the threes and less to the others. Now train one whole epoch: all 5,400 digits, ' +
                    'in 85 steps.',
                point: '[data-control="steps"]',
                until: steps(40),
            },
            {
                text:
                    'Look at the neuron for 3 again. Blue is where ink speaks for a 3, orange where it speaks ' +
                    'against, and now all that excite it most are threes. Nobody told it what a 3 looks like: ' +
                    'examples did.',
                point: '#network .unit',
                before: neuron(3),
            },
            {
                text:
                    'Under its picture stands the sum itself, with numbers: bias plus ink times weight, pixel ' +
                    'by pixel. There is nothing more to a neuron than that. Look at another one.',
                point: '#network form',
                until: has('looked'),
            },
        ],
    },
    {
        title: 'Ten neurons',
        about: 'Softmax regression, and where it ends',
        settings: {...ONE_LAYER, data: 'mnist'},
        steps: [
            {
                text:
                    'Again ten neurons, and now they compete: softmax turns their ten outputs into ' +
                    'probabilities that add up to 100 %. Press Play until it is right on 9 of 10 (85 % with ' +
                    'the small sample).',
                point: '[data-control="play"]',
                until: tour => accuracy(tour.app.run.settings.data === 'mnist' ? 0.9 : 0.85)(tour),
            },
            {
                text: 'Draw a digit. The bars are the ten probabilities, and they change while you draw.',
                point: '#draw .pad',
                until: has('drawn'),
            },
            {
                text:
                    'These are the weights of all ten. Each neuron has one picture only: it compares every ' +
                    'digit with one template, and that is all this network can do.',
                point: '#network .units',
            },
            {
                text:
                    'So it stays at about 92 %, however long it trains (87 % with the small sample): a 7 with ' +
                    'a stroke through it does not look like the template of a 7. Choose a mistake to see what ' +
                    'misled it.',
                point: '#mistakes .tiles',
                until: has('explain'),
            },
        ],
    },
    {
        title: 'A hidden layer',
        about: 'Parts first, digits then',
        settings: {...HIDDEN, data: 'mnist'},
        steps: [
            {
                text:
                    'Between pixels and digits there are now 128 hidden neurons. What they find is what the ' +
                    'ten last ones add up. Press Play until it is right on more than ten neurons alone ever ' +
                    'were: 95 % (90 % with the small sample).',
                point: '[data-control="play"]',
                until: tour => accuracy(tour.app.run.settings.data === 'mnist' ? 0.95 : 0.9)(tour),
            },
            {
                text:
                    'Here is what some of the hidden neurons look for. They are not digits any more, but ' +
                    'strokes and gaps in certain places. Choose one to see which digits excite it.',
                point: '#network .units',
                until: has('looked'),
            },
            {
                text:
                    'The bend between the two layers matters: relu makes everything below zero zero. Without ' +
                    'it, two layers of sums would only be one sum. Draw a digit and look through the layers: ' +
                    'most hidden neurons are dark, a few speak.',
                point: '#draw .pad',
                until: has('drawn'),
            },
        ],
    },
    {
        title: 'A convolution',
        about: 'The same small window everywhere',
        settings: {...ADAM, layers: 'conv:8:5,relu,maxpool:2', data: 'sample'},
        steps: [
            {
                text:
                    'A 7 is a 7 wherever it stands, but a dense layer has to learn it anew for every place. A ' +
                    'convolution slides eight small windows of 5 × 5 weights over the whole picture. With ' +
                    'their biases that is 208 parameters, and 11,738 in the whole network.',
                point: '#train .summary',
            },
            {
                text:
                    'Press Play and let it train to the end: five epochs. It is slower, since every window is ' +
                    'used at 576 places.',
                point: '[data-control="play"]',
                until: isOver,
            },
            {
                text:
                    'It reaches about 94.6 %. The network with 128 hidden neurons comes to 92.6 % on the same ' +
                    'digits, with 101,770 parameters: nine times as many. Draw a digit, and see what the eight ' +
                    'windows find in it: an edge, a slope, an end of a stroke.',
                point: '#draw .pad',
                until: has('drawn'),
            },
            {
                text:
                    'Here are the eight windows themselves. Orange above blue answers to the upper edge of a ' +
                    'stroke, blue above orange to the lower one. Nobody told them what to look for. Choose one ' +
                    'to see where it answers most.',
                point: '#network .units',
                until: has('looked'),
            },
            {
                text:
                    'That was the tour. All of it is your own now: change the layers under Build, go back in ' +
                    'time, compare two runs, and take what you made with you under Share.',
                point: '#share',
            },
        ],
    },
];
