/** What each station of the walk means, in a sentence without symbols: forward, and backward. */
const MEANINGS = {
    input: [
        'A picture is a row of numbers to the network: 0 where there is paper, 1 where there is full ink.',
        'The way back ends at the picture itself: a bright pixel is one where a little more or less ink would ' +
            'change the loss most. Nothing is learned here, but it shows where the network looks.',
    ],
    dense: [
        'Each unit has a weight for every input. It multiplies each input by its weight and adds it all up, ' +
            'with a bias.',
        'Each unit hands its gradient back along its weights: an input is to blame as far as it was ' +
            'multiplied. The gradient of a weight is what came in times what came back.',
    ],
    conv2d: [
        'A small window of weights slides over the picture: the same weights look for the same thing everywhere.',
        'Each weight of the window gathers the gradients of all places where it was used.',
    ],
    relu: [
        'What is below zero becomes zero; the rest passes as it is. Without this bend, two layers would be no ' +
            'more than one.',
        'Where a unit was above zero, the gradient passes as it is; where it was not, nothing passes and ' +
            'nothing is learned.',
    ],
    'leaky-relu': [
        'What is below zero is made small rather than zero; the rest passes as it is.',
        'Above zero the gradient passes as it is, below it only a small share does.',
    ],
    sigmoid: [
        'Every number is squeezed between 0 and 1.',
        'The gradient is multiplied by the slope of the curve: small wherever the output is near 0 or 1.',
    ],
    tanh: [
        'Every number is squeezed between -1 and 1.',
        'The gradient is multiplied by the slope of the curve: small wherever the output is near -1 or 1.',
    ],
    dropout: [
        'While it learns, some units are left out at random; when it answers, all take part.',
        'The gradient passes through those units alone that took part.',
    ],
    'max-pool2d': [
        'Of each small patch only the largest number is kept.',
        'The gradient goes to the number that was the largest, and to no other.',
    ],
    'average-pool2d': ['Each small patch becomes its mean.', 'The gradient is shared out evenly over the patch.'],
    'global-average-pool': [
        'Each channel becomes one number, its mean over the whole picture.',
        'The gradient of each channel is shared out evenly over all its pixels.',
    ],
    'batch-norm': [
        'Every number is set against what is usual for it: its mean taken away, divided by its spread, then ' +
            'scaled anew.',
        'The gradient is divided by the same spread; the two numbers of the new scale learn as weights do.',
    ],
    flatten: [
        'The picture is read as one row of numbers; nothing is computed.',
        'The row of gradients is a picture again.',
    ],
    softmax: [
        'Scores become shares of one whole: the larger the score, the larger the share.',
        'Raising one score takes its share from all the others.',
    ],
    loss: [
        'The loss says how far the answer is from the right one: 0 would be perfect. Learning means to make it ' +
            'smaller.',
        'How the loss would change with each score: what is above zero should come down, what is below should go up.',
    ],
};

/** The meaning of a station, or nothing where the formula has to speak for itself. */
export function meaning(type, direction) {
    return MEANINGS[type]?.[direction === 'forward' ? 0 : 1] ?? '';
}
