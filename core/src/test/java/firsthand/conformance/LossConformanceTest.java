package firsthand.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.reference.AllocatedBytes;
import firsthand.reference.CentralDifferences;
import firsthand.reference.DoubleNetwork;
import firsthand.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every loss of the library promises, those included that nobody has thought of yet. */
class LossConformanceTest {
    /** The largest error of a gradient, as a share of the largest: a few times what rounding to a float costs. */
    private static final double TOLERANCE = 1e-6;

    private static final int EXAMPLES = 6;
    private static final int WIDTH = 5;

    private enum Range {
        PROBABILITIES,
        ANY_NUMBER
    }

    /** A loss, with what it is a loss of. */
    private record Example(Loss loss, Range outputs) {
        private Tensor output() {
            var random = RandomStream.of(3);
            var output = Tensor.zeros(EXAMPLES, WIDTH);
            for (int i = 0; i < output.size(); i++) {
                output.values()[i] =
                        outputs == Range.PROBABILITIES ? 0.05f + 0.9f * random.nextFloat() : 4 * random.nextFloat() - 2;
            }
            return output;
        }

        @Override
        public String toString() {
            return loss.toString();
        }
    }

    /** Every loss at least once: a new one goes here, and its formula to {@link DoubleNetwork}. */
    private static final List<Example> LOSSES = List.of(
            new Example(new CrossEntropy(), Range.ANY_NUMBER),
            new Example(CrossEntropy.smoothed(0.3).withClassWeights(0.5, 2, 1, 0.25, 1.5), Range.ANY_NUMBER),
            new Example(new LogLikelihood(), Range.PROBABILITIES),
            new Example(new BinaryCrossEntropy(), Range.PROBABILITIES),
            new Example(new BinaryCrossEntropyWithLogits(), Range.ANY_NUMBER),
            new Example(new MeanSquaredError(), Range.ANY_NUMBER),
            new Example(new MeanAbsoluteError(), Range.ANY_NUMBER),
            new Example(new Huber(0.4), Range.ANY_NUMBER),
            new Example(new Hinge(), Range.ANY_NUMBER));

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("CrossEntropy", "smoothing 1", () -> CrossEntropy.smoothed(1)),
            new Refusal("CrossEntropy", "a smoothing that is no number", () -> CrossEntropy.smoothed(Double.NaN)),
            new Refusal("CrossEntropy", "a weight below 0", () -> new CrossEntropy().withClassWeights(1, -1)),
            new Refusal("CrossEntropy", "an infinite weight", () -> new CrossEntropy().withClassWeights(1, 1 / 0.0)),
            new Refusal(
                    "CrossEntropy",
                    "weights for other classes",
                    () -> new CrossEntropy()
                            .withClassWeights(1, 2)
                            .evaluate(target(), target(), Tensor.zeros(EXAMPLES, WIDTH))),
            new Refusal("Huber", "delta 0", () -> new Huber(0)),
            new Refusal("Huber", "an infinite delta", () -> new Huber(1 / 0.0)),
            new Refusal("Huber", "a delta that is no number", () -> new Huber(Double.NaN)));

    private static Tensor target() {
        var target = Tensor.zeros(EXAMPLES, WIDTH);
        for (int i = 0; i < EXAMPLES; i++) {
            target.values()[i * WIDTH + i * 3 % WIDTH] = 1;
        }
        return target;
    }

    @Test
    void noLossIsForgotten() {
        Discovered.assertCovered(
                Discovered.namesOf(Loss.class),
                LOSSES.stream()
                        .map(example -> example.loss.getClass().getSimpleName())
                        .distinct()
                        .toList(),
                "LossConformanceTest.LOSSES");
    }

    @Test
    void noLossThatTakesNumbersIsWithoutRefusals() {
        assertThat(Discovered.implementationsOf(Loss.class).stream()
                        .filter(type -> type.getRecordComponents().length > 0)
                        .map(Class::getSimpleName))
                .as("add what they refuse to LossConformanceTest.REFUSALS")
                .isSubsetOf(REFUSALS.stream().map(Refusal::kind).toList());
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void aBadArgumentIsRefusedInOneLine(Refusal refusal) {
        refusal.check();
    }

    /** The gradient, followed by the loss of each example. */
    private static double[] evaluated(Example example, int... bounds) {
        var output = example.output();
        var gradient = Tensor.zeros(EXAMPLES, WIDTH);
        Arrays.fill(gradient.values(), Float.NaN);
        var losses = new double[EXAMPLES];
        for (int chunk = bounds.length - 2; chunk >= 0; chunk--) {
            example.loss.evaluate(output, target(), gradient, losses, EXAMPLES, bounds[chunk], bounds[chunk + 1]);
        }
        assertThat(output).as("the output, which a loss only reads").isEqualTo(example.output());
        return Stream.of(Run.doubles(gradient), losses)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void splittingTheBatchChangesNoBit(Example example) {
        double[] whole = evaluated(example, 0, EXAMPLES);
        assertThat(whole).doesNotContain(Double.NaN);
        assertThat(evaluated(example, 0, 1, 2, 3, 4, 5, 6)).isEqualTo(whole);
        assertThat(evaluated(example, 0, 4, 4, 6)).isEqualTo(whole);
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void valueAndGradientAreThoseOfTheFormula(Example example) {
        var nothing = Network.input(WIDTH).layer(Activation.identity()).build(1);
        var reference = new DoubleNetwork(nothing);
        double[][] z = Run.rows(example.output(), EXAMPLES);
        double[][] t = Run.rows(target(), EXAMPLES);
        double value = reference.loss(example.loss, z, t);
        double[] expected = Arrays.stream(z)
                .flatMapToDouble(
                        row -> Arrays.stream(CentralDifferences.of(() -> reference.loss(example.loss, z, t), row)))
                .toArray();
        assertThat(reference.closestToKink()).isGreaterThan(CentralDifferences.STEP / 1e3);
        double[] actual = evaluated(example, 0, EXAMPLES);
        double sum = Arrays.stream(actual, expected.length, actual.length).sum();
        assertThat(Math.abs(sum / EXAMPLES - value)).isLessThanOrEqualTo(TOLERANCE * Math.abs(value));
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("dz[%d]: expected %s, received %s", i, expected[i], actual[i])
                    .isLessThanOrEqualTo(TOLERANCE * largest);
        }
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void whatItShowsPeopleDoesNotDependOnTheBatch(Example example) {
        var whole = example.output();
        example.loss.toProbabilities(whole, 0, EXAMPLES);
        var single = example.output();
        IntStream.range(0, EXAMPLES).forEach(i -> example.loss.toProbabilities(single, i, i + 1));
        assertThat(single).isEqualTo(whole);
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void whatItMayNotFollowIsRefusedByName(Example example) {
        for (var layer : LayerExample.all()) {
            Layer last = layer.make().apply(1);
            example.loss
                    .refusal(last.type())
                    .ifPresent(reason ->
                            assertThat(reason).contains(example.loss.name()).doesNotContain("\n"));
        }
    }

    @Tag("allocation")
    @ParameterizedTest
    @FieldSource("LOSSES")
    void onceWarmNothingIsAllocated(Example example) throws ReflectiveOperationException {
        var output = example.output();
        var target = target();
        var gradient = Tensor.zeros(EXAMPLES, WIDTH);
        var losses = new double[EXAMPLES];
        assertThat(new AllocatedBytes()
                        .onceWarm(() -> example.loss.evaluate(output, target, gradient, losses, EXAMPLES, 0, EXAMPLES)))
                .as("bytes")
                .isZero();
    }
}
