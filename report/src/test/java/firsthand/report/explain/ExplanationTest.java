package firsthand.report.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.classifier.Classifier;
import firsthand.layer.Kernel;
import firsthand.layer.Layer;
import firsthand.layer.Pass;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import firsthand.network.GradientCheck;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an explanation says is what the network did. */
class ExplanationTest {
    private static final Path ROOT = Path.of(System.getProperty("firsthand.root", ".."));

    /** Four figures a number: a ten-thousandth of each, and some more where they meet in products and exponents. */
    private static final double ROUNDING = 1e-3;

    private static Stream<Network> networks() {
        return Examples.networks().stream().map(Examples::filled);
    }

    private static Stream<Half> halves(Explanation explanation) {
        return Stream.concat(
                explanation.layers().stream().flatMap(step -> Stream.of(step.forward(), step.backward())),
                Stream.of(explanation.loss().forward(), explanation.loss().backward()));
    }

    private static void assertAddsUp(Equation equation) {
        double size = equation.terms().stream()
                        .mapToDouble(term -> Math.abs(term.value()))
                        .sum()
                + Math.abs(equation.rest());
        assertThat(Arithmetic.value(equation.numbers()))
                .as("%s = %s = %s", equation.left(), equation.symbols(), equation.numbers())
                .isCloseTo(equation.result(), within(ROUNDING * Math.max(size, 1e-3)));
        assertThat(Double.parseDouble(equation.value())).isCloseTo(equation.result(), within(5e-4 * size + 1e-12));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyLineAddsUpToWhatTheNetworkComputed(Network network) {
        var explanation = Examples.explanation(network);
        assertThat(explanation.layers()).hasSize(network.layers().size());
        halves(explanation).forEach(half -> {
            assertThat(half.equations()).isNotEmpty();
            half.equations().forEach(ExplanationTest::assertAddsUp);
        });
    }

    private static Stream<Loss> losses() {
        return Stream.of(
                new CrossEntropy(),
                CrossEntropy.smoothed(0.1),
                CrossEntropy.smoothed(0.1).withClassWeights(0.5, 1, 3),
                new CrossEntropy().withClassWeights(0.5, 1, 3),
                new LogLikelihood(),
                new BinaryCrossEntropy(),
                new BinaryCrossEntropyWithLogits(),
                new MeanSquaredError(),
                new MeanAbsoluteError(),
                new Huber(0.3),
                new Hinge());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void everyLossAddsUp(Loss loss) {
        var builder = Network.input(5).dense(3);
        boolean wantsProbabilities = loss.refusal("dense").isPresent();
        var network = Examples.filled((wantsProbabilities ? builder.softmax() : builder).build(1));
        var step = Examples.explanation(Classifier.of(network, loss), Optional.empty())
                .loss();
        assertThat(step.forward().equations().getLast().left()).isEqualTo("L");
        assertThat(step.forward().equations().getLast().result()).isEqualTo(step.value());
        assertThat(step.backward().equations()).hasSize(3);
        Stream.of(step.forward(), step.backward())
                .flatMap(half -> half.equations().stream())
                .forEach(ExplanationTest::assertAddsUp);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theOutputIsThatOfPrediction(Network network) {
        var explanation = Examples.explanation(network);
        var x = Tensor.of(network.inputShape().batch(1), explanation.input().values());
        assertThat(explanation.layers().getLast().forward().values().values())
                .containsExactly(network.predict(x).values());
        var prediction = Examples.classifier(network).predict(explanation.input());
        assertThat(explanation.prediction()).isEqualTo(prediction);
        for (int i = 1; i < explanation.layers().size(); i++) {
            assertThat(explanation.layers().get(i).input())
                    .isEqualTo(explanation.layers().get(i - 1).output());
        }
    }

    /** What is left out of one layer's dx shows here: every gradient is that of differences through the whole network. */
    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreThoseOfGradientCheck(Network network) {
        for (int i = 0; i < network.layers().size(); i++) {
            if (!network.layers().get(i).parameters().isEmpty()) {
                var weights = network.layers().get(i).parameters().getFirst().value();
                var place = IntStream.of(weights.shape().extents())
                        .map(extent -> extent / 2)
                        .boxed()
                        .toList();
                var weight = new WeightIndex(i, place);
                var check = Examples.explanation(Examples.classifier(network), Optional.of(weight))
                        .weight()
                        .orElseThrow();
                var difference = check.difference();
                assertThat(difference.slope()).isCloseTo(check.gradient(), within(2e-4 + difference.jump()));
                assertThat(check.value())
                        .isEqualTo(weights.at(place.stream().mapToInt(n -> n).toArray()));
                assertAddsUp(check.backward());
            }
        }
    }

    @Test
    void theGradientOfAnInputIsThatOfDifferencesToo() {
        var network = Examples.filled(Network.input(8, 8)
                .conv2d(3, Kernel.size(3).padding(1))
                .tanh()
                .averagePool2d(2)
                .dense(10)
                .build(1));
        var explanation = Examples.explanation(network);
        var x = Tensor.of(
                network.inputShape().batch(1), explanation.input().values().clone());
        var t = Tensor.zeros(1, 10);
        t.values()[2] = 1;
        for (int k = 0; k < x.size(); k++) {
            var difference = GradientCheck.difference(network, new CrossEntropy(), x, t, x.values(), k);
            assertThat((double) explanation.saliency().values()[k])
                    .isCloseTo(Math.abs(difference.slope()), within(1e-3));
        }
    }

    /** Without biases a network of ReLUs is linear along the way to its input: nothing is missing. */
    @Test
    void evidenceAddsUpToTheScoresOfANetworkWithoutBiases() {
        var network = Examples.dense();
        var evidence = Examples.explanation(network).evidence();
        var x = Tensor.of(
                network.inputShape().batch(1),
                Examples.input(network.inputShape()).values());
        float[] scores = network.predict(x).values();
        for (int c = 0; c < scores.length; c++) {
            assertThat(evidence.scores().get(c)).isEqualTo((double) scores[c]);
            assertThat(evidence.sum(c)).isCloseTo(scores[c], within(1e-5));
        }
    }

    @Test
    void whatIsAddedUpFromManyTermsIsShownByItsLargest() {
        var terms = Stream.of(0.5, -3.0, 0.25, 2.0, 0.125, 1.0).map(value -> Term.of("t", value));
        var sum = Equation.sum("s", terms, 0.875);
        assertThat(sum.numbers()).isEqualTo("-3 + 2 + 1 + (3 more: 0.8750)");
        assertThat(sum.symbols()).isEqualTo("t + t + t + ...");
        assertThat(Arithmetic.value(sum.numbers())).isEqualTo(0.875);
    }

    @Test
    void theArithmeticFindsAWrongTerm() {
        assertThat(Arithmetic.value("1 / (1 + e^(-0.5)) - 2 * -3^2 + max(1, 4, ...)"))
                .isCloseTo(1 / (1 + Math.exp(-0.5)) + 18 + 4, within(1e-12));
        var right = Examples.explanation(Examples.filled(Examples.dense()))
                .layers()
                .getFirst()
                .forward()
                .equations()
                .getFirst();
        assertAddsUp(right);
        assertThatThrownBy(() -> assertAddsUp(right.plus(Term.of("one", 1)))).isInstanceOf(AssertionError.class);
    }

    /** The method's own text: from the line of its name to the closing brace at the same depth. */
    private static boolean isInside(List<String> lines, int line, String method) {
        int first = line - 1;
        while (first >= 0 && !lines.get(first).matches("    (?! ).*")) {
            first--;
        }
        var declaration = String.join(" ", lines.subList(Math.max(0, first - 1), line));
        return first >= 0 && declaration.matches(".*\\b" + method + "\\(.*");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everySourceNamesALineOfItsMethod(Network network) throws IOException {
        for (var half : halves(Examples.explanation(network)).toList()) {
            assertThat(half.sources()).isNotEmpty();
            for (var source : half.sources()) {
                var lines = Files.readAllLines(ROOT.resolve(source.path()));
                String method = source.method().substring(source.method().indexOf('.') + 1);
                assertThat(isInside(lines, source.line(), method))
                        .as("%s %s", source, method)
                        .isTrue();
                assertThat(source.toString()).isEqualTo(source.path() + ":" + source.line());
            }
        }
    }

    @Test
    void aSourceThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> SourceReference.of("firsthand.layer.Dense", "sideways"))
                .hasMessage("firsthand.layer.Dense: there is no method sideways");
        assertThatThrownBy(() -> SourceReference.of("firsthand.layer.Sparse", "forward"))
                .hasMessage("firsthand.layer.Sparse: there is no such class");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9,0,0       | --weight: expected a layer from 0 to 3, received 9
            -1,0,0      | --weight: expected a layer from 0 to 3, received -1
            1,0,0       | --weight: expected a layer that has weights, received layer 1 (relu)
            0,64,0      | --weight: expected a place within the 64x12 weights of layer 0 (dense), counted from 0, received [64, 0]
            0,1         | --weight: expected a place within the 64x12 weights of layer 0 (dense), counted from 0, received [1]
            0,1,2,3     | --weight: expected a place within the 64x12 weights of layer 0 (dense), counted from 0, received [1, 2, 3]
            0,-1,2      | --weight: expected a place within the 64x12 weights of layer 0 (dense), counted from 0, received [-1, 2]
            0,x,2       | --weight: expected LAYER,I,J or, for a convolution, LAYER,ROW,COLUMN,IN,OUT, received 0,x,2
            0,,2        | --weight: expected LAYER,I,J or, for a convolution, LAYER,ROW,COLUMN,IN,OUT, received 0,,2
            """)
    void aWeightThatIsNotThereIsRefused(String text, String message) {
        var classifier = Classifier.of(Examples.dense());
        assertThatThrownBy(() -> Examples.explanation(classifier, Optional.of(WeightIndex.parse(text))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aClassThatIsNotThereIsRefused() {
        var classifier = Classifier.of(Examples.dense());
        var subject = new Explanation.Subject("a", Examples.input(Shape.of(8, 8)), Optional.of("horse"));
        assertThatThrownBy(() -> Explanation.of(classifier, subject, Optional.empty()))
                .hasMessage("explain: expected one of the classes [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], received horse");
    }

    /** A layer of somebody's own. */
    private record Twice() implements Layer {
        @Override
        public String type() {
            return "twice";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public void forward(Pass pass, int from, int to) {}

        @Override
        public void backward(Pass pass, int from, int to) {}
    }

    @Test
    void aLayerThatNobodyHasExplainedIsRefused() {
        var network = Network.input(4).layer(new Twice()).dense(3).build(1);
        assertThatThrownBy(() -> Examples.explanation(network))
                .hasMessageStartingWith("explain: layer 0: expected a layer that there is an explanation of, received"
                        + " twice (firsthand.report.explain.ExplanationTest$Twice)");
    }

    @Test
    void withoutALabelTheLossIsThatOfWhatItIsTakenFor() {
        var classifier = Classifier.of(Examples.dense());
        var subject = new Explanation.Subject("mine.png", Examples.input(Shape.of(8, 8)), Optional.empty());
        var explanation = Explanation.of(classifier, subject, Optional.empty());
        assertThat(explanation.target()).isEqualTo(explanation.prediction().classIndex());
        assertThat(ExplanationText.lines(explanation, false))
                .anyMatch(line -> line.contains("what it is taken for, since nobody has said what it is"))
                .noneMatch(line -> line.contains("\u001b"));
        assertThat(ExplanationText.lines(explanation, true)).anyMatch(line -> line.contains("\u001b[1m"));
    }
}
