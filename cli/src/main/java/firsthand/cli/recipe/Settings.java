package firsthand.cli.recipe;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.initializer.Initializer;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.CrossEntropy;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.network.NetworkBuilder;
import firsthand.optimizer.Adam;
import firsthand.optimizer.Momentum;
import firsthand.optimizer.Optimizer;
import firsthand.optimizer.Sgd;
import firsthand.random.RandomStream;
import firsthand.schedule.Schedule;
import firsthand.training.BatchSize;
import firsthand.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Everything that decides what a training run computes: the options of {@code train}, and of every recipe. */
public final class Settings {
    private static final int DEFAULT_EPOCHS = 10;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "mnist, fashion, digits, sample, or a folder or CSV file of your own")
    private String data = "mnist";

    @Option(names = "--limit", paramLabel = "N", description = "use only the first N training examples")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--hold-out",
            paramLabel = "N|FRACTION|last:N",
            description =
                    "test on so many examples drawn from the training set, or on its last N, instead of the test set")
    private String holdOut = "";

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "N",
            description = "units of each hidden layer, such as 128,64")
    private List<Integer> hidden = List.of(128);

    @Option(names = "--activation", paramLabel = "NAME", description = "relu, sigmoid or tanh")
    private String activation = "relu";

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "activation of the last layer: none, softmax or sigmoid (by default, what the loss needs)")
    private String output = "auto";

    @Option(
            names = "--weights",
            paramLabel = "RULE",
            description = "initial weights: auto, he, xavier, lecun, zeros, uniform:LOW:HIGH or normal:MEAN:DEVIATION")
    private String weights = "auto";

    @Option(names = "--biases", paramLabel = "RULE", description = "initial biases, by a rule as for --weights")
    private String biases = "zeros";

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description = "cross-entropy, log-likelihood, binary-cross-entropy or mean-squared-error")
    private String loss = "cross-entropy";

    @Option(names = "--optimizer", paramLabel = "NAME", description = "sgd, momentum or adam")
    private String optimizer = "adam";

    @Option(names = "--learning-rate", paramLabel = "X", description = "the size of the steps")
    private double learningRate = 1e-3;

    @Option(names = "--schedule", paramLabel = "NAME", description = "constant, or cosine: down to zero at the end")
    private String schedule = "constant";

    @Option(
            names = "--batch-size",
            paramLabel = "N|full|FRACTION",
            description = "examples a step: a number, all, or a share of the training set")
    private String batchSize = "64";

    @Option(names = "--epochs", paramLabel = "N", description = "passes over the training set")
    private @Nullable Integer epochs;

    @Option(names = "--iterations", paramLabel = "N", description = "steps, instead of epochs")
    private @Nullable Integer iterations;

    @Option(
            names = "--report-every",
            paramLabel = "N",
            description = "epochs or iterations from one report to the next")
    private int reportEvery = 1;

    @Option(
            names = "--validation",
            paramLabel = "FRACTION",
            description = "share of the training set held back to watch progress by")
    private double validation;

    @Option(names = "--no-shuffle", description = "keep the examples in order in every epoch")
    private boolean noShuffle;

    @Option(names = "--drawn-batches", description = "make every epoch a single batch, drawn from all examples")
    private boolean drawnBatches;

    @Option(names = "--seed", paramLabel = "N", description = "decides everything random")
    private long seed = 1;

    @Option(
            names = "--bias-gradient",
            hidden = true,
            paramLabel = "each|summed",
            description = "summed: the bug of two of the sources, which give every bias the sum of all their gradients")
    private String biasGradient = "each";

    /** The settings that the given options of {@code train} make. */
    public static Settings parse(List<String> arguments) {
        var settings = new Settings();
        new CommandLine(CommandSpec.forAnnotatedObject(settings)).parseArgs(arguments.toArray(String[]::new));
        return settings;
    }

    /** All options of {@code train} that make these settings, whatever the defaults and recipes may be one day. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (var option : CommandSpec.forAnnotatedObject(this).options()) {
            argument(option.getValue()).ifPresent(value -> {
                arguments.add(option.longestName());
                arguments.add(value);
            });
            if (Boolean.TRUE.equals(option.getValue())) {
                arguments.add(option.longestName());
            }
        }
        if (epochs == null && iterations == null) {
            arguments.addAll(List.of("--epochs", Integer.toString(DEFAULT_EPOCHS)));
        }
        return arguments;
    }

    /** The value of an option as text; nothing for flags, and where a number or a text says that nothing was asked for. */
    private static Optional<String> argument(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Boolean flag -> Optional.empty();
            case Integer number -> number == Integer.MAX_VALUE ? Optional.empty() : Optional.of(number.toString());
            case List<?> list -> Optional.of(list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            default -> value.toString().isEmpty() ? Optional.empty() : Optional.of(value.toString());
        };
    }

    /** What the data set is called, or where it lies. */
    public String data() {
        return data;
    }

    /** What everything random is decided by. */
    public long seed() {
        return seed;
    }

    /** The most training examples to use. */
    public int limit() {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit: expected 1 example or more, received " + limit);
        }
        return limit;
    }

    /** The two parts of {@code pool} that were asked for by {@code --hold-out}; empty if it was not given. */
    public Optional<Split> heldOut(Dataset pool) {
        if (holdOut.isEmpty()) {
            return Optional.empty();
        }
        boolean last = holdOut.startsWith("last:");
        int count = holdOutCount(last ? holdOut.substring("last:".length()) : holdOut, pool.size());
        return Optional.of(
                last
                        ? Split.last(pool, count)
                        : Split.random(pool, count, RandomStream.of(seed).split("hold-out")));
    }

    private int holdOutCount(String text, int examples) {
        double number = number("--hold-out", text);
        boolean valid = number > 0 && (number < 1 || number == Math.rint(number)) && number < examples;
        if (!valid) {
            throw new IllegalArgumentException("--hold-out: expected a number of examples from 1 to " + (examples - 1)
                    + ", or a fraction below 1, received " + holdOut);
        }
        return (int) Math.max(1, number < 1 ? Math.round(number * examples) : number);
    }

    /** The network for such data, its weights drawn by the seed. */
    public Network network(Dataset data) {
        NetworkBuilder builder = Network.input(data.exampleShape().extents());
        for (int units : hidden) {
            dense(builder, units, activation.equals("relu"));
            activate(builder, "--activation", activation);
        }
        dense(builder, data.classNames().size(), false);
        String last = output.equals("auto") ? outputFor(loss) : output;
        if (!last.equals("none")) {
            activate(builder, "--output", last);
        }
        return builder.build(seed);
    }

    private void dense(NetworkBuilder builder, int units, boolean beforeRelu) {
        if (units < 1) {
            throw new IllegalArgumentException("--hidden: expected layers of 1 unit or more, received " + units);
        }
        var rule = weights.equals("auto")
                ? beforeRelu ? Initializer.he() : Initializer.xavier()
                : initializer("--weights", weights);
        builder.dense(units, rule, initializer("--biases", biases));
    }

    private static void activate(NetworkBuilder builder, String option, String name) {
        switch (name) {
            case "relu" -> builder.relu();
            case "sigmoid" -> builder.sigmoid();
            case "tanh" -> builder.tanh();
            case "softmax" -> builder.softmax();
            default ->
                throw new IllegalArgumentException(
                        option + ": expected relu, sigmoid, tanh or softmax, received " + name);
        }
    }

    private static String outputFor(String loss) {
        return switch (loss) {
            case "log-likelihood" -> "softmax";
            case "binary-cross-entropy" -> "sigmoid";
            default -> "none";
        };
    }

    private static Initializer initializer(String option, String rule) {
        String[] parts = rule.split(":", -1);
        return switch (parts[0]) {
            case "he" -> Initializer.he();
            case "xavier" -> Initializer.xavier();
            case "lecun" -> Initializer.lecun();
            case "zeros" -> Initializer.zeros();
            case "uniform" -> Initializer.uniform(argument(option, parts, 1), argument(option, parts, 2));
            case "normal" -> Initializer.normal(argument(option, parts, 1), argument(option, parts, 2));
            default ->
                throw new IllegalArgumentException(option
                        + ": expected auto, he, xavier, lecun, zeros, uniform:LOW:HIGH or normal:MEAN:DEVIATION, received "
                        + rule);
        };
    }

    private static double argument(String option, String[] parts, int i) {
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    option + ": expected two numbers as in " + parts[0] + ":0:1, received " + String.join(":", parts));
        }
        return number(option, parts[i]);
    }

    private static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + ": expected a number, received " + text, notANumber);
        }
    }

    /** What the network learns by. */
    public Loss loss() {
        return switch (loss) {
            case "cross-entropy" -> new CrossEntropy();
            case "log-likelihood" -> new LogLikelihood();
            case "binary-cross-entropy" -> new BinaryCrossEntropy();
            case "mean-squared-error" -> new MeanSquaredError();
            default ->
                throw new IllegalArgumentException("--loss: expected cross-entropy, log-likelihood,"
                        + " binary-cross-entropy or mean-squared-error, received " + loss);
        };
    }

    /** For how long to train, and by which steps. */
    public Training training() {
        if (epochs != null && iterations != null) {
            throw new IllegalArgumentException("--epochs and --iterations: expected one of the two, received both");
        }
        var length = iterations != null
                ? Training.iterations(iterations)
                : Training.epochs(epochs == null ? DEFAULT_EPOCHS : epochs);
        var training = length.reportEvery(reportEvery)
                .batchSize(batchSize())
                .optimizer(optimizer())
                .validation(validation)
                .shuffle(!noShuffle)
                .seed(seed);
        return drawnBatches ? training.drawnBatches() : training;
    }

    private BatchSize batchSize() {
        if (batchSize.equals("full")) {
            return BatchSize.full();
        }
        double size = number("--batch-size", batchSize);
        boolean whole = size == Math.rint(size) && !batchSize.contains(".");
        if (!whole) {
            return BatchSize.fraction(size);
        }
        return BatchSize.count((int) size);
    }

    private Optimizer optimizer() {
        var rate = switch (schedule) {
            case "constant" -> Schedule.constant(learningRate);
            case "cosine" -> Schedule.cosine(learningRate);
            default ->
                throw new IllegalArgumentException("--schedule: expected constant or cosine, received " + schedule);
        };
        Optimizer rule = switch (optimizer) {
            case "sgd" -> new Sgd(rate);
            case "momentum" -> new Momentum(rate, 0.9);
            case "adam" -> Adam.of(rate);
            default ->
                throw new IllegalArgumentException(
                        "--optimizer: expected sgd, momentum or adam, received " + optimizer);
        };
        return switch (biasGradient) {
            case "each" -> rule;
            case "summed" -> new SummedBiasGradient(rule, hidden);
            default ->
                throw new IllegalArgumentException(
                        "--bias-gradient: expected each or summed, received " + biasGradient);
        };
    }

    /** How the steps go, in a few words: "adam at 0.001, cosine". */
    public String describeSteps() {
        return optimizer + " at " + learningRate + (schedule.equals("constant") ? "" : ", " + schedule);
    }
}
