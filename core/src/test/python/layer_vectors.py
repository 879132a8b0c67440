"""What convolution, pooling and normalisation come to, by NumPy in float64, from the papers' formulas.

Writes core/src/test/resources/firsthand/reference/layer_vectors.txt, which LayerVectorsTest reads:

    python3 core/src/test/python/layer_vectors.py

Each case is a line with its name and integer settings, then one line for each array: its name and its numbers. Images
are examples x height x width x channels. Arrays are as wide as float32 can hold exactly, so that both sides start from
the same numbers. L = sum of y dy; gradients are written from the chain rule, by whole arrays instead of loops over
outputs.
"""

from pathlib import Path

import numpy as np

random = np.random.default_rng(8)
lines = []


def numbers(*shape):
    return random.normal(size=shape).astype(np.float32).astype(float)


def spread(*shape):
    """Numbers no two of which are near each other, so that every maximum is clear."""
    count = int(np.prod(shape))
    return ((random.permutation(count) + 0.5) / 16 - count / 32).reshape(shape).astype(np.float32).astype(float)


def write(name, settings, **arrays):
    lines.append(" ".join([name] + [str(setting) for setting in settings]))
    for key, array in arrays.items():
        lines.append(" ".join([key] + [f"{value:.9g}" for value in np.ravel(array)]))


def windows(height, width, rows, columns, stride, padding, dilation):
    """For each place of the kernel: the slices of the padded image that its values come from, over all outputs."""
    out_height = (height + 2 * padding - dilation * (rows - 1) - 1) // stride + 1
    out_width = (width + 2 * padding - dilation * (columns - 1) - 1) // stride + 1
    for ky in range(rows):
        for kx in range(columns):
            y, x = ky * dilation, kx * dilation
            yield ky, kx, (
                slice(None),
                slice(y, y + (out_height - 1) * stride + 1, stride),
                slice(x, x + (out_width - 1) * stride + 1, stride),
            ), (out_height, out_width)


def pad(image, padding, value=0.0):
    return np.pad(image, ((0, 0), (padding, padding), (padding, padding), (0, 0)), constant_values=value)


def unpad(image, padding):
    return image[:, padding : image.shape[1] - padding, padding : image.shape[2] - padding]


