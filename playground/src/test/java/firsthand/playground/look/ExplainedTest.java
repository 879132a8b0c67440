package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.classifier.Classifier;
import firsthand.report.explain.Equation;
import firsthand.report.explain.Explanation;
import firsthand.report.explain.WeightIndex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExplainedTest {
    private static Classifier classifier;
    private static Explanation.Subject subject;

    @BeforeAll
    static void train() throws Exception {
        classifier = Trained.dense();
        subject = new Explanation.Subject("sample 3", Trained.digits().example(3), Optional.of("1"));
    }

    @Test
    void tellsWhatTheExplanationTells() {
        var explanation = Explanation.of(classifier, subject, Optional.empty());
        var told = look(Optional.empty());

        assertThat(told.get("source").asString()).isEqualTo("sample 3");
        assertThat(told.get("actual").asString()).isEqualTo("1");
        assertThat(told.get("target").asString()).isEqualTo("1");
        assertThat(told.get("label").asString())
                .isEqualTo(explanation.prediction().label());
        assertThat(told.get("loss").asDouble()).isEqualTo(explanation.loss().value());
        assertThat(told.get("scores").valueStream().map(JsonNode::asDouble))
                .isEqualTo(explanation.evidence().scores());
        assertThat(told.has("weight")).isFalse();
    }

    @Test
    void writesOutEveryLayerThereAndBack() {
        var explanation = Explanation.of(classifier, subject, Optional.empty());
        var layers = look(Optional.empty()).get("layers");

        assertThat(layers.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            var step = explanation.layers().get(i);
            assertThat(layers.get(i).get("type").asString()).isEqualTo(step.type());
            assertThat(lines(layers.get(i).get("forward")))
                    .isEqualTo(lines(step.forward().equations()));
            assertThat(lines(layers.get(i).get("backward")))
                    .isEqualTo(lines(step.backward().equations()));
        }
        assertThat(lines(look(Optional.empty()).get("lossStep").get("backward")))
                .isEqualTo(lines(explanation.loss().backward().equations()));
    }

    @Test
    void namesTheJavaThatComputesIt() {
        var source = look(Optional.empty())
                .get("layers")
                .get(0)
                .get("forward")
                .get("sources")
                .get(0);

        assertThat(source.get("path").asString()).endsWith("firsthand/kernel/ScalarKernels.java");
        assertThat(source.get("method").asString()).isEqualTo("ScalarKernels.affine");
        assertThat(source.get("line").asInt()).isPositive();
    }

    @Test
    void tellsTheEvidenceForEachClassInOneMeasure() {
        var evidence = look(Optional.empty()).get("evidence").get("for");

        assertThat(evidence.size()).isEqualTo(10);
        assertThat(evidence.valueStream().map(picture -> picture.get("scale")).distinct())
                .hasSize(1);
        assertThat(evidence.get(0).get("width").asInt()).isEqualTo(28);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:407,7", "0:6519"})
    void setsAWeightsGradientBesideDifferences(String weight) {
        var check = Explanation.of(classifier, subject, Optional.of(new WeightIndex(0, List.of(407, 7))))
                .weight()
                .orElseThrow();
        var told = look(Optional.of(weight)).get("weight");

        assertThat(told.get("name").asString()).isEqualTo(check.name());
        assertThat(told.get("value").asDouble()).isEqualTo(check.value());
        assertThat(told.get("gradient").asDouble()).isEqualTo(check.gradient());
        assertThat(told.get("difference").asDouble())
                .isEqualTo(check.difference().slope());
        assertThat(told.get("relativeError").asDouble()).isLessThan(1e-3);
        assertThat(told.get("jumps").asBoolean()).isEqualTo(check.jumps());
    }

    @Test
    void leavesGradientsAsTheyAre() throws Exception {
        Trained.batch(classifier, 20);
        var before = Gradients.of(classifier.network()).kept();
        look(Optional.of("0:407,7"));

        assertThat(Gradients.of(classifier.network()).kept())
                .usingRecursiveComparison()
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "0",
                "0:",
                "0:a",
                "a:0",
                "3:0",
                "-1:0",
                "1:0",
                "0:12544",
                "0:-1",
                "0:784,0",
                "0:0,16",
                "0:0,-1",
                "0:0,0,0",
                "0:99999999999"
            })
    void refusesWeightsThatDoNotExist(String weight) {
        assertThatThrownBy(() -> Explained.look(classifier, subject, Optional.of(weight)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("weight: expected")
                .hasMessageEndingWith("received " + weight);
    }

    private static JsonNode look(Optional<String> weight) {
        return Trained.read(Explained.look(classifier, subject, weight));
    }

    private static List<String> lines(JsonNode half) {
        return half.get("equations")
                .valueStream()
                .map(each -> each.get("left").asString()
                        + each.get("symbols").asString()
                        + each.get("numbers").asString()
                        + each.get("value").asString()
                        + each.get("note").asString())
                .toList();
    }

    private static List<String> lines(List<Equation> equations) {
        return equations.stream()
                .map(each -> each.left() + each.symbols() + each.numbers() + each.value() + each.note())
                .toList();
    }
}
