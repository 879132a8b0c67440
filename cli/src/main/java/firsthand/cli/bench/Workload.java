package firsthand.cli.bench;

import firsthand.data.Dataset;
import java.util.List;

/**
 * Something that a neural network library does, described so that any of them can do it: the numbers of
 * {@code firsthand bench}.
 */
public sealed interface Workload permits TrainingWorkload, LeNetWorkload, PredictionWorkload, ProductWorkload {

    /** All of them, in the order in which they are run. */
    static List<Workload> all() {
        return List.of(
                new TrainingWorkload("W1", List.of(784, 10, 10), "relu", 41_000, 41_000, 60, "sgd", 0.1),
                new TrainingWorkload("W2", List.of(784, 128, 10), "sigmoid", 60_000, 64, 938, "sgd", 0.1),
                new TrainingWorkload("W3", List.of(784, 512, 512, 10), "relu", 60_000, 128, 469, "adam", 1e-3),
                new LeNetWorkload("W4", 60_000, 64, 938, 1e-3),
                new PredictionWorkload("W5", List.of(784, 128, 10), "sigmoid", 10_000),
                new ProductWorkload("W6", 1024, 20));
    }

    /** A short name: "W1". */
    String name();

    /** What is done, in one line. */
    String description();

    /** What is timed: "epoch", "image". */
    String unitOfWork();

    /** How many units one run does. */
    int units();

    /** How many floating-point operations a unit takes if nothing is left out; an fma is two. */
    double operations();

    /** Firsthand's side of it, on {@code threads} threads. */
    Work prepare(Dataset train, int threads);
}