def conv2d(height, width, channels, out, rows, columns, stride, padding, dilation, groups, examples=2):
    x = numbers(examples, height, width, channels)
    w = numbers(rows, columns, channels // groups, out)
    b = numbers(out)
    padded = pad(x, padding)
    places = list(windows(height, width, rows, columns, stride, padding, dilation))
    out_height, out_width = places[0][3]
    y = np.broadcast_to(b, (examples, out_height, out_width, out)).copy()
    dy = numbers(*y.shape)
    dw, dpadded = np.zeros_like(w), np.zeros_like(padded)
    per_in, per_out = channels // groups, out // groups
    for ky, kx, place, _ in places:
        for g in range(groups):
            ins, outs = slice(g * per_in, (g + 1) * per_in), slice(g * per_out, (g + 1) * per_out)
            pixels = padded[place][..., ins]
            y[..., outs] += np.einsum("nyxc,co->nyxo", pixels, w[ky, kx][:, outs])
            dw[ky, kx][:, outs] += np.einsum("nyxc,nyxo->co", pixels, dy[..., outs])
            dpadded[place][..., ins] += np.einsum("nyxo,co->nyxc", dy[..., outs], w[ky, kx][:, outs])
    settings = (examples, height, width, channels, out, rows, columns, stride, padding, dilation, groups)
    write("conv2d", settings, x=x, dy=dy, weight=w, bias=b, y=y, dx=unpad(dpadded, padding), dweight=dw,
          dbias=dy.sum((0, 1, 2)))


def pool(name, height, width, channels, size, stride, padding, examples=2):
    x = spread(examples, height, width, channels)
    places = list(windows(height, width, size, size, stride, padding, 1))
    outside = -np.inf if name == "max-pool2d" else 0.0
    padded = pad(x, padding, outside)
    inside = pad(np.ones_like(x), padding)
    stack = np.stack([padded[place] for _, _, place, _ in places])
    counts = np.stack([inside[place] for _, _, place, _ in places])
    y = stack.max(0) if name == "max-pool2d" else stack.sum(0) / counts.sum(0)
    dy = numbers(*y.shape)
    share = (stack == y) if name == "max-pool2d" else counts / counts.sum(0)
    dpadded = np.zeros_like(padded)
    for k, (_, _, place, _) in enumerate(places):
        dpadded[place] += share[k] * dy
    write(name, (examples, height, width, channels, size, stride, padding), x=x, dy=dy, y=y, dx=unpad(dpadded, padding))


def normalization(x, dy, gamma, beta, epsilon, over, parameters_over, n):
    """Over which axes to take means, and over which to sum the gradients of scale and shift."""
    inverse = 1 / np.sqrt(x.var(over, keepdims=True) + epsilon)
    xhat = (x - x.mean(over, keepdims=True)) * inverse
    g = gamma * dy
    dx = inverse * (g - g.sum(over, keepdims=True) / n - xhat * (g * xhat).sum(over, keepdims=True) / n)
    return dict(y=gamma * xhat + beta, dx=dx, dscale=(dy * xhat).sum(parameters_over), dshift=dy.sum(parameters_over))


def batch_norm(height, width, channels, examples=4, momentum=0.1, epsilon=1e-5):
    x = 2 * numbers(examples, height, width, channels) + numbers(channels)
    x = x.astype(np.float32).astype(float)
    dy, beta, mean = numbers(*x.shape), numbers(channels), numbers(channels)
    gamma, variance = np.abs(numbers(channels)) + 0.5, np.abs(numbers(channels)) + 0.5
    axes = (0, 1, 2)
    n = x.size // channels
    results = normalization(x, dy, gamma, beta, epsilon, axes, axes, n)
    write("batch-norm", (examples, height, width, channels), x=x, dy=dy, scale=gamma, shift=beta, running_mean=mean,
          running_variance=variance, predicted=gamma * (x - mean) / np.sqrt(variance + epsilon) + beta,
          new_mean=(1 - momentum) * mean + momentum * x.mean(axes),
          new_variance=(1 - momentum) * variance + momentum * x.var(axes, ddof=1), **results)


def layer_norm(size, examples=3, epsilon=1e-5):
    x, dy, gamma, beta = numbers(examples, size), numbers(examples, size), numbers(size), numbers(size)
    write("layer-norm", (examples, size), x=x, dy=dy, scale=gamma, shift=beta,
          **normalization(x, dy, gamma, beta, epsilon, 1, 0, size))


conv2d(5, 4, 2, 3, 3, 3, 1, 0, 1, 1)
conv2d(5, 4, 2, 3, 3, 3, 1, 1, 1, 1)
conv2d(7, 6, 1, 2, 3, 2, 2, 1, 1, 1)
conv2d(7, 7, 2, 2, 3, 3, 1, 2, 2, 1)
conv2d(6, 5, 4, 6, 2, 3, 2, 1, 1, 2)
conv2d(5, 5, 3, 3, 3, 3, 1, 1, 1, 3)
conv2d(3, 3, 2, 17, 1, 1, 1, 0, 1, 1)
for kind in "max-pool2d", "average-pool2d":
    pool(kind, 6, 4, 2, 2, 2, 0)
    pool(kind, 5, 7, 3, 3, 2, 1)
    pool(kind, 4, 4, 1, 2, 1, 1)
batch_norm(1, 1, 5)
batch_norm(3, 2, 3)
layer_norm(7)
layer_norm(12)

target = Path(__file__).parent.parent / "resources/firsthand/reference/layer_vectors.txt"
target.write_text("\n".join(lines) + "\n")
