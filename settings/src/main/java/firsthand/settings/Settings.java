package firsthand.settings;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.training.Training;
import firsthand.training.TrainingLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides what a training run computes: the options of {@code train}, and of every recipe.
 *
 * <pre>{@code
 * var settings = Settings.parse(Map.of("layers", "dense:64,relu", "learning-rate", "0.01"));
 * var trainer = new Trainer(settings.network(data), settings.loss(), settings.training());
 * }</pre>
 *
 * <p>Immutable. Options are called by their long names without dashes; flags have the value "true".
 */
public final class Settings {
    private static final String CHANGE = "change";

    private final Options options;
    private final DataSettings data;
    private final NetworkSettings network;
    private final TrainingSettings training;
    private final long seed;

    private Settings(Options options) {
        this.options = options;
        data = DataSettings.read(options);
        network = NetworkSettings.read(options);
        training = TrainingSettings.read(options);
        seed = options.large("seed", 1);
        options.checkAllRead();
    }

    /**
     * The settings that these options make; those that are missing, or empty, have their defaults.
     *
     * <p>Whether words and numbers make sense shows when network, loss and training are made of them.
     *
     * @throws IllegalArgumentException if there is no such option, or a text is no number where one is expected
     */
    public static Settings parse(Map<String, String> options) {
        return new Settings(new Options(options));
    }

    /**
     * The options that differ from their defaults, in the order of the command line's help, each in a text of its own:
     * {@link #parse} makes the same settings of them.
     */
    public Map<String, String> options() {
        return options.changed();
    }

    /** All options that say something, also those that say what they would by default. */
    public Map<String, String> allOptions() {
        return options.all();
    }

    /** The words of a command line that make these settings, whatever the defaults and recipes may be one day. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        options.all().forEach((name, text) -> {
            // A semicolon ends a command where it is not in quotes.
            for (String value : name.equals(CHANGE) ? text.split(";") : new String[] {text}) {
                arguments.add("--" + name);
                if (!options.isFlag(name)) {
                    arguments.add(value);
                }
            }
        });
        return arguments;
    }

    /**
     * These settings with one option changed; an empty value gives it its default back.
     *
     * @throws IllegalArgumentException as {@link #parse} does
     */
    public Settings with(String option, String value) {
        Map<String, String> changed = new LinkedHashMap<>(options.given());
        changed.put(option, value);
        return parse(changed);
    }

    /** The same settings with another seed. */
    public Settings withSeed(long seed) {
        return with("seed", Long.toString(seed));
    }

    /** What the data set is called, or where it lies. */
    public String data() {
        return data.data();
    }

    /**
     * The most training examples to use.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public int limit() {
        return data.checkedLimit();
    }

    /** The two parts of {@code pool} that were asked for by {@code hold-out}; empty if it was not given. */
    public Optional<Split> heldOut(Dataset pool) {
        return data.heldOut(pool, seed);
    }

    /** What everything random is decided by. */
    public long seed() {
        return seed;
    }

    /**
     * The network for such data, its weights drawn by the seed.
     *
     * @throws IllegalArgumentException if layers are unknown, or do not fit together
     */
    public Network network(Dataset data) {
        return network.network(data, seed);
    }

    /**
     * What the network learns by.
     *
     * @throws IllegalArgumentException if there is no such loss
     */
    public Loss loss() {
        return network.makeLoss();
    }

    /**
     * For how long to train, and by which steps, with what changes half-way.
     *
     * @throws IllegalArgumentException if a word is unknown, or a number out of its range
     */
    public Training training() {
        return training.training(seed, network.hidden());
    }

    /** How the steps go, in a few words: "adam at 0.001, cosine". */
    public String describeSteps() {
        return training.describe();
    }

    /** What changes half-way, in the order of the steps. */
    public List<Change> changes() {
        return training.changes();
    }

    /**
     * Changes a training under way, made by these settings, from its next step on. What was to change from there on is
     * forgotten.
     *
     * @param options the new values of {@code learning-rate}, {@code l1}, {@code l2} or {@code weight-decay}
     * @return the settings that make the same training from the first step
     * @throws IllegalArgumentException if an option is none of these, or a number out of its range; then nothing has
     * changed
     */
    public Settings change(TrainingLoop loop, Map<String, String> options) {
        var change = new Change(loop.stepsDone(), options);
        var changed = withChange(change);
        var steps = changed.training.stepsAfter(change.step());
        var optimizer = change.changesRate() ? changed.training.optimizer(steps, network.hidden()) : loop.optimizer();
        var regularizers = steps.regularizers();
        loop.forgetChangesFrom(change.step());
        loop.change(optimizer, regularizers);
        return changed;
    }

    /** Several changes after the same step are one. */
    private Settings withChange(Change change) {
        Map<String, String> options = new LinkedHashMap<>();
        changes().stream()
                .filter(other -> other.step() == change.step())
                .forEach(same -> options.putAll(same.options()));
        options.putAll(change.options());
        List<Change> changes = new ArrayList<>(withoutChangesFrom(change.step()).changes());
        changes.add(new Change(change.step(), options));
        return with(CHANGE, Change.text(changes));
    }

    /** These settings without what was to change after {@code step} steps or more. */
    public Settings withoutChangesFrom(long step) {
        return with(
                CHANGE,
                Change.text(changes().stream()
                        .filter(change -> change.step() < step)
                        .toList()));
    }
}
