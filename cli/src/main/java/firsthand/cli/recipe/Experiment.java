package firsthand.cli.recipe;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.Digits;
import firsthand.datasets.FetchListener;
import firsthand.datasets.LoadedData;
import firsthand.settings.Settings;
import firsthand.training.Training;
import java.io.IOException;

/**
 * Settings with the data they name: what to train on and what to test on.
 *
 * @param settings what was asked for
 * @param loaded the data set as it was found
 * @param train what to learn from, validation included
 * @param test what to be judged by
 */
public record Experiment(Settings settings, LoadedData loaded, Dataset train, Dataset test) {

    /** Loads the data that the settings name. */
    public static Experiment load(Settings settings, FetchListener listener) throws IOException {
        return of(settings, DataCatalog.load(settings.data(), listener));
    }

    /** An experiment on data that is there already. */
    public static Experiment of(Settings settings, LoadedData loaded) throws IOException {
        var split = settings.heldOut(pool(settings, loaded).take(settings.limit()));
        return new Experiment(
                settings,
                loaded,
                split.map(Split::train).orElse(loaded.train().take(settings.limit())),
                split.map(Split::test).orElse(loaded.test()));
    }

    /** What examples may be held out of: the training set, or, of the 8x8 digits, all, since nobody divided them. */
    private static Dataset pool(Settings settings, LoadedData loaded) throws IOException {
        return settings.data().equals("digits") ? Digits.all() : loaded.train();
    }

    /** A classifier with fresh weights. */
    public Classifier classifier() {
        return Classifier.of(settings.network(train), settings.loss(), train.classNames(), train.fullScale());
    }

    /** The part called "train", "validation" or "test". */
    public Dataset part(String name, Training training) {
        return switch (name) {
            case "test" -> test;
            case "train" -> training.split(train).map(Split::train).orElse(train);
            case "validation" ->
                training.split(train)
                        .map(Split::test)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--split: there is no validation part, since none was held back in training"));
            default ->
                throw new IllegalArgumentException("--split: expected test, train or validation, received " + name);
        };
    }
}
