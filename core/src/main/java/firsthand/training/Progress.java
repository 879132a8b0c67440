package firsthand.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a training goes: the sums since its last report, and all reports so far. */
final class Progress {
    private final List<History.Entry> entries = new ArrayList<>();
    private long start = System.nanoTime();
    private double lossSum;
    private long correct;
    private long seen;

    /** Takes note of a batch. */
    void add(double lossSum, int correct, int examples) {
        this.lossSum += lossSum;
        this.correct += correct;
        seen += examples;
    }

    /** Adds a report on the batches since the last one, and begins new sums. */
    History.Entry report(long step, int epoch, Optional<Evaluation> validation, double learningRate) {
        var entry = new History.Entry(
                step,
                epoch,
                lossSum / seen,
                correct / (double) seen,
                validation.map(Evaluation::loss).orElse(Double.NaN),
                validation.map(Evaluation::accuracy).orElse(Double.NaN),
                learningRate,
                seconds());
        lossSum = 0;
        correct = 0;
        seen = 0;
        entries.add(entry);
        return entry;
    }

    private double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** All reports, first to last. */
    History history() {
        return new History(entries);
    }

    /** What has to be remembered, for others to add to. */
    TrainingState describe() {
        var state = new TrainingState(entries);
        state.count("seen", () -> seen, value -> seen = value);
        state.count("correct", () -> correct, value -> correct = value);
        state.measure("lossSum", () -> lossSum, value -> lossSum = value);
        state.measure("seconds", this::seconds, value -> start = System.nanoTime() - Math.round(value * 1e9));
        return state;
    }
}
