"""What optimisers, regularisers and schedules come to, by NumPy in float64, from the papers' formulas.

Writes core/src/test/resources/firsthand/optimizer/vectors.csv, which VectorsTest reads:

    python3 core/src/test/python/optimizer_vectors.py

Each line is a name and numbers. A network of a 4x3 weight and a bias of 3 starts from "start", and moves by "gradient"
1 to 20; the lines named for rules hold where it is then. The lines named for schedules hold the rate of each step.
"""

from pathlib import Path

import numpy as np

STEPS = 20
WEIGHTS = 12
SIZE = 15

random = np.random.default_rng(20)
# Away from zero, so that an error relative to the number means something; exact in float32.
start = (np.sign(random.normal(size=SIZE)) * random.uniform(1, 2, SIZE)).astype(np.float32).astype(float)
gradients = random.normal(size=(STEPS, SIZE)).astype(np.float32).astype(float)
is_weight = np.arange(SIZE) < WEIGHTS


def sgd(rate):
    return lambda g, memory, t: rate * g


def momentum(rate, mu=0.9, nesterov=False):
    def direction(g, memory, t):
        memory["v"] = mu * memory.get("v", 0) + g
        return rate * (g + mu * memory["v"] if nesterov else memory["v"])

    return direction


def adagrad(rate, epsilon=1e-10):
    def direction(g, memory, t):
        memory["s"] = memory.get("s", 0) + g**2
        return rate * g / (np.sqrt(memory["s"]) + epsilon)

    return direction


def rmsprop(rate, decay=0.9, epsilon=1e-8):
    def direction(g, memory, t):
        memory["v"] = decay * memory.get("v", 0) + (1 - decay) * g**2
        return rate * g / (np.sqrt(memory["v"]) + epsilon)

    return direction


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8, ahead=False, largest=False):
    def direction(g, memory, t):
        m = memory["m"] = beta1 * memory.get("m", 0) + (1 - beta1) * g
        v = memory["v"] = beta2 * memory.get("v", 0) + (1 - beta2) * g**2
        if largest:
            v = memory["u"] = np.maximum(memory.get("u", 0), v)
        mean = m / (1 - beta1**t)
        if ahead:
            mean = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        return rate * mean / (np.sqrt(v / (1 - beta2**t)) + epsilon)

    return direction


def lion(rate, beta1=0.9, beta2=0.99):
    def direction(g, memory, t):
        m = memory.get("m", np.zeros(SIZE))
        memory["m"] = beta2 * m + (1 - beta2) * g
        return rate * np.sign(beta1 * m + (1 - beta1) * g)

    return direction


def train(direction, change=lambda g, w: g, decay=0.0, limit=np.inf):
    """w - direction - decay w, where change has its way with the gradient, decay and limit with the weights."""
    w, memory = start.copy(), {}
    for t in range(1, STEPS + 1):
        g = change(gradients[t - 1], w)
        w = w - direction(g, memory, t) - decay * w * is_weight
        columns = w[:WEIGHTS].reshape(4, 3)
        norms = np.linalg.norm(columns, axis=0)
        w[:WEIGHTS] = (columns * np.minimum(1, limit / norms)).ravel()
    return w


def groups():
    weights, biases = train(adam(1e-3)), train(sgd(1e-2))
    return np.where(is_weight, weights, biases)


rules = {
    "sgd": train(sgd(1e-3)),
    "momentum": train(momentum(1e-3)),
    "nesterov": train(momentum(1e-3, nesterov=True)),
    "adagrad": train(adagrad(1e-3)),
    "rmsprop": train(rmsprop(1e-3)),
    "adam": train(adam(1e-3)),
    "adamw": train(adam(1e-3), decay=1e-3 * 0.01),
    "nadam": train(adam(1e-3, ahead=True)),
    "amsgrad": train(adam(1e-3, largest=True)),
    "lion": train(lion(1e-3)),
    "groups": groups(),
    "l1": train(sgd(1e-3), lambda g, w: g + 0.5 * np.sign(w) * is_weight),
    "l2": train(sgd(1e-3), lambda g, w: g + 0.5 * w * is_weight),
    "weight-decay": train(momentum(1e-3), decay=1e-3 * 0.5),
    "max-norm": train(sgd(1e-2), limit=3.0),
    "clip-value": train(sgd(1e-2), lambda g, w: np.clip(g, -0.25, 0.25)),
    "clip-norm": train(sgd(1e-2), lambda g, w: g * min(1, 2.0 / np.linalg.norm(g))),
}

s = np.arange(STEPS)
half_cosine = lambda x: (1 + np.cos(np.pi * x)) / 2
up, down = s[s < 6], s[s >= 6]
schedules = {
    "step": 0.1 * 0.5 ** (s // 5),
    "exponential": np.geomspace(0.1, 0.001, STEPS + 1)[:-1],
    "polynomial": 0.1 * (1 - s / STEPS) ** 0.9,
    "cosine": 0.1 * half_cosine(s / STEPS),
    # Periods of 3, 6 and 12 steps: 15 % of 20, doubled, and doubled again.
    "restarts": 0.1 * half_cosine(np.concatenate([np.arange(n) / n for n in (3, 6, 12)])[:STEPS]),
    "one-cycle": np.concatenate(
        [0.004 + 0.096 * up / 6, 0.1 * 1e-4 + 0.1 * (1 - 1e-4) * half_cosine((down - 6) / 14)]
    ),
    "warm-up": 0.1 * np.minimum(1, (s + 1) / 5),
}

lines = {"start": start}
lines |= {f"gradient {t + 1}": g for t, g in enumerate(gradients)}
lines |= rules
lines |= schedules
path = Path(__file__).parents[1] / "resources/firsthand/optimizer/vectors.csv"
path.write_text("".join(",".join([name, *map(repr, map(float, values))]) + "\n" for name, values in lines.items()))
