package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How to train, as the calls of {@code Training}, one to a line. */
final class JavaTraining {
    private final Options options;
    private final Imports imports;
    private final List<String> calls = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    JavaTraining(Options options, Imports imports) {
        this.options = options;
        this.imports = imports;
    }

    /** {@code Training.epochs(5)} and what follows. */
    String text(String indent) {
        var steps = new JavaSteps(options, imports);
        calls.add(length());
        unless("1", "report-every", "reportEvery");
        calls.add(batchSize());
        calls.add("optimizer(" + rule(steps, "optimizer") + ")");
        steps.regularizers().forEach(regularizer -> calls.add("regularizer(" + regularizer + ")"));
        augment();
        calls.add("seed(" + options.seed() + ")");
        number("validation", "validation");
        flag("no-shuffle", "shuffle(false)");
        unless("1", "micro-batches", "microBatches");
        number("average", "averaging");
        unless("", "early-stopping", "earlyStopping");
        flag("drawn-batches", "drawnBatches()");
        changes(steps);
        return imports.use("training.Training")
                + calls.stream().map(call -> "." + call).collect(Collectors.joining(indent));
    }

    private String length() {
        return options.has("iterations")
                ? "iterations(" + options.text("iterations") + ")"
                : "epochs(" + options.text("epochs") + ")";
    }

    private String batchSize() {
        if (options.text("batch-size").equals("full")) {
            return "fullBatch()";
        }
        double size = options.number("batch-size");
        return options.isBatchShare()
                ? "batchSize(" + imports.use("training.BatchSize") + ".fraction(" + literal(size) + "))"
                : "batchSize(" + (int) size + ")";
    }

    /** What the rule is from each change on. Where the rate itself does not change, it is the same one as before. */
    private void changes(JavaSteps first) {
        var now = options;
        String rule = rule(first, "optimizer");
        for (var change : options.changes()) {
            now = now.after(change);
            var steps = new JavaSteps(now, imports);
            if (change.options().containsKey("learning-rate")) {
                rule = rule(steps, "optimizer" + change.step());
            }
            String regularizers = "List.of(" + String.join(", ", steps.regularizers()) + ")";
            calls.add("change(" + change.step() + ", " + rule + ", " + regularizers + ")");
        }
    }

    /** The rule itself; if it remembers the losses it has seen, a variable that can be named again. */
    private String rule(JavaSteps steps, String name) {
        if (options.changes().isEmpty() || !steps.remembersLosses()) {
            return steps.optimizer();
        }
        variables.put(name, steps.optimizer());
        return name;
    }

    /** The variables that {@link #text} names, a line each. */
    String variables() {
        var lines = new StringBuilder();
        variables.forEach((name, rule) -> lines.append("    var " + name + " = " + rule + ";\n"));
        return lines.toString();
    }

    private void augment() {
        if (options.has("augment")) {
            String augmentations = imports.use("datasets.augment.Augmentations");
            calls.add("augmentation(" + augmentations + ".parse(\"" + options.text("augment") + "\"))");
        }
    }

    private void number(String option, String call) {
        if (options.number(option) != 0) {
            calls.add(call + "(" + literal(options.number(option)) + ")");
        }
    }

    private void flag(String option, String call) {
        if (options.isSet(option)) {
            calls.add(call);
        }
    }

    private void unless(String usual, String option, String call) {
        if (!options.text(option).equals(usual)) {
            calls.add(call + "(" + options.text(option) + ")");
        }
    }
}
