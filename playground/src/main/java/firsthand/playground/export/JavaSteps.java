package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

import java.util.ArrayList;
import java.util.List;

/** By which rule weights move, as the constructors of its parts. */
final class JavaSteps {
    private final Options options;
    private final Imports imports;

    JavaSteps(Options options, Imports imports) {
        this.options = options;
        this.imports = imports;
    }

    /** {@code Adam.of(0.001)}, or with a schedule in the place of the number. */
    String optimizer() {
        String rule = imports.use("optimizer." + className(options.text("optimizer")));
        boolean constant = options.text("schedule").equals("constant") && options.number("warm-up") == 0;
        if (constant) {
            return rule + ".of(" + literal(options.number("learning-rate")) + ")";
        }
        return switch (rule) {
            case "Sgd" -> "new Sgd(" + schedule() + ")";
            case "Momentum" -> "new Momentum(" + schedule() + ", 0.9)";
            default -> rule + ".of(" + schedule() + ")";
        };
    }

    /** Whether the rate depends on what the schedule has seen of the training. */
    boolean remembersLosses() {
        return options.word("schedule").equals("plateau");
    }

    private static String className(String optimizer) {
        return switch (optimizer) {
            case "rmsprop" -> "RmsProp";
            case "adamw" -> "AdamW";
            case "nadam" -> "NAdam";
            case "amsgrad" -> "AmsGrad";
            default -> Character.toUpperCase(optimizer.charAt(0)) + optimizer.substring(1);
        };
    }

    private String schedule() {
        String warmUp = options.number("warm-up") == 0 ? "" : ".warmUp(" + literal(options.number("warm-up")) + ")";
        return unwarmed() + warmUp;
    }

    private String unwarmed() {
        String rate = literal(options.number("learning-rate"));
        double[] numbers = options.numbers("schedule");
        String name = options.word("schedule");
        if (name.equals("plateau")) {
            return "new " + imports.use("schedule.ReduceOnPlateau") + "(" + rate + ", " + literal(numbers[0]) + ", "
                    + (int) numbers[1] + ")";
        }
        var arguments = new StringBuilder(rate);
        for (double number : numbers) {
            arguments.append(", ").append(literal(number));
        }
        return imports.use("schedule.Schedule") + "." + method(name) + "(" + arguments + ")";
    }

    private static String method(String schedule) {
        return switch (schedule) {
            case "one-cycle" -> "oneCycle";
            case "restarts" -> "cosineWithRestarts";
            default -> schedule;
        };
    }

    /** Clipping before penalties, in the order in which they act. */
    List<String> regularizers() {
        List<String> regularizers = new ArrayList<>();
        add(regularizers, "clip-value", "ClipValue");
        add(regularizers, "clip-norm", "ClipNorm");
        add(regularizers, "l1", "L1");
        add(regularizers, "l2", "L2");
        add(regularizers, "weight-decay", "WeightDecay");
        add(regularizers, "max-norm", "MaxNorm");
        return regularizers;
    }

    private void add(List<String> regularizers, String option, String className) {
        if (options.number(option) != 0) {
            String regularizer = imports.use("regularizer." + className);
            regularizers.add("new " + regularizer + "(" + literal(options.number(option)) + ")");
        }
    }
}
