package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

/** The training loop in Python. */
final class NumpyTraining {
    private static final String LOOP = """
            def forward(network, x, training):
                for layer in network:
                    x = layer.forward(x, training)
                return x


            def measure(network, x, labels):
                \"""The mean loss, and how many examples are told right.\"""
                total, right = 0.0, 0
                for first in range(0, len(x), 1000):
                    y = labels[first : first + 1000]
                    z = forward(network, x[first : first + 1000], training=False)
                    total += loss(z, np.eye(CLASSES)[y])[0].sum()
                    right += int((z.argmax(axis=1) == y).sum())
                return total / len(x), right

            <exchange>
            def train(network, x, labels<held>):
                parameters = [p for layer in network for p in layer.parameters]
                batch_size = <batch-size>
                batches = <batches>
                steps = <steps>
                every = <every>
                random = Random(SEED)
            <seeds><average><best>    total, right, seen, step = 0.0, 0, 0, 0
                while step < steps:
                    order = list(range(len(x)))
            <shuffle>        for first in range(0, batches * batch_size, batch_size):
            <change>            batch = order[first : first + batch_size]
                        y = labels[batch]
            <begin>            z = forward(network, x[batch], training=True)
                        losses, gradient = loss(z, np.eye(CLASSES)[y])
                        for layer in reversed(network):
                            gradient = layer.backward(gradient)
                        move(parameters, learning_rate(step, steps), step + 1)
                        step += 1
                        total += losses.sum()
                        right += int((z.argmax(axis=1) == y).sum())
                        seen += len(y)
                        if not math.isfinite(total):
                            sys.exit(f"the loss is no longer a number at step {step}")
            <add>            if step % every == 0 or step == steps:
                            epoch = (step - 1) // batches + 1
                            report = f"epoch {epoch}  step {step}  loss {total / seen:.6g}  accuracy {right / seen:.4f}"
            <measure>                print(report)
            <observe>                total, right, seen = 0.0, 0, 0
            <stop>            if step == steps:
                            break
            <end>""";

    private final Options options;
    private final NumpySteps steps;
    private final boolean drops;

    /** @param drops whether a layer wants to know the seed of each batch */
    NumpyTraining(Options options, NumpySteps steps, boolean drops) {
        this.options = options;
        this.steps = steps;
        this.drops = drops;
    }

    boolean validates() {
        return options.number("validation") != 0;
    }

    private boolean averages() {
        return options.number("average") != 0;
    }

    private boolean stopsEarly() {
        return options.has("early-stopping");
    }

    private boolean isDrawn() {
        return options.isSet("drawn-batches");
    }

    /** The functions {@code forward}, {@code measure} and {@code train}. */
    String text() {
        String text = LOOP.replace("<held>", validates() ? ", held_x, held_y" : "")
                .replace("<exchange>", exchange())
                .replace("<batch-size>", batchSize())
                .replace("<batches>", isDrawn() ? "1" : "math.ceil(len(x) / batch_size)")
                .replace(
                        "<steps>",
                        options.has("iterations") ? options.text("iterations") : options.text("epochs") + " * batches")
                .replace("<every>", options.text("report-every") + (options.has("iterations") ? "" : " * batches"))
                .replace("<seeds>", lines(4, drops, "seeds = random.split(\"layers\")"))
                .replace("<average>", lines(4, averages(), "average = [p.value.copy() for p in parameters]"))
                .replace("<best>", lines(4, stopsEarly(), "lowest, since, best = math.inf, 0, None"))
                .replace("<shuffle>", shuffle())
                .replace("<change>", lines(12, steps.hasChanges(), "rule.update(changes.get(step, {}))"))
                .replace("<begin>", begin())
                .replace("<add>", add())
                .replace("<measure>", measure())
                .replace("<observe>", observe())
                .replace("<stop>", stop())
                .replace("<end>", end());
        return text.stripTrailing();
    }

    private static String lines(int indent, boolean wanted, String lines) {
        return wanted ? Lines.block(indent, lines) : "";
    }

    private String exchange() {
        return !averages() ? "" : """

                def exchange(parameters, values):
                    \"""Gives each parameter its value of a list, which keeps what it had.\"""
                    for i, p in enumerate(parameters):
                        p.value, values[i] = values[i], p.value

                """;
    }

    private String batchSize() {
        if (options.text("batch-size").equals("full")) {
            return "len(x)";
        }
        double number = options.number("batch-size");
        return options.isBatchShare()
                ? "max(1, int(" + literal(number) + " * len(x)))"
                : "min(" + (int) number + ", len(x))";
    }

    private String shuffle() {
        String shuffle = "random.split(\"shuffling\").split(step // batches).shuffle(order)";
        if (isDrawn()) {
            return Lines.block(8, shuffle);
        }
        return lines(8, !options.isSet("no-shuffle"), "if batches > 1:\n    " + shuffle);
    }

    private String begin() {
        return lines(12, drops, """
                seed = seeds.bits()
                for layer in network:
                    if isinstance(layer, Dropout):
                        layer.begin(seed)""");
    }

    private String add() {
        return lines(12, averages(), """
                lasting = min(%s, step / (step + 9))
                average = [p.value + lasting * (a - p.value) for p, a in zip(parameters, average)]""".formatted(literal(options.number("average"))));
    }

    private String measure() {
        String measure = """
                held_loss, held_right = measure(network, held_x, held_y)
                report += f"  validation {held_loss:.6g}  {held_right / len(held_y):.4f}"
                """;
        String best = """
                since += 1
                if held_loss < lowest:
                    lowest, since, best = held_loss, 0, [p.value.copy() for p in parameters]
                """;
        String exchange = averages() ? "exchange(parameters, average)\n" : "";
        return lines(16, validates(), exchange + measure + (stopsEarly() ? best : "") + exchange);
    }

    private String observe() {
        return lines(16, steps.isPlateau(), "plateau.observe(" + (validates() ? "held_loss" : "total / seen") + ")");
    }

    private String stop() {
        return lines(12, stopsEarly(), "if since == " + options.text("early-stopping") + ":\n    steps = step");
    }

    private String end() {
        String best = "for p, value in zip(parameters, best or [p.value for p in parameters]):\n    p.value = value";
        return Lines.block(4, averages() ? "exchange(parameters, average)" : "")
                + Lines.block(4, stopsEarly() ? best : "");
    }
}
