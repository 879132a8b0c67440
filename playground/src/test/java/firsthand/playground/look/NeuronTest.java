package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.layer.Conv2d;
import firsthand.layer.Dense;
import firsthand.tensor.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NeuronTest {
    private static Dataset digits;
    private static Classifier dense;
    private static Classifier convolutional;

    @BeforeAll
    static void train() throws Exception {
        digits = Trained.digits().take(230);
        dense = Trained.dense();
        convolutional = Trained.convolutional();
    }

    @Test
    void showsTheWeightsThatLeadToAUnitOfAnImage() {
        var told = look(dense, 0, 5);
        float[] all =
                ((Dense) dense.network().layers().getFirst()).weight().value().values();
        byte[] values = Trained.bytes(told.get("weights").get("values"));

        assertThat(told.get("weights").get("width").asInt()).isEqualTo(28);
        for (int k = 0; k < 784; k++) {
            int share = Math.round(
                    127 * (all[k * 16 + 5] / told.get("weights").get("scale").floatValue()));
            assertThat((int) values[k]).isEqualTo(share);
        }
    }

    @Test
    void showsTheFilterOfAConvolution() {
        var told = look(convolutional, 0, 2);
        var layer = (Conv2d) convolutional.network().layers().getFirst();

        assertThat(told.get("units").asInt()).isEqualTo(5);
        assertThat(told.get("weights").get("width").asInt()).isEqualTo(3);
        assertThat(Trained.bytes(told.get("weights").get("values"))).hasSize(9);
        assertThat(told.get("bias").floatValue()).isEqualTo(layer.bias().value().values()[2]);
    }

    @Test
    void saysInWhichShapeTheWeightsLie() {
        assertThat(look(dense, 0, 5).get("shape").toString()).isEqualTo("[28,28]");
        assertThat(look(convolutional, 0, 2).get("shape").toString()).isEqualTo("[3,3,1]");
        assertThat(look(dense, 1, 5).has("shape")).isFalse();
    }

    @Test
    void hasNoWeightsInALayerWithout() {
        var told = look(dense, 1, 5);

        assertThat(told.has("weights")).isFalse();
        assertThat(told.has("bias")).isFalse();
        assertThat(told.get("strongest").size()).isEqualTo(10);
    }

    @Test
    void namesTheExamplesThatExciteAUnitMost() {
        var told = look(dense, 2, 7);
        var byOutput = IntStream.range(0, digits.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -output(dense, i, 7)))
                .limit(10)
                .toList();

        assertThat(told.get("strongest")
                        .valueStream()
                        .map(each -> each.get("index").asInt()))
                .isEqualTo(byOutput);
        assertThat(told.get("strongest").get(0).get("value").floatValue())
                .isEqualTo(output(dense, byOutput.getFirst(), 7));
    }

    @Test
    void tellsTheMeanOutputForEachClass() {
        var means = look(dense, 2, 7).get("classMeans");
        for (int c = 0; c < 10; c++) {
            int actual = c;
            double mean = IntStream.range(0, digits.size())
                    .filter(i -> digits.label(i) == actual)
                    .mapToDouble(i -> output(dense, i, 7))
                    .average()
                    .orElseThrow();

            assertThat(means.get(c).asDouble()).isCloseTo(mean, within(1e-6 * Math.abs(mean)));
        }
    }

    @Test
    void knowsNoMeanOfAClassWithoutExamples() {
        var zero = digits.subset(IntStream.range(0, digits.size())
                .filter(i -> digits.label(i) == 0)
                .toArray());
        var means = Trained.read(Neuron.look(dense, zero, 0, 0)).get("classMeans");

        assertThat(means.get(0).isNumber()).isTrue();
        assertThat(means.get(1).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 4", "3, 100", "4, 9"})
    void writesOutTheFormulaOfItsStrongestExample(int layer, int unit) {
        var told = look(convolutional, layer, unit);
        double value = told.get("strongest").get(0).get("value").asDouble();

        assertThat(told.get("formula").get("value").asDouble()).isEqualTo(value);
        assertThat(told.get("formula").get("left").asString()).matches("y\\[.*" + unit + "\\]");
        assertThat(told.get("formula").get("numbers").asString()).isNotBlank();
    }

    @Test
    void writesOutTheSumThatADenseUnitIs() {
        var formula = look(dense, 0, 5).get("formula");

        assertThat(formula.get("symbols").asString()).startsWith("b[5] + x[").contains(",5]");
        assertThat(formula.get("numbers").asString()).contains("more: ");
    }

    @Test
    void leavesGradientsAsTheyAre() throws Exception {
        Trained.batch(dense, 20);
        var before = Gradients.of(dense.network()).kept();
        look(dense, 0, 5);

        assertThat(Gradients.of(dense.network()).kept())
                .usingRecursiveComparison()
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, layer", "3, 0, layer", "0, -1, unit", "0, 16, unit", "2, 10, unit"})
    void refusesWhatDoesNotExist(int layer, int unit, String what) {
        assertThatThrownBy(() -> Neuron.look(dense, digits, layer, unit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(what + ": expected");
    }

    private static JsonNode look(Classifier classifier, int layer, int unit) {
        return Trained.read(Neuron.look(classifier, digits, layer, unit));
    }

    private static float output(Classifier classifier, int example, int unit) {
        var shape = classifier.network().inputShape().batch(1);
        return classifier
                .network()
                .predict(Tensor.of(shape, digits.example(example).values()))
                .values()[unit];
    }
}
