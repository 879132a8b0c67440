package firsthand.playground.export;

/** The classes of layers that learn, or that chance decides, in Python. */
final class NumpyClasses {
    private NumpyClasses() {}

    static final String PARAMETER = """
            class Parameter:
                \"""Numbers that training changes, their gradient, and what the optimiser remembers of them.\"""

                def __init__(self, value, is_weight=False):
                    self.value = value
                    self.gradient = np.zeros_like(value)
                    self.memory = [np.zeros_like(value) for _ in range(MEMORIES)]
                    self.is_weight = is_weight""";

    static final String DENSE = """
            class Dense:
                \"""y = x w + b.\"""

                def __init__(self, inputs, units, weights, biases, random):
                    w = weights((inputs, units), inputs, units, random.split("weight"))
                    b = biases((units,), inputs, units, random.split("bias"))
                    self.w = Parameter(w, is_weight=True)
                    self.b = Parameter(b)
                    self.parameters = [self.w, self.b]

                def forward(self, x, training):
                    self.x = x
                    return x @ self.w.value + self.b.value

                def backward(self, dy):
                    self.w.gradient = self.x.T @ dy
                    self.b.gradient = dy.sum(axis=0)
                    return dy @ self.w.value.T""";

    static final String LAYER_NORM = """
            class LayerNorm:
                \"""Each example gets mean 0 and variance 1, then a scale and a shift for each value.\"""

                def __init__(self, size):
                    self.scale = Parameter(np.ones(size))
                    self.shift = Parameter(np.zeros(size))
                    self.parameters = [self.scale, self.shift]

                def forward(self, x, training):
                    self.deviation = np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
                    self.standard = (x - x.mean(axis=1, keepdims=True)) / self.deviation
                    return self.scale.value * self.standard + self.shift.value

                def backward(self, dy):
                    self.scale.gradient = (dy * self.standard).sum(axis=0)
                    self.shift.gradient = dy.sum(axis=0)
                    g = self.scale.value * dy
                    along = self.standard * (g * self.standard).mean(axis=1, keepdims=True)
                    return (g - g.mean(axis=1, keepdims=True) - along) / self.deviation""";

    /** The means of a batch are what training goes by, the running ones what prediction does. */
    static final String BATCH_NORM = """
            class BatchNorm:
                \"""Each channel gets mean 0 and variance 1 over the batch, then a scale and a shift.\"""

                def __init__(self, channels):
                    self.scale = Parameter(np.ones(channels))
                    self.shift = Parameter(np.zeros(channels))
                    self.parameters = [self.scale, self.shift]
                    self.mean, self.variance = np.zeros(channels), np.ones(channels)

                def forward(self, x, training):
                    mean, variance = self.mean, self.variance
                    if training:
                        axes = tuple(range(x.ndim - 1))
                        n = x.size // x.shape[-1]
                        mean, variance = x.mean(axis=axes), x.var(axis=axes)
                        self.mean = 0.9 * self.mean + 0.1 * mean
                        self.variance = 0.9 * self.variance + 0.1 * variance * n / max(1, n - 1)
                    self.deviation = np.sqrt(variance + 1e-5)
                    self.standard = (x - mean) / self.deviation
                    return self.scale.value * self.standard + self.shift.value

                def backward(self, dy):
                    axes = tuple(range(dy.ndim - 1))
                    n = dy.size // dy.shape[-1]
                    self.scale.gradient = (dy * self.standard).sum(axis=axes)
                    self.shift.gradient = dy.sum(axis=axes)
                    along = self.shift.gradient / n + self.standard * self.scale.gradient / n
                    return self.scale.value / self.deviation * (dy - along)""";

    /** What decides which values are left out is made of 32 bits, so that it takes no time. */
    static final String DROPOUT = """
            class Dropout:
                \"""Leaves out a share of its input in training: which values, the seed of the batch and their place decide.\"""

                parameters = []

                def __init__(self, rate, number):
                    self.rate = float(np.float32(rate))
                    self.number = number

                def begin(self, seed):
                    seed ^= self.number * 0xBF58476D1CE4E5B9 & MASK
                    self.key = (seed ^ seed >> 32) & 0xFFFFFFFF

                def forward(self, x, training):
                    if not training:
                        return x
                    z = np.arange(x.size, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(self.key)
                    z = (z ^ z >> np.uint32(16)) * np.uint32(0x85EBCA6B)
                    z = (z ^ z >> np.uint32(13)) * np.uint32(0xC2B2AE35)
                    kept = (z ^ z >> np.uint32(16)) >> np.uint32(8) >= int(self.rate * 2**24)
                    self.mask = kept.reshape(x.shape) / (1 - self.rate)
                    return x * self.mask

                def backward(self, dy):
                    return dy * self.mask""";
}
