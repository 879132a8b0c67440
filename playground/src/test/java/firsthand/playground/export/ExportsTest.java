package firsthand.playground.export;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.data.Dataset;
import firsthand.settings.Settings;
import firsthand.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is exported reads as a person would have written it, and says so where there is nothing to export. */
class ExportsTest {
    private static final Dataset DIGITS =
            Dataset.of("digits", Tensor.zeros(2, 8, 8), new int[] {0, 1}, List.of("0", "1", "2"), 16);

    private static Settings settings(String... namesAndValues) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.parse(options);
    }

    @Test
    void theCommandAlsoSaysWhatTheUsualRecipeWouldSayOtherwise() {
        assertThat(Exports.command(settings()))
                .isEqualTo("./firsthand train --data mnist --hidden 128 --activation relu --loss cross-entropy"
                        + " --optimizer adam --learning-rate 0.001 --schedule constant --batch-size 64 --validation 0.0"
                        + " --seed 1 --epochs 10");
    }

    @Test
    void theCommandSaysLayersInThePlaceOfHiddenUnits() {
        assertThat(Exports.command(settings("layers", "dense:5,relu", "no-shuffle", "true", "iterations", "30")))
                .contains("--layers dense:5,relu", "--no-shuffle", "--iterations 30")
                .doesNotContain("--hidden", "--activation", "--epochs", "true");
    }

    @Test
    void everyChangeIsAnOptionOfItsOwn() {
        assertThat(Exports.command(settings("change", "9:l2=0.5;20:learning-rate=0.1,l1=1")))
                .endsWith("--change 9:l2=0.5 --change 20:learning-rate=0.1,l1=1.0");
    }

    @Test
    void aWordThatAShellWouldTakeForSomethingElseIsInQuotes() {
        assertThat(Exports.command(settings("data", "my scans; it's $HOME")))
                .startsWith("./firsthand train --data 'my scans; it'\"'\"'s $HOME' --hidden");
    }

    @Test
    void theJavaProgramIsWhatAPersonWouldWrite() {
        var settings = settings(
                "data",
                "digits",
                "hidden",
                "32",
                "activation",
                "elu:0.5",
                "loss",
                "huber",
                "optimizer",
                "momentum",
                "learning-rate",
                "0.05",
                "schedule",
                "cosine",
                "l2",
                "0.00001",
                "limit",
                "600",
                "change",
                "5:l2=0.0");
        assertThat(Exports.java(settings, DIGITS)).isEqualTo("""
                        // Save as Experiment.java in Firsthand's folder, and run:
                        // java -p cli/target/quick/lib --add-modules firsthand.datasets,firsthand.formats Experiment.java

                        import firsthand.classifier.Classifier;
                        import firsthand.datasets.Digits;
                        import firsthand.formats.Weights;
                        import firsthand.layer.Activation;
                        import firsthand.loss.Huber;
                        import firsthand.network.Network;
                        import firsthand.optimizer.Momentum;
                        import firsthand.regularizer.L2;
                        import firsthand.schedule.Schedule;
                        import firsthand.training.Training;

                        void main() throws IOException {
                            var data = Digits.load();
                            var network = Network.input(8, 8)
                                    .dense(32)
                                    .layer(Activation.elu(0.5))
                                    .dense(3)
                                    .build(1);
                            var classifier = Classifier.of(network, new Huber());
                            var training = Training.epochs(10)
                                    .batchSize(64)
                                    .optimizer(new Momentum(Schedule.cosine(0.05), 0.9))
                                    .regularizer(new L2(1e-5))
                                    .seed(1)
                                    .change(5, new Momentum(Schedule.cosine(0.05), 0.9), List.of());
                            classifier.fit(data.train().take(600), training);
                            IO.println("test accuracy " + classifier.evaluate(data.test()).accuracy());
                            IO.println("SHA-256 of the weights " + Weights.sha256(network));
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    data            | own                             | the data own
                    augment         | shift:1                         | augmentation
                    layers          | dense:8,relu,dense:8,skip:1     | skip as layer 3
                    layers          | conv:4:3,conv:4:3:g2            | conv2d as layer 1
                    layers          | conv:4:3,layernorm              | layer-norm as layer 1
                    """)
    void whereTheNumpyProgramWouldDoSomethingElseThereIsNone(String option, String value, String reason) {
        var settings = settings("data", "digits").with(option, value);
        assertThat(Exports.numpy(settings, DIGITS)).isEmpty();
        assertThat(Exports.numpyNote(settings, DIGITS)).isEqualTo("There is no NumPy program for " + reason + ".");
    }

    @Test
    void whereThereIsANumpyProgramTheNoteSaysHowNearItComes() {
        var settings = settings("data", "digits");
        assertThat(Exports.numpy(settings, DIGITS)).isPresent();
        assertThat(Exports.numpyNote(settings, DIGITS)).contains("less than a thousandth");
        assertThat(Exports.numpyNote(settings.with("layers", "dense:8,batchnorm"), DIGITS))
                .contains("less than a tenth");
    }

    @ParameterizedTest
    @CsvSource({"0.001,0.001", "1e-5,1e-5", "0.000015,1.5e-5", "64,64.0", "1e10,1e10", "-0.1,-0.1"})
    void numbersAreWrittenAsShortAsBothLanguagesReadThem(double number, String text) {
        assertThat(Numbers.literal(number)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(number);
    }
}
