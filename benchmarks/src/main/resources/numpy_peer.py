"""NumPy's side of the comparison: the five projects' way of training, as one would write it today.

Started with a number type (float32 or float64) and a folder that holds workloads.json, images.f32, labels.i32 and the
parameters that every run starts from. Answers the commands that the class Side describes.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

dtype = np.dtype(sys.argv[1])
folder = Path(sys.argv[2])
workloads = {w["name"]: w for w in json.loads((folder / "workloads.json").read_text())}


def read(name, *shape):
    return np.fromfile(folder / name, dtype="<f4").reshape(shape)


def parameters(w):
    shapes = list(zip(w["widths"], w["widths"][1:]))
    return [
        (
            read(f"{w['name']}-{2 * i}.f32", n, m).astype(dtype),
            read(f"{w['name']}-{2 * i + 1}.f32", m).astype(dtype),
        )
        for i, (n, m) in enumerate(shapes)
    ]


def forward(layers, x, activation):
    outputs = [x]
    for i, (w, b) in enumerate(layers):
        x = x @ w + b
        if i + 1 < len(layers):
            x = np.maximum(x, 0) if activation == "relu" else 1 / (1 + np.exp(-x))
        outputs.append(x)
    return outputs


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def gradients(layers, x, t, activation):
    outputs = forward(layers, x, activation)
    dz = (softmax(outputs[-1]) - t) / dtype.type(len(x))
    result = []
    for i in reversed(range(len(layers))):
        a = outputs[i]
        result.insert(0, (a.T @ dz, dz.sum(axis=0)))
        if i > 0:
            dz = dz @ layers[i][0].T
            dz = dz * (a > 0) if activation == "relu" else dz * a * (1 - a)
    return result


class Training:
    def __init__(self, w):
        self.w = w
        n = w["examples"]
        self.x = read("images.f32", -1, w["widths"][0])[:n].astype(dtype)
        self.labels = np.fromfile(folder / "labels.i32", dtype="<i4")[:n]
        self.t = np.eye(w["widths"][-1], dtype=dtype)[self.labels]

    def reset(self):
        self.layers = parameters(self.w)
        self.moments = [[np.zeros_like(p) for p in layer for _ in range(2)] for layer in self.layers]

    def run(self):
        size = self.w["batch_size"]
        batches = -(-len(self.x) // size)
        for step in range(self.w["steps"]):
            first = step % batches * size
            x, t = self.x[first : first + size], self.t[first : first + size]
            for layer, moments, dw in zip(self.layers, self.moments, gradients(self.layers, x, t, self.w["activation"])):
                for j in range(2):
                    self.update(layer[j], dw[j], moments[2 * j], moments[2 * j + 1], step + 1)

    def update(self, p, dp, m, v, t):
        rate = self.w["learning_rate"]
        if self.w["optimizer"] == "sgd":
            p -= dtype.type(rate) * dp
            return
        m *= dtype.type(0.9)
        m += dtype.type(0.1) * dp
        v *= dtype.type(0.999)
        v += dtype.type(0.001) * dp * dp
        p -= dtype.type(rate / (1 - 0.9**t)) * m / (np.sqrt(v) * dtype.type((1 - 0.999**t) ** -0.5) + dtype.type(1e-8))

    def result(self):
        n = self.w["measured"]
        z = forward(self.layers, self.x[:n], self.w["activation"])[-1]
        return float(-np.log(softmax(z)[np.arange(n), self.labels[:n]]).mean())


class Prediction:
    def __init__(self, w):
        self.w = w
        self.layers = parameters(w)
        self.x = read("images.f32", -1, w["widths"][0])[: w["images"]].astype(dtype)

    def reset(self):
        pass

    def run(self):
        self.classes = 0
        for i in range(len(self.x)):
            self.classes += int(forward(self.layers, self.x[i : i + 1], self.w["activation"])[-1].argmax())

    def result(self):
        return self.classes / len(self.x)


class Product:
    def __init__(self, w):
        self.w = w
        n = w["size"]
        i = np.arange(n * n, dtype=np.int64)
        self.a, self.b = ((((i * (which + 7) % 1999) - 999) / 1000).astype(dtype).reshape(n, n) for which in range(2))

    def reset(self):
        pass

    def run(self):
        for _ in range(self.w["products"]):
            self.c = self.a @ self.b

    def result(self):
        return float(np.abs(self.c).mean())


def version():
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"] if np.lib.NumpyVersion(np.__version__) >= "1.25.0" else {"name": "BLAS"}
    return f"NumPy {np.__version__} in {dtype.name}, {blas.get('name')} {blas.get('version', '')}"


kinds = {"training": Training, "prediction": Prediction, "product": Product}
for line in sys.stdin:
    command, _, name = line.strip().partition(" ")
    if command == "describe":
        answer = version()
    elif command == "prepare":
        work = kinds[workloads[name]["kind"]](workloads[name])
        answer = "ready"
    else:
        work.reset()
        start = time.perf_counter()
        work.run()
        seconds = time.perf_counter() - start
        answer = f"{seconds} {work.result()}"
    print("@ " + answer, flush=True)
