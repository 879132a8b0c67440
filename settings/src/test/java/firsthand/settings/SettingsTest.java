package firsthand.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firsthand.data.Dataset;
import firsthand.datasets.Digits;
import firsthand.datasets.augment.Augmentations;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import firsthand.training.Trainer;
import firsthand.training.TrainingLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    private static final Dataset DIGITS = digits();

    private static Dataset digits() {
        try {
            return Digits.all().take(100);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<Tensor> weights(Network network) {
        return network.parameters().stream()
                .map(Parameter::value)
                .map(Tensor::copy)
                .toList();
    }

    private static List<Tensor> fitted(Settings settings) {
        var network = settings.network(DIGITS);
        new Trainer(network, settings.loss(), settings.training().threads(1)).fit(DIGITS);
        return weights(network);
    }

    @Test
    void withoutOptionsNothingDiffersFromTheDefaults() {
        assertThat(Settings.parse(Map.of()).options()).isEmpty();
    }

    @Test
    void theArgumentsSayEverythingThatHoldsEvenWhatWasNotGiven() {
        assertThat(Settings.parse(Map.of("hidden", "8")).arguments())
                .containsExactly(
                        "--data",
                        "mnist",
                        "--hidden",
                        "8",
                        "--activation",
                        "relu",
                        "--dropout",
                        "0.0",
                        "--output",
                        "auto",
                        "--weights",
                        "auto",
                        "--biases",
                        "zeros",
                        "--loss",
                        "cross-entropy",
                        "--label-smoothing",
                        "0.0",
                        "--optimizer",
                        "adam",
                        "--learning-rate",
                        "0.001",
                        "--schedule",
                        "constant",
                        "--warm-up",
                        "0.0",
                        "--weight-decay",
                        "0.0",
                        "--l1",
                        "0.0",
                        "--l2",
                        "0.0",
                        "--batch-size",
                        "64",
                        "--epochs",
                        "10",
                        "--report-every",
                        "1",
                        "--validation",
                        "0.0",
                        "--average",
                        "0.0",
                        "--micro-batches",
                        "1",
                        "--bias-gradient",
                        "each",
                        "--seed",
                        "1");
    }

    private static Stream<Map<String, String>> someOptions() {
        return Stream.of(
                Map.of("learning-rate", "1e-2", "l2", "0.50", "seed", "07"),
                Map.of("hidden", "32,16", "class-weights", "1,2.0,3", "max-norm", "3"),
                Map.of("iterations", "20", "no-shuffle", "true", "limit", "100", "early-stopping", "3"),
                Map.of("layers", "conv:2:3,relu", "augment", "shift:1,rotate:5", "drawn-batches", "true"),
                Map.of("change", "9:l2=1e-4;5:learning-rate=.01,l1=1"));
    }

    @ParameterizedTest
    @MethodSource("someOptions")
    void theOptionsThatDifferMakeTheSameSettingsAgain(Map<String, String> given) {
        var settings = Settings.parse(given);
        assertThat(settings.options().keySet()).containsExactlyInAnyOrderElementsOf(given.keySet());
        var again = Settings.parse(settings.options());
        assertThat(again.arguments()).isEqualTo(settings.arguments());
        assertThat(again.options()).isEqualTo(settings.options());
    }

    @Test
    void theSameValueHasTheSameText() {
        assertThat(Settings.parse(Map.of("learning-rate", "1e-2", "change", "9:l2=1e-4;5:learning-rate=.01"))
                        .options())
                .containsExactly(
                        Map.entry("learning-rate", "0.01"), Map.entry("change", "5:learning-rate=0.01;9:l2=1.0E-4"));
    }

    @Test
    void aValueEqualToTheDefaultDoesNotDiffer() {
        assertThat(Settings.parse(Map.of("learning-rate", "1E-3", "epochs", "10", "no-shuffle", "false"))
                        .options())
                .isEmpty();
    }

    @Test
    void oneOptionCanBeChangedAndGivenItsDefaultBack() {
        var settings = Settings.parse(Map.of("hidden", "8"));
        assertThat(settings.with("seed", "3").options())
                .containsExactly(Map.entry("hidden", "8"), Map.entry("seed", "3"));
        assertThat(settings.with("hidden", "").options()).isEmpty();
        assertThat(settings.withSeed(5).seed()).isEqualTo(5);
    }

    @Test
    void iterationsTakeThePlaceOfTheDefaultNumberOfEpochs() {
        assertThat(Settings.parse(Map.of("iterations", "7")).arguments())
                .contains("--iterations", "7")
                .doesNotContain("--epochs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    speed         | 9           | settings: expected options of train, received speed
                    learning-rate | fast        | --learning-rate: expected a number, received fast
                    hidden        | 8,x         | --hidden: expected a whole number, received x
                    epochs        | 1.5         | --epochs: expected a whole number, received 1.5
                    seed          | -           | --seed: expected a whole number, received -
                    no-shuffle    | yes         | --no-shuffle: expected true or false, received yes
                    change        | 500         | --change: expected STEP:OPTION=VALUE[,OPTION=VALUE], received 500
                    change        | x:l2=1      | --change: expected STEP:OPTION=VALUE[,OPTION=VALUE], received x:l2=1
                    change        | 5:l2        | --change: expected STEP:OPTION=VALUE[,OPTION=VALUE], received 5:l2
                    change        | 5:l2=x      | --change l2: expected a number, received x
                    change        | 5:loss=1    | --change: expected learning-rate, l1, l2 or weight-decay, received loss
                    change        | -1:l2=1     | --change: expected a step of 0 or more and an option or more, received -1 and {l2=1}
                    """)
    void whatIsNoOptionOrHasNoSuchValueIsRefusedInOneLine(String option, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(Map.of(option, value)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    learning-rate | -1               | learning rate: expected a finite number above 0, received -1.0
                    optimizer     | newton           | --optimizer: expected sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, nadam, amsgrad or lion, received newton
                    change        | 5:learning-rate=0 | learning rate: expected a finite number above 0, received 0.0
                    """)
    void aNumberOutOfItsRangeIsRefusedWhenTheTrainingIsMade(String option, String value, String message) {
        var settings = Settings.parse(Map.of(option, value));
        assertThatIllegalArgumentException().isThrownBy(settings::training).withMessage(message);
    }

    private static void assertMakes(String option, String word) {
        var options = new LinkedHashMap<>(Map.of(option, word, "hidden", "4", "iterations", "1", "batch-size", "4"));
        assertThatCode(() -> fitted(Settings.parse(options))).as(word).doesNotThrowAnyException();
    }

    /** A form with numbers that fit in place of their names. */
    private static String example(String form) {
        return form.replaceAll("\\[.*?]", "")
                .replace("FILTERS:SIZE", "2:3")
                .replace("SIZE", "2")
                .replace("UNITS", "5")
                .replace("LAYERS", "1")
                .replace("PATIENCE", "2")
                .replace("GROWTH", "1")
                .replaceAll("[A-Z]+", "0.5");
    }

    @Test
    void everyWordThatIsOfferedMakesSomething() {
        Words.activations().forEach(word -> assertMakes("activation", word));
        Words.losses().forEach(word -> assertMakes("loss", word));
        Words.optimizers().forEach(word -> assertMakes("optimizer", word));
        Words.schedules().forEach(form -> assertMakes("schedule", example(form)));
        Words.augmentations().forEach(form -> assertMakes("augment", example(form)));
        Words.layers()
                .forEach(form -> assertMakes(
                        "layers",
                        switch (form) {
                            case "gap" -> "conv:2:3,gap";
                            case "batchnorm" -> "conv:2:3,batchnorm";
                            case "skip:LAYERS" -> "dense:5,dense:5,skip:1";
                            default -> form.contains("pool") ? "conv:2:3," + example(form) : example(form);
                        }));
    }

    @Test
    void theWordsAreListedOneByOne() {
        assertThat(Words.activations()).startsWith("relu").endsWith("softplus").hasSize(8);
        assertThat(Words.layers()).contains("gap", "dense:UNITS").endsWith("skip:LAYERS");
        assertThat(Words.schedules()).contains("step:EVERY:FACTOR", "plateau:FACTOR:PATIENCE");
        Words.augmentations()
                .forEach(form -> assertThat(Augmentations.parse(example(form))).isNotNull());
    }

    private static Settings small(String schedule) {
        return Settings.parse(Map.of(
                "hidden", "8", "iterations", "20", "batch-size", "32", "schedule", schedule, "learning-rate", "0.02"));
    }

    private static TrainingLoop begin(Settings settings) {
        return new Trainer(
                        settings.network(DIGITS),
                        settings.loss(),
                        settings.training().threads(1))
                .begin(DIGITS);
    }

    private static void stepTo(TrainingLoop loop, long step) {
        while (loop.stepsDone() < step) {
            loop.step();
        }
    }

    @ParameterizedTest
    @CsvSource({"constant", "cosine", "plateau:0.5:1"})
    void aTrainingChangedUnderWayIsTheOneThatItsSettingsMakeFromTheFirst(String schedule) {
        var settings = small(schedule);
        try (var loop = begin(settings)) {
            stepTo(loop, 6);
            settings = settings.change(loop, Map.of("l2", "0.1"));
            stepTo(loop, 11);
            settings = settings.change(loop, Map.of("learning-rate", "0.005"));
            settings = settings.change(loop, Map.of("weight-decay", "0.3"));
            stepTo(loop, 15);
            settings = settings.change(loop, Map.of("l2", "0"));
            stepTo(loop, 20);
            assertThat(settings.options().get("change"))
                    .isEqualTo("6:l2=0.1;11:learning-rate=0.005,weight-decay=0.3;15:l2=0.0");
            assertThat(fitted(settings)).isEqualTo(weights(loop.network()));
        }
    }

    @Test
    void everyChangeChangesWhatIsLearned() {
        List<List<Tensor>> outcomes = new ArrayList<>();
        outcomes.add(fitted(small("constant")));
        for (var change : List.of("9:learning-rate=0.1", "9:l1=0.1", "9:l2=0.1", "9:weight-decay=0.1", "10:l2=0.1")) {
            outcomes.add(fitted(small("constant").with("change", change)));
        }
        assertThat(outcomes).doesNotHaveDuplicates();
    }

    @Test
    void aChangeAfterGoingBackForgetsThoseThatCameLater() {
        var settings = small("constant").with("change", "4:l2=0.1;9:learning-rate=0.1");
        try (var loop = begin(settings)) {
            stepTo(loop, 6);
            var sixth = loop.checkpoint();
            stepTo(loop, 12);
            loop.restore(sixth);
            settings = settings.change(loop, Map.of("l1", "0.01"));
            stepTo(loop, 20);
            assertThat(settings.options().get("change")).isEqualTo("4:l2=0.1;6:l1=0.01");
            assertThat(fitted(settings)).isEqualTo(weights(loop.network()));
        }
    }

    @Test
    void aChangeThatCannotBeMadeChangesNothing() {
        var settings = small("constant");
        try (var loop = begin(settings)) {
            stepTo(loop, 6);
            assertThatIllegalArgumentException().isThrownBy(() -> settings.change(loop, Map.of("learning-rate", "-1")));
            assertThatIllegalArgumentException().isThrownBy(() -> settings.change(loop, Map.of("dropout", "0.5")));
            assertThatIllegalArgumentException().isThrownBy(() -> settings.change(loop, Map.of()));
            stepTo(loop, 20);
            assertThat(weights(loop.network())).isEqualTo(fitted(settings));
        }
    }

    @Test
    void changesFromAStepOnCanBeLeftOut() {
        var settings = small("constant").with("change", "4:l2=0.1;9:learning-rate=0.1");
        assertThat(settings.withoutChangesFrom(9).changes()).containsExactly(new Change(4, Map.of("l2", "0.1")));
        assertThat(settings.withoutChangesFrom(0).options()).doesNotContainKey("change");
    }

    @Test
    void theStepsAreToldInAFewWords() {
        assertThat(small("cosine").with("change", "4:l2=0.1").describeSteps())
                .isEqualTo("adam at 0.02, cosine, changed 4:l2=0.1");
    }
}
