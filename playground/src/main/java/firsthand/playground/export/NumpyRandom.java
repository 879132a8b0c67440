package firsthand.playground.export;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The generator of random numbers in Python, and what draws the first weights and biases from it. */
final class NumpyRandom {
    static final String GENERATOR = """
            MASK = (1 << 64) - 1
            GAMMA = 0x9E3779B97F4A7C15


            def mix(z):
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
                return z ^ (z >> 31)


            class Random:
                \"""SplitMix64: 64 bits of state that grow by GAMMA at each draw; a draw is the state, mixed.\"""

                def __init__(self, state):
                    self.state = state & MASK

                def split(self, purpose):
                    \"""A stream of its own for a purpose, by its name, or for one of many, by its number.\"""
                    if isinstance(purpose, int):
                        return Random(mix((self.state + mix(purpose ^ GAMMA)) & MASK))
                    hashed = 0xCBF29CE484222325
                    for letter in purpose:
                        hashed = (hashed ^ ord(letter)) * 0x100000001B3 & MASK
                    return Random(mix(self.state ^ mix(hashed)))

                def bits(self):
                    self.state = (self.state + GAMMA) & MASK
                    return mix(self.state)

                def uniform(self):
                    \"""From 0 to below 1, in steps of 2^-53.\"""
                    return (self.bits() >> 11) * 2.0**-53

                def below(self, bound):
                    \"""A whole number from 0 to bound - 1, by Lemire's method.\"""
                    product = (self.bits() >> 32) * bound
                    while product % 2**32 < 2**32 % bound:
                        product = (self.bits() >> 32) * bound
                    return product >> 32

                def gaussian(self):
                    \"""Normal with mean 0 and standard deviation 1, by Marsaglia's polar method.\"""
                    while True:
                        u = 2 * self.uniform() - 1
                        v = 2 * self.uniform() - 1
                        s = u * u + v * v
                        if 0 < s < 1:
                            return u * math.sqrt(-2 * math.log(s) / s)

                def shuffle(self, items):
                    for i in range(len(items) - 1, 0, -1):
                        j = self.below(i + 1)
                        items[i], items[j] = items[j], items[i]""";

    private static final String DRAWN = """
            def drawn(shape, number):
                \"""So many numbers, one after the other, as near as single precision comes to them.\"""
                numbers = [number() for _ in range(math.prod(shape))]
                return np.array(numbers, np.float32).astype(float).reshape(shape)""";

    private final Options options;
    private final Set<String> functions = new LinkedHashSet<>();

    NumpyRandom(Options options) {
        this.options = options;
    }

    /** The name of the function that draws the first weights of a layer, which is defined from here on. */
    String weights(boolean beforeRectifier) {
        String usual = beforeRectifier ? "he" : "xavier";
        return rule("weights", options.text("weights").equals("auto") ? usual : options.text("weights"));
    }

    /** The name of the function that makes the first biases of a layer, which is defined from here on. */
    String biases() {
        return rule("biases", options.text("biases"));
    }

    private String rule(String option, String rule) {
        String[] parts = rule.split(":", -1);
        String name = parts.length == 1 ? rule : parts[0] + "_" + option;
        functions.add("def " + name + "(shape, inputs, outputs, random):\n" + body(parts));
        return name;
    }

    private static String body(String[] parts) {
        return switch (parts[0]) {
            case "zeros" -> "    return np.zeros(shape)";
            case "lecun" -> "    return drawn(shape, lambda: math.sqrt(1 / inputs) * random.gaussian())";
            case "he" -> "    return drawn(shape, lambda: math.sqrt(2 / inputs) * random.gaussian())";
            case "xavier" ->
                "    limit = math.sqrt(6 / (inputs + outputs))"
                        + "\n    return drawn(shape, lambda: -limit + 2 * limit * random.uniform())";
            case "uniform" ->
                "    low, high = " + numbers(parts)
                        + "\n    return drawn(shape, lambda: low + (high - low) * random.uniform())";
            case "normal" ->
                "    mean, deviation = " + numbers(parts)
                        + "\n    return drawn(shape, lambda: mean + deviation * random.gaussian())";
            default -> throw new IllegalArgumentException("export: expected a rule for weights, received " + parts[0]);
        };
    }

    private static String numbers(String[] parts) {
        return Arrays.stream(parts)
                .skip(1)
                .map(number -> Numbers.literal(Double.parseDouble(number)))
                .collect(Collectors.joining(", "));
    }

    /** The functions that were asked for. */
    String initializers() {
        boolean onlyZeros = functions.stream().allMatch(function -> function.startsWith("def zeros("));
        return (onlyZeros ? "" : DRAWN + "\n\n\n") + String.join("\n\n\n", functions);
    }
}
