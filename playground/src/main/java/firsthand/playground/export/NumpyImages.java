package firsthand.playground.export;

/** The classes of layers that look at images, of shape examples x height x width x channels, in Python. */
final class NumpyImages {
    private NumpyImages() {}

    /** What all that slide over an image have in common. */
    static final String WINDOW = """
            class Window:
                \"""What slides over an image: so large, so far at a time, over so many pixels beyond each edge.\"""

                parameters = []

                def __init__(self, size, stride, padding, dilation=1):
                    self.size, self.stride, self.padding, self.dilation = size, stride, padding, dilation

                def pad(self, x, value=0):
                    p = self.padding
                    return np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)), constant_values=value)

                def cut(self, x):
                    p = self.padding
                    return x[:, p : x.shape[1] - p, p : x.shape[2] - p]

                def seen(self, x):
                    \"""For each place in the window: where it is, and a view of what it sees of a padded image.\"""
                    reach = self.dilation * (self.size - 1)
                    for y, x_ in np.ndindex(self.size, self.size):
                        top, left = y * self.dilation, x_ * self.dilation
                        bottom, right = x.shape[1] - reach + top, x.shape[2] - reach + left
                        yield (y, x_), x[:, top : bottom : self.stride, left : right : self.stride]""";

    static final String CONVOLUTION = """
            class Conv2d(Window):
                \"""y = b + the sum over all places k of the window of x there times w[k].\"""

                def __init__(self, channels, filters, size, stride, padding, dilation, weights, biases, random):
                    super().__init__(size, stride, padding, dilation)
                    inputs, outputs = size * size * channels, size * size * filters
                    w = weights((size, size, channels, filters), inputs, outputs, random.split("weight"))
                    b = biases((filters,), inputs, outputs, random.split("bias"))
                    self.w = Parameter(w, is_weight=True)
                    self.b = Parameter(b)
                    self.parameters = [self.w, self.b]

                def forward(self, x, training):
                    self.x = self.pad(x)
                    return self.b.value + sum(seen @ self.w.value[k] for k, seen in self.seen(self.x))

                def backward(self, dy):
                    dx = np.zeros(self.x.shape)
                    for (k, seen), (_, gradient) in zip(self.seen(self.x), self.seen(dx)):
                        self.w.gradient[k] = np.tensordot(seen, dy, axes=([0, 1, 2], [0, 1, 2]))
                        gradient += dy @ self.w.value[k].T
                    self.b.gradient = dy.sum(axis=(0, 1, 2))
                    return self.cut(dx)""";

    static final String MAX_POOL = """
            class MaxPool2d(Window):
                \"""The largest value of each window; the first of several gets the gradient.\"""

                def forward(self, x, training):
                    x = self.pad(x, -np.inf)
                    values = np.stack([seen for _, seen in self.seen(x)])
                    self.shape, self.largest = x.shape, values.argmax(axis=0)
                    return values.max(axis=0)

                def backward(self, dy):
                    dx = np.zeros(self.shape)
                    for i, (_, gradient) in enumerate(self.seen(dx)):
                        gradient += dy * (self.largest == i)
                    return self.cut(dx)""";

    static final String AVERAGE_POOL = """
            class AveragePool2d(Window):
                \"""The mean of each window, of the pixels within the image.\"""

                def forward(self, x, training):
                    self.pixels = sum(seen for _, seen in self.seen(self.pad(np.ones(x.shape))))
                    x = self.pad(x)
                    self.shape = x.shape
                    return sum(seen for _, seen in self.seen(x)) / self.pixels

                def backward(self, dy):
                    dx = np.zeros(self.shape)
                    for _, gradient in self.seen(dx):
                        gradient += dy / self.pixels
                    return self.cut(dx)""";

    static final String GLOBAL_AVERAGE_POOL = """
            class GlobalAveragePool:
                \"""The mean of each channel.\"""

                parameters = []

                def forward(self, x, training):
                    self.shape = x.shape
                    return x.mean(axis=(1, 2))

                def backward(self, dy):
                    pixels = self.shape[1] * self.shape[2]
                    return np.broadcast_to(dy[:, None, None] / pixels, self.shape)""";

    static final String FLATTEN = """
            class Flatten:
                \"""An image as one row of numbers.\"""

                parameters = []

                def forward(self, x, training):
                    self.shape = x.shape
                    return x.reshape(len(x), -1)

                def backward(self, dy):
                    return dy.reshape(self.shape)""";
}
