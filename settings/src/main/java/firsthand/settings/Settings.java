package firsthand.settings;

import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.training.Training;
import java.util.Map;

/**
 * Everything that decides what a training run computes, as the options of {@code train}.
 *
 * <pre>{@code
 * var settings = Settings.parse(Map.of("layers", "dense:64,relu", "learning-rate", "0.01"));
 * var network = settings.network(data);
 * }</pre>
 */
public final class Settings {
    private Settings() {}

    /**
     * The settings that these options of {@code train} make, by their long names without dashes; flags have the value
     * "true".
     *
     * @throws IllegalArgumentException if there is no such option, or a value is not what it expects
     */
    public static Settings parse(Map<String, String> options) {
        throw new UnsupportedOperationException();
    }

    /** The options that differ from their defaults, in the order of the command line's help. */
    public Map<String, String> options() {
        throw new UnsupportedOperationException();
    }

    /** These settings with one option changed. */
    public Settings with(String option, String value) {
        throw new UnsupportedOperationException();
    }

    /** What the data set is called. */
    public String data() {
        throw new UnsupportedOperationException();
    }

    /** The most training examples to use. */
    public int limit() {
        throw new UnsupportedOperationException();
    }

    /** What everything random is decided by. */
    public long seed() {
        throw new UnsupportedOperationException();
    }

    /** The network for such data, its weights drawn by the seed. */
    public Network network(Dataset data) {
        throw new UnsupportedOperationException();
    }

    /** What the network learns by. */
    public Loss loss() {
        throw new UnsupportedOperationException();
    }

    /** For how long to train, and by which steps. */
    public Training training() {
        throw new UnsupportedOperationException();
    }
}
