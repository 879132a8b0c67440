package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.datasets.LoadedData;
import firsthand.network.Network;
import firsthand.playground.session.Curve.Point;
import firsthand.settings.Change;
import firsthand.settings.Settings;
import firsthand.training.Checkpoint;
import firsthand.training.DivergenceException;
import firsthand.training.Trainer;
import firsthand.training.TrainingLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that trains, step by step, and can go back to any of its steps.
 *
 * <p>Everything follows from the settings, the changes made half-way among them, so that a step can be repeated to the
 * same bits, here and by the command line.
 */
final class TrainingRun implements Run, AutoCloseable {
    private final Limits limits;
    private final int threads;
    private Settings built;
    private final Dataset data;
    private final Model model;
    private final Past past;
    private int id;
    private Settings settings;
    private TrainingLoop loop;
    private @Nullable List<float[]> newest;
    private Optional<Divergence> divergence = Optional.empty();

    /**
     * A run before its first step.
     *
     * @throws IllegalArgumentException if settings and data do not fit together, or ask for too much
     */
    TrainingRun(int id, Settings settings, LoadedData loaded, Limits limits, int threads) {
        this.id = id;
        this.settings = settings;
        this.limits = limits;
        this.threads = threads;
        built = settings;
        data = loaded.train().take(settings.limit());
        limits.check(settings.options(), data);
        var network = settings.network(data);
        loop = begin(network, settings);
        var classifier = Classifier.of(network, settings.loss(), data.classNames(), data.fullScale());
        model = Model.of(classifier, loop.trainingData(), loop.validationData(), loaded.test());
        past = new Past(new HeldBack(classifier, loop.validationData(), threads), loop, limits.timelineBytes());
    }

    private TrainingLoop begin(Network network, Settings settings) {
        return new Trainer(network, settings.loss(), settings.training().threads(threads)).begin(data);
    }

    /** Makes one step, unless training is over; notes where the loss stops being finite. */
    void makeStep() {
        try {
            loop.step();
            past.add(loop);
            if (loop.isOver()) {
                loop.finish();
                past.end(loop);
            }
        } catch (DivergenceException thrown) {
            leave(thrown);
        }
    }

    /** Measures how good the network is now, unless that is known. */
    void rest() {
        past.rest(loop);
    }

    /** Leaves all that is spoilt behind: the network is what it was when all was still well. */
    private void leave(DivergenceException thrown) {
        restore(past.sound(thrown.step()));
        newest = null;
        divergence = Optional.of(Divergence.of(
                thrown, model.classifier().network(), loop.stepsPerEpoch(), Changes.smallerRate(step(), settings)));
        rest();
    }

    private void restore(Checkpoint state) {
        Map<String, Long> counts = new LinkedHashMap<>(state.counts());
        // A state of the same training when it was meant to be shorter is a state of this one.
        counts.put("totalSteps", loop.steps());
        loop.restore(
                counts.equals(state.counts())
                        ? state
                        : new Checkpoint(counts, state.measures(), state.tensors(), state.history()));
    }

    /**
     * Goes to where {@code step} steps had been made: to the nearest state before it, and from there step by step.
     *
     * @throws IllegalArgumentException if there have never been as many
     */
    void goTo(long step) {
        if (step > past.furthest()) {
            throw new IllegalArgumentException(
                    "step: expected one that was made, 0 to " + past.furthest() + ", received " + step);
        }
        if (!isBehind()) {
            newest = model.weights();
        }
        divergence = Optional.empty();
        replay(step);
        rest();
    }

    private void replay(long step) {
        restore(past.before(step));
        while (step() < step && divergence.isEmpty()) {
            makeStep();
        }
    }

    /** The run under another number, its future open again: what was to change later no longer will. */
    void fork(int id) {
        this.id = id;
        loop.forgetChangesFrom(step() + 1);
        settings = settings.withoutChangesFrom(step() + 1);
        forgetFuture();
    }

    private void forgetFuture() {
        past.cutAfter(step());
        newest = null;
        divergence = Optional.empty();
    }

    /**
     * From the next step on, goes by these options; before the first step that is as good as another beginning.
     *
     * @throws IllegalArgumentException if an option cannot change, or does not take its value; then nothing has changed
     */
    void change(Map<String, String> options) {
        if (loop.isOver()) {
            throw new IllegalArgumentException("change: expected steps still to be made, received a training that is"
                    + " over; train longer, or go back");
        }
        if (step() > 0) {
            settings = settings.change(loop, options);
        } else {
            var changed = settings.withoutChangesFrom(0);
            for (var option : new Change(0, options).options().entrySet()) {
                changed = changed.with(option.getKey(), option.getValue());
            }
            goOnBy(changed);
            built = changed;
        }
        forgetFuture();
    }

    /**
     * Trains for so many epochs in all; the steps that were made are the same.
     *
     * @throws IllegalArgumentException if that is too many; then nothing has changed
     */
    void lengthen(int epochs) {
        goOnBy(settings.with("epochs", Integer.toString(epochs)));
        forgetFuture();
    }

    private void goOnBy(Settings changed) {
        limits.check(changed.options(), data);
        long step = step();
        var next = begin(model.classifier().network(), changed);
        loop.close();
        loop = next;
        settings = changed;
        replay(step);
    }

    /** The run as it is now, for good. */
    KeptRun now(int id, String name) {
        return kept(id, name, model.weights(), step(), validation());
    }

    /** The run as it was when it had come furthest, for good; none if that is spoilt. */
    Optional<KeptRun> atFurthest() {
        return Optional.ofNullable(newest)
                .map(weights -> kept(
                        id,
                        name(),
                        weights,
                        past.furthest(),
                        curve().at(past.furthest()).flatMap(Point::validation)));
    }

    private KeptRun kept(int id, String name, List<float[]> weights, long step, Optional<Measurement> validation) {
        var curve = curve().copy();
        curve.cutAfter(step);
        return new KeptRun(id, name, options(), model.copy(settings, data, weights), step, curve, validation);
    }

    /** Whether it has been further than it is. */
    boolean isBehind() {
        return step() < past.furthest();
    }

    /** The training under way. */
    TrainingLoop loop() {
        return loop;
    }

    /** What is remembered of it. */
    Past past() {
        return past;
    }

    /** What it was built with. */
    Settings built() {
        return built;
    }

    /** Everything that decides it. */
    Settings settings() {
        return settings;
    }

    /** Where the loss stopped being finite, if it did. */
    Optional<Divergence> divergence() {
        return divergence;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String name() {
        return "run " + id;
    }

    @Override
    public Map<String, String> options() {
        return Usual.options(settings);
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public long step() {
        return loop.stepsDone();
    }

    @Override
    public Curve curve() {
        return past.curve();
    }

    @Override
    public Optional<Measurement> validation() {
        return past.validation();
    }

    @Override
    public void close() {
        loop.close();
    }
}
