package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How to train, as the calls of {@code Training}, one to a line. */
final class JavaTraining {
    private final Options options;
    private final Imports imports;
    private final List<String> calls = new ArrayList<>();

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
        calls.add("optimizer(" + steps.optimizer() + ")");
        steps.regularizers().forEach(regularizer -> calls.add("regularizer(" + regularizer + ")"));
        augment();
        calls.add("seed(" + options.text("seed") + "L)");
        number("validation", "validation");
        flag("no-shuffle", "shuffle(false)");
        unless("1", "micro-batches", "microBatches");
        number("average", "averaging");
        unless("", "early-stopping", "earlyStopping");
        flag("drawn-batches", "drawnBatches()");
        for (var change : Change.all(options)) {
            calls.add(new JavaSteps(change.options(), imports).change(change.step()));
        }
        return imports.use("training.Training")
                + calls.stream().map(call -> "." + call).collect(Collectors.joining(indent));
    }

    private String length() {
        return options.has("iterations")
                ? "iterations(" + options.text("iterations") + ")"
                : "epochs(" + options.text("epochs") + ")";
    }

    /** A number with a point in it is a share of the examples, as on the command line. */
    private String batchSize() {
        String size = options.text("batch-size");
        if (size.equals("full")) {
            return "fullBatch()";
        }
        double number = Double.parseDouble(size);
        boolean whole = number == Math.rint(number) && !size.contains(".");
        return "batchSize("
                + (whole
                        ? Integer.toString((int) number)
                        : imports.use("training.BatchSize") + ".fraction(" + literal(number) + ")")
                + ")";
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
        if (options.text(option).equals("true")) {
            calls.add(call);
        }
    }

    private void unless(String usual, String option, String call) {
        if (!options.text(option).equals(usual)) {
            calls.add(call + "(" + options.text(option) + ")");
        }
    }
}
