package firsthand.playground.export;

/**
 * A layer without parameters in Python.
 *
 * @param name what its class is called
 * @param constructor the constructor, where it has numbers
 * @param formula the equation
 * @param forward the lines that compute y from x, and keep what the way back needs
 * @param backward what dL/dx is
 */
record NumpyFunction(String name, String constructor, String formula, String forward, String backward) {

    static NumpyFunction of(String type) {
        return switch (type) {
            case "identity" -> of("Identity", "y = x.", "return x", "dy");
            case "relu" -> keepingOutput("Relu", "y = max(x, 0).", "np.maximum(x, 0)", "dy * (self.y > 0)");
            case "leaky-relu" ->
                new NumpyFunction(
                        "LeakyRelu",
                        "slope",
                        "y = x where x is above 0, else slope x.",
                        "self.y = np.where(x > 0, x, self.slope * x)\nreturn self.y",
                        "np.where(self.y > 0, dy, self.slope * dy)");
            case "elu" ->
                new NumpyFunction(
                        "Elu",
                        "alpha",
                        "y = x where x is above 0, else alpha (e^x - 1).",
                        "self.y = np.where(x > 0, x, self.alpha * np.expm1(np.minimum(x, 0)))\nreturn self.y",
                        "np.where(self.y > 0, dy, dy * (self.y + self.alpha))");
            case "sigmoid" ->
                keepingOutput("Sigmoid", "y = 1 / (1 + e^-x).", "1 / (1 + np.exp(-x))", "dy * self.y * (1 - self.y)");
            case "tanh" -> keepingOutput("Tanh", "y = tanh(x).", "np.tanh(x)", "dy * (1 - self.y**2)");
            case "silu" ->
                of(
                        "Silu",
                        "y = x s with s = 1 / (1 + e^-x).",
                        "self.x, self.s = x, 1 / (1 + np.exp(-x))\nreturn x * self.s",
                        "dy * self.s * (1 + self.x * (1 - self.s))");
            case "softplus" ->
                of(
                        "Softplus",
                        "y = log(1 + e^x).",
                        "self.x = x\nreturn np.logaddexp(0, x)",
                        "dy / (1 + np.exp(-self.x))");
            case "gelu" ->
                of(
                        "Gelu",
                        "y = x s with s = 1 / (1 + e^-2u) and u = sqrt(2 / pi) (x + 0.044715 x^3).",
                        """
                        root = math.sqrt(8 / math.pi)
                        self.x, self.s = x, 1 / (1 + np.exp(-root * (x + 0.044715 * x**3)))
                        self.slope = root * (1 + 3 * 0.044715 * x**2)
                        return x * self.s""",
                        "dy * self.s * (1 + self.x * (1 - self.s) * self.slope)");
            case "softmax" ->
                of(
                        "Softmax",
                        "y = e^x / sum of e^x, for each example.",
                        """
                        e = np.exp(x - x.max(axis=1, keepdims=True))
                        self.y = e / e.sum(axis=1, keepdims=True)
                        return self.y""",
                        "self.y * (dy - (dy * self.y).sum(axis=1, keepdims=True))");
            case "log-softmax" ->
                of(
                        "LogSoftmax",
                        "y = x - log(sum of e^x), for each example.",
                        """
                        x = x - x.max(axis=1, keepdims=True)
                        self.y = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
                        return self.y""",
                        "dy - np.exp(self.y) * dy.sum(axis=1, keepdims=True)");
            default ->
                throw new IllegalArgumentException("export: expected a layer without parameters, received " + type);
        };
    }

    private static NumpyFunction of(String name, String formula, String forward, String backward) {
        return new NumpyFunction(name, "", formula, forward, backward);
    }

    private static NumpyFunction keepingOutput(String name, String formula, String y, String backward) {
        return of(name, formula, "self.y = " + y + "\nreturn self.y", backward);
    }

    /** The class. */
    String text() {
        String number = constructor.isEmpty() ? "" : """
                    def __init__(self, %1$s):
                        self.%1$s = %1$s

                """.formatted(constructor);
        return """
                class %s:
                    \"""%s\"""

                    parameters = []

                %s    def forward(self, x, training):
                %s
                    def backward(self, dy):
                        return %s""".formatted(name, formula, number, Lines.block(8, forward), backward);
    }
}
