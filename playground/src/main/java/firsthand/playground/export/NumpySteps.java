package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;
import static firsthand.playground.export.Numbers.shortest;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** By which rule weights move, in Python: the schedule, the optimiser and the regularisers. */
final class NumpySteps {
    private static final List<String> PENALTIES = List.of("l1", "l2", "weight-decay");
    private static final String RATE = "rule[\"learning-rate\"]";

    private final Options options;

    NumpySteps(Options options) {
        this.options = options;
    }

    /** The numbers that may change half-way, and how they do. */
    String rule() {
        Set<String> names = new TreeSet<>(Set.of("learning-rate"));
        PENALTIES.stream().filter(this::ever).forEach(names::add);
        String rule = "rule = " + values(options, names);
        if (!hasChanges()) {
            return rule;
        }
        var later = new StringBuilder();
        var now = options;
        for (var change : options.changes()) {
            now = now.after(change);
            later.append("    " + change.step() + ": " + values(now, names) + ",\n");
        }
        return rule + "\n# From the step after so many steps on.\nchanges = {\n" + later + "}";
    }

    private boolean ever(String penalty) {
        return options.number(penalty) != 0
                || options.changes().stream()
                        .anyMatch(change -> change.options().containsKey(penalty));
    }

    private static String values(Options options, Collection<String> names) {
        return names.stream()
                .map(name -> "\"" + name + "\": " + literal(options.number(name)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    boolean hasChanges() {
        return !options.changes().isEmpty();
    }

    boolean isPlateau() {
        return options.word("schedule").equals("plateau");
    }

    /** The function {@code learning_rate} of the step, 0 for the first, and the number of all. */
    String schedule() {
        String rate = isPlateau() ? plateau() + "\n\n\n" : "";
        String body = scheduled(options.word("schedule"), options.numbers("schedule"));
        body = body.equals("return rate") ? "return " + RATE : "rate = " + RATE + "\n" + body;
        if (options.number("warm-up") != 0) {
            body = body.replace("return ", "rate = ")
                    + "\nrise = math.floor(" + literal(options.number("warm-up")) + " * steps + 0.5)"
                    + "\nreturn rate * (step + 1) / rise if step + 1 < rise else rate";
        }
        return rate + "def learning_rate(step, steps):\n    \"\"\"Of a step, 0 for the first, among so many.\"\"\"\n"
                + Lines.indented(4, body);
    }

    private static String scheduled(String name, double[] numbers) {
        return switch (name) {
            case "constant" -> "return rate";
            case "cosine" -> "return rate * (1 + math.cos(math.pi * step / steps)) / 2";
            case "one-cycle" -> """
                done = step / steps
                share = (1 + math.cos(math.pi * (done - 0.3) / 0.7)) / 2
                rising = rate / 25 + (rate - rate / 25) * done / 0.3
                falling = rate / 1e4 + (rate - rate / 1e4) * share
                return rising if done < 0.3 else falling""";
            case "step" ->
                "stair = max(1, math.floor(" + literal(numbers[0]) + " * steps + 0.5))\nreturn rate * "
                        + literal(numbers[1]) + " ** (step // stair)";
            case "exponential" -> "return rate * (" + literal(numbers[0]) + " / rate) ** (step / steps)";
            case "polynomial" -> "return rate * max(0, 1 - step / steps) ** " + literal(numbers[0]);
            case "restarts" -> """
                length = max(1, math.floor(%s * steps + 0.5))
                while step >= length:
                    step -= length
                    length *= %s
                return rate * (1 + math.cos(math.pi * step / length)) / 2""".formatted(literal(numbers[0]), literal(numbers[1]));
            case "plateau" -> "return rate * plateau.share";
            default -> throw new IllegalArgumentException("export: expected a schedule of train, received " + name);
        };
    }

    private String plateau() {
        double[] numbers = options.numbers("schedule");
        return """
                class Plateau:
                    \"""A share of the rate that falls when the loss no longer does.\"""

                    share, lowest, since = 1, math.inf, 0

                    def observe(self, loss):
                        if loss < self.lowest:
                            self.lowest, self.since = loss, 0
                            return
                        self.since += 1
                        if self.since == %s:
                            self.share, self.since = self.share * %s, 0


                plateau = Plateau()""".formatted(shortest(numbers[1]), literal(numbers[0]));
    }

    /** The functions {@code update}, of one parameter, and {@code move}, of all. */
    String moves() {
        return "def update(w, dw, memory, rate, step):\n"
                + Lines.block(4, NumpyOptimizers.update(options.text("optimizer")))
                + "\n\ndef move(parameters, rate, step):\n    \"\"\"Moves every parameter by its gradient; step counts from 1.\"\"\"\n"
                + norm()
                + "    for p in parameters:\n"
                + Lines.block(8, regularizers())
                + "        update(p.value, p.gradient, p.memory, rate, step)"
                + maxNorm();
    }

    private String norm() {
        return options.number("clip-norm") == 0
                ? ""
                : "    norm = math.sqrt(sum((p.gradient**2).sum() for p in parameters))\n";
    }

    /** Clipping before penalties, in the order in which they act. */
    private String regularizers() {
        var text = new StringBuilder();
        if (options.number("clip-value") != 0) {
            String limit = literal(options.number("clip-value"));
            text.append("p.gradient = np.clip(p.gradient, -%1$s, %1$s)\n".formatted(limit));
        }
        if (options.number("clip-norm") != 0) {
            String limit = literal(options.number("clip-norm"));
            text.append("if norm > %1$s:\n    p.gradient = p.gradient * (%1$s / norm)\n".formatted(limit));
        }
        penalty(text, "l1", "p.gradient = p.gradient + rule[\"l1\"] * np.sign(p.value)");
        penalty(text, "l2", "p.gradient = p.gradient + rule[\"l2\"] * p.value");
        penalty(text, "weight-decay", "p.value -= rate * rule[\"weight-decay\"] * p.value");
        if (options.text("optimizer").equals("adamw")) {
            text.append("if p.is_weight:\n    p.value -= rate * 0.01 * p.value\n");
        }
        return text.toString();
    }

    private void penalty(StringBuilder text, String option, String line) {
        if (ever(option)) {
            text.append("if p.is_weight:\n    ").append(line).append('\n');
        }
    }

    private String maxNorm() {
        return options.number("max-norm") == 0 ? "" : """

                        if p.is_weight:
                            norms = np.sqrt((p.value**2).sum(axis=0))
                            p.value *= np.minimum(1, %s / np.maximum(norms, 1e-30))\
                """.formatted(literal(options.number("max-norm")));
    }
}
