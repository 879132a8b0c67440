"""Trains two small networks with NumPy alone, and saves them as their authors' projects do.

Usage: train_elsewhere.py MNIST_FOLDER TARGET_FOLDER

The folder holds the four IDX files of MNIST, compressed or not. The target gets, for a network with a sigmoid hidden layer,
sigmoid.npz (W1 784x20 with inputs as rows, b1 1x20, W2, b2), and for one with ReLU relu.json (one row a neuron); beside each
the label that NumPy predicts for each of the 10,000 test digits, one byte each.
"""

import gzip
import json
import pathlib
import sys

import numpy as np


def idx(folder, name):
    for path, opener in ((folder / name, open), (folder / f"{name}.gz", gzip.open)):
        if path.exists():
            with opener(path, "rb") as file:
                return file.read()
    raise SystemExit(f"{folder / name}: expected a file of MNIST, received none")


def images(folder, name):
    return np.frombuffer(idx(folder, name), np.uint8, offset=16).reshape(-1, 784) / 255.0


def labels(folder, name):
    return np.frombuffer(idx(folder, name), np.uint8, offset=8)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


SIGMOID = (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a))
RELU = (lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(float))


def train(x, t, hidden, activation, rate, seed, epochs=4, batch=50):
    f, slope = activation
    random = np.random.default_rng(seed)
    w1 = random.normal(0, np.sqrt(1 / 784), (784, hidden))
    b1 = np.zeros((1, hidden))
    w2 = random.normal(0, np.sqrt(1 / hidden), (hidden, 10))
    b2 = np.zeros((1, 10))
    for _ in range(epochs):
        order = random.permutation(len(x))
        for first in range(0, len(x), batch):
            rows = order[first : first + batch]
            a = f(x[rows] @ w1 + b1)
            dz2 = (softmax(a @ w2 + b2) - np.eye(10)[t[rows]]) / len(rows)
            dz1 = dz2 @ w2.T * slope(a)
            w2 -= rate * a.T @ dz2
            b2 -= rate * dz2.sum(axis=0, keepdims=True)
            w1 -= rate * x[rows].T @ dz1
            b1 -= rate * dz1.sum(axis=0, keepdims=True)
    return w1, b1, w2, b2


def predicted(x, weights, activation):
    w1, b1, w2, b2 = weights
    return softmax(activation[0](x @ w1 + b1) @ w2 + b2).argmax(axis=1).astype(np.uint8)


def main():
    mnist, target = (pathlib.Path(argument) for argument in sys.argv[1:])
    x = images(mnist, "train-images-idx3-ubyte")
    t = labels(mnist, "train-labels-idx1-ubyte")
    test_x = images(mnist, "t10k-images-idx3-ubyte")
    test_t = labels(mnist, "t10k-labels-idx1-ubyte")

    weights = train(x, t, 20, SIGMOID, 0.5, seed=1)
    np.savez(target / "sigmoid.npz", **dict(zip(("W1", "b1", "W2", "b2"), weights)))
    labels_of_sigmoid = predicted(test_x, weights, SIGMOID)
    (target / "sigmoid.labels").write_bytes(labels_of_sigmoid.tobytes())

    w1, b1, w2, b2 = weights = train(x, t, 10, RELU, 0.1, seed=2)
    model = {
        "hidden_layer": {"weights": w1.T.tolist(), "biases": b1.T.tolist()},
        "output_layer": {"weights": w2.T.tolist(), "biases": b2.T.tolist()},
    }
    (target / "relu.json").write_text(json.dumps(model))
    labels_of_relu = predicted(test_x, weights, RELU)
    (target / "relu.labels").write_bytes(labels_of_relu.tobytes())

    print("sigmoid", (labels_of_sigmoid == test_t).sum(), "relu", (labels_of_relu == test_t).sum(), "of", len(test_t))


if __name__ == "__main__":
    main()
