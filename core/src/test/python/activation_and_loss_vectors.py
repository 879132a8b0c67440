"""Writes activation_and_loss_vectors.txt: what activations and losses are in float64, by NumPy.

Nothing here knows a derivative: all of them are complex steps, f'(x) = Im f(x + ih) / h with h so small that nothing
but rounding is left of the error (Squire and Trapp, "Using complex variables to estimate derivatives of real
functions", 1998). All inputs are exact in float32.

    python3 core/src/test/python/activation_and_loss_vectors.py
"""

from pathlib import Path

import numpy as np

H = 1e-100
TARGET = Path(__file__).parents[1] / "resources/firsthand/reference/activation_and_loss_vectors.txt"


def where_above(threshold, x, yes, no):
    return np.where(x.real > threshold, yes, no)


def absolute(x):
    return where_above(0, x, x, -x)


def log_softmax(z):
    shifted = z - z.real.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def softplus(x):
    return where_above(0, x, x, 0 * x) + np.log(1 + np.exp(-absolute(x)))


ACTIVATIONS = {
    "relu": lambda x: where_above(0, x, x, 0 * x),
    "leaky-relu": lambda x: where_above(0, x, x, 0.01 * x),
    "leaky-relu 0.25": lambda x: where_above(0, x, x, 0.25 * x),
    "elu": lambda x: where_above(0, x, x, np.exp(x) - 1),
    "elu 0.5": lambda x: where_above(0, x, x, 0.5 * (np.exp(x) - 1)),
    "gelu": lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))),
    "silu": lambda x: x / (1 + np.exp(-x)),
    "softplus": softplus,
    "identity": lambda x: x,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": np.tanh,
}


def cross_entropy(smoothing=0.0, weights=None):
    def loss(z, t):
        weight = 1 if weights is None else t @ np.array(weights)
        smoothed = (1 - smoothing) * t + smoothing / t.shape[1]
        return -weight * (smoothed * log_softmax(z)).sum(axis=1)

    return loss


def binary_cross_entropy_with_logits(z, t):
    return (t * softplus(-z) + (1 - t) * softplus(z)).mean(axis=1)


def huber(delta):
    def loss(z, t):
        d = absolute(z - t)
        return where_above(delta, d, delta * (d - delta / 2), d**2 / 2).mean(axis=1)

    return loss


def hinge(z, t):
    right = (z * t).sum(axis=1, keepdims=True)
    excess = 1 + z - right
    return (where_above(0, excess, excess, 0 * excess) * (1 - t)).sum(axis=1)


LOSSES = {
    "cross-entropy": cross_entropy(),
    "cross-entropy-smoothed": cross_entropy(0.1),
    "cross-entropy-weighted": cross_entropy(0, [0.5, 2, 1, 0.25]),
    "cross-entropy-smoothed-and-weighted": cross_entropy(0.2, [0.5, 2, 1, 0.25]),
    "binary-cross-entropy-with-logits": binary_cross_entropy_with_logits,
    "mean-squared-error": lambda z, t: ((z - t) ** 2).mean(axis=1),
    "mean-absolute-error": lambda z, t: absolute(z - t).mean(axis=1),
    "huber": huber(1),
    "huber 0.5": huber(0.5),
    "hinge": hinge,
}


def slopes(function, x):
    """df[i]/dx[i] for a function of each number by itself."""
    return function(x + 1j * H).imag / H


def gradient(function, x):
    """df/dx[i] for a function of all numbers."""
    result = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = x.astype(complex)
        step[i] += 1j * H
        result[i] = function(step).imag / H
    return result


def line(name, values):
    return name + " " + " ".join(repr(float(value)) for value in np.asarray(values).real.ravel())


def main():
    lines = []
    x = np.array([-6, -3.5, -2, -1.125, -0.5, -0.0625, 0.0625, 0.25, 0.75, 1, 1.5, 2.5, 4, 6])
    for name, function in ACTIVATIONS.items():
        lines += ["activation " + name, line("x", x), line("y", function(x)), line("gradient", slopes(function, x))]
    rows = x[:12].reshape(3, 4)[:, ::-1]
    dy = np.array([[0.5, -1, 0.25, 2], [-0.75, 0.5, 1, -0.25], [1, 1.5, -2, 0.125]])
    for name, function in {"softmax": lambda z: np.exp(log_softmax(z)), "log-softmax": log_softmax}.items():
        back = gradient(lambda z: (dy * function(z)).sum(), rows)
        lines += ["layer " + name, line("x", rows), line("dy", dy), line("y", function(rows)), line("gradient", back)]
    z = np.array([[2.5, -1, 0.25, 0.75], [-3, 1.5, 30, 0.5], [0.125, -0.375, 0.5, -0.25], [4, 8, -2, 1.25]])
    t = np.eye(4)[[0, 3, 1, 1]]
    for name, function in LOSSES.items():
        back = gradient(lambda outputs: function(outputs, t).mean(), z)
        lines += ["loss " + name, line("z", z), line("t", t), line("losses", function(z, t)), line("gradient", back)]
    TARGET.write_text("\n".join(lines) + "\n")


main()
