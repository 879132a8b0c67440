package firsthand.playground.export;

/** The optimisers in Python: how many numbers each remembers of a weight, and how it moves one. */
final class NumpyOptimizers {
    private static final String MOMENTS = """
            m, v = memory
            m += 0.1 * (dw - m)
            v += 0.001 * (dw**2 - v)
            """;

    private NumpyOptimizers() {}

    static int memories(String name) {
        return switch (name) {
            case "sgd" -> 0;
            case "momentum", "nesterov", "adagrad", "rmsprop", "lion" -> 1;
            case "amsgrad" -> 3;
            default -> 2;
        };
    }

    /** The lines that move {@code w} in place. */
    static String update(String name) {
        return switch (name) {
            case "sgd" -> "w -= rate * dw";
            case "momentum" -> """
                (v,) = memory
                v *= 0.9
                v += dw
                w -= rate * v""";
            case "nesterov" -> """
                (v,) = memory
                v *= 0.9
                v += dw
                w -= rate * (dw + 0.9 * v)""";
            case "adagrad" -> """
                (s,) = memory
                s += dw**2
                w -= rate * dw / (np.sqrt(s) + 1e-10)""";
            case "rmsprop" -> """
                (v,) = memory
                v += 0.1 * (dw**2 - v)
                w -= rate * dw / (np.sqrt(v) + 1e-8)""";
            case "adam", "adamw" -> MOMENTS + """
                        m_corrected = m / (1 - 0.9**step)
                        v_corrected = v / (1 - 0.999**step)
                        w -= rate * m_corrected / (np.sqrt(v_corrected) + 1e-8)""";
            case "nadam" -> MOMENTS + """
                        ahead = 0.9 * m / (1 - 0.9 ** (step + 1)) + 0.1 * dw / (1 - 0.9**step)
                        v_corrected = v / (1 - 0.999**step)
                        w -= rate * ahead / (np.sqrt(v_corrected) + 1e-8)""";
            case "amsgrad" -> """
                m, v, largest = memory
                m += 0.1 * (dw - m)
                v += 0.001 * (dw**2 - v)
                np.maximum(largest, v, out=largest)
                m_corrected = m / (1 - 0.9**step)
                largest_corrected = largest / (1 - 0.999**step)
                w -= rate * m_corrected / (np.sqrt(largest_corrected) + 1e-8)""";
            case "lion" -> """
                (m,) = memory
                w -= rate * np.sign(m + 0.1 * (dw - m))
                m += 0.01 * (dw - m)""";
            default -> throw new IllegalArgumentException("export: expected an optimizer of train, received " + name);
        };
    }
}
