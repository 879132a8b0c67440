package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.training.History;
import firsthand.training.TrainingLoop;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The examples that were held back, and how good a network is on them while it trains: on all where training has just
 * measured that itself, as at the end of an epoch, else on {@value #SOME} of them.
 *
 * <p>Which ones depends on nothing but the step, and measuring changes nothing, so that a curve can be repeated.
 *
 * @param classifier the network and its loss
 * @param all the examples, if there are any
 * @param some of them, evenly spread
 * @param threads how many threads share the work
 */
record HeldBack(Classifier classifier, Optional<Dataset> all, Optional<Dataset> some, int threads) {
    private static final int SOME = 1000;

    HeldBack(Classifier classifier, Optional<Dataset> all, int threads) {
        this(classifier, all, all.map(HeldBack::some), threads);
    }

    private static Dataset some(Dataset data) {
        int count = Math.min(SOME, data.size());
        return data.subset(IntStream.range(0, count)
                .map(i -> (int) ((long) i * data.size() / count))
                .toArray());
    }

    /** How good the network is after the steps that were made; none if nothing was held back. */
    Optional<Measurement> after(TrainingLoop loop) {
        return all.isEmpty() ? Optional.empty() : reported(loop).or(() -> some.map(this::measure));
    }

    private Optional<Measurement> reported(TrainingLoop loop) {
        var entries = loop.history().entries();
        return entries.isEmpty() || entries.getLast().step() != loop.stepsDone()
                ? Optional.empty()
                : all.map(data -> of(entries.getLast(), data.size()));
    }

    private static Measurement of(History.Entry entry, int examples) {
        return new Measurement(entry.validationLoss(), Math.round(entry.validationAccuracy() * examples), examples);
    }

    /** How good the network is on all of them. */
    Optional<Measurement> whole() {
        return all.map(this::measure);
    }

    private Measurement measure(Dataset data) {
        return Measurement.of(classifier.network(), classifier.loss(), data, threads);
    }
}
