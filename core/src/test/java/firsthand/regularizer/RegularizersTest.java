package firsthand.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import firsthand.layer.Parameter;
import firsthand.random.RandomStream;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What regularisers do to gradients and weights, beside their formulas in double. */
class RegularizersTest {
    private static final int SIZE = 24;
    private static final double RATE = 0.1;

    private static Parameter parameter(String name, int... extents) {
        var random = RandomStream.of(9);
        var parameter = Parameter.zeros(name, extents);
        for (int i = 0; i < parameter.value().size(); i++) {
            parameter.value().values()[i] = (float) random.nextGaussian();
            parameter.gradient().values()[i] = (float) random.nextGaussian();
        }
        return parameter;
    }

    /** The gradient that is added is that of the penalty, by differences; weights are left alone. */
    private static void assertAddsGradientOf(Regularizer regularizer, DoubleUnaryOperator penalty) {
        var parameter = parameter("weight", 6, 4);
        var before = parameter("weight", 6, 4);
        regularizer.beforeStep(parameter, RATE, Double.NaN, 0, SIZE);
        assertThat(parameter.value()).isEqualTo(before.value());
        double h = 1e-6;
        for (int i = 0; i < SIZE; i++) {
            double w = before.value().values()[i];
            double slope = (penalty.applyAsDouble(w + h) - penalty.applyAsDouble(w - h)) / (2 * h);
            assertThat((double) parameter.gradient().values()[i])
                    .isCloseTo(before.gradient().values()[i] + slope, offset(1e-6));
        }
    }

    @Test
    void l1AddsTheGradientOfTheSizes() {
        assertAddsGradientOf(new L1(0.3), w -> 0.3 * Math.abs(w));
    }

    @Test
    void l1LeavesAWeightOfZeroAlone() {
        var parameter = Parameter.zeros("weight", 2, 2);
        new L1(0.3).beforeStep(parameter, RATE, Double.NaN, 0, 4);
        assertThat(parameter.gradient().values()).containsOnly(0);
    }

    @Test
    void l2AddsTheGradientOfHalfTheSquares() {
        assertAddsGradientOf(new L2(0.3), w -> 0.3 / 2 * w * w);
    }

    @Test
    void weightDecayShrinksWeightsAndLeavesTheGradientAlone() {
        var parameter = parameter("weight", 6, 4);
        var before = parameter("weight", 6, 4);
        new WeightDecay(0.3).beforeStep(parameter, RATE, Double.NaN, 0, SIZE);
        assertThat(parameter.gradient()).isEqualTo(before.gradient());
        for (int i = 0; i < SIZE; i++) {
            double w = before.value().values()[i];
            assertThat((double) parameter.value().values()[i]).isCloseTo(w - RATE * 0.3 * w, offset(1e-7));
        }
    }

    @Test
    void maxNormLimitsEachUnitsIncomingWeights() {
        var parameter = parameter("weight", 2, 3, 4);
        var before = parameter("weight", 2, 3, 4);
        double limit = 2.3;
        new MaxNorm(limit).afterStep(parameter, 0, 1);
        int limited = 0;
        for (int unit = 0; unit < 4; unit++) {
            double norm = norm(before.value().values(), unit, 4);
            limited += norm > limit ? 1 : 0;
            for (int i = unit; i < SIZE; i += 4) {
                double w = before.value().values()[i];
                assertThat((double) parameter.value().values()[i])
                        .isCloseTo(w * Math.min(1, limit / norm), offset(1e-6));
            }
        }
        assertThat(limited).as("of 4 units, those above the limit").isBetween(1, 3);
    }

    private static double norm(float[] w, int unit, int units) {
        double squares = 0;
        for (int i = unit; i < w.length; i += units) {
            squares += (double) w[i] * w[i];
        }
        return Math.sqrt(squares);
    }

    @Test
    void clipValueLimitsEachNumber() {
        var parameter = Parameter.zeros("bias", 5);
        System.arraycopy(
                new float[] {-3, -0.5f, 0, 0.25f, 7}, 0, parameter.gradient().values(), 0, 5);
        new ClipValue(0.5).beforeStep(parameter, RATE, Double.NaN, 0, 5);
        assertThat(parameter.gradient().values()).containsExactly(-0.5f, -0.5f, 0, 0.25f, 0.5f);
    }

    @Test
    void clipNormShortensALongGradientAndKeepsItsDirection() {
        var parameter = Parameter.zeros("weight", 2);
        parameter.gradient().values()[0] = 6;
        parameter.gradient().values()[1] = 8;
        new ClipNorm(5).beforeStep(parameter, RATE, 10, 0, 2);
        assertThat(parameter.gradient().values()).containsExactly(3, 4);
        new ClipNorm(5).beforeStep(parameter, RATE, 5, 0, 2);
        assertThat(parameter.gradient().values()).containsExactly(3, 4);
    }

    @Test
    void onlyWhatIsInThePartIsChanged() {
        for (var regularizer :
                List.of(new L1(1), new L2(1), new WeightDecay(1), new ClipValue(1e-3), new ClipNorm(1e-3))) {
            var parameter = parameter("weight", 6, 4);
            var before = parameter("weight", 6, 4);
            regularizer.beforeStep(parameter, RATE, 100, 7, 11);
            for (int i = 0; i < SIZE; i++) {
                boolean changed = parameter.value().values()[i]
                                != before.value().values()[i]
                        || parameter.gradient().values()[i] != before.gradient().values()[i];
                assertThat(changed).as("%s, %d", regularizer.name(), i).isEqualTo(i >= 7 && i < 11);
            }
        }
    }

    @Test
    void penaltiesConcernWeightsAloneAndClippingEverything() {
        for (var regularizer : List.of(new L1(1), new L2(1), new WeightDecay(1), new MaxNorm(1))) {
            assertThat(regularizer.concerns(Parameter.zeros("weight", 2, 2))).isTrue();
            assertThat(regularizer.concerns(Parameter.zeros("bias", 2))).isFalse();
            assertThat(regularizer.concerns(Parameter.zeros("scale", 2))).isFalse();
        }
        for (var regularizer : List.of(new ClipValue(1), new ClipNorm(1))) {
            assertThat(regularizer.concerns(Parameter.zeros("weight", 2, 2))).isTrue();
            assertThat(regularizer.concerns(Parameter.zeros("bias", 2))).isTrue();
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new L1(-1)).hasMessage("L1: expected a finite lambda of 0 or more, received -1.0");
        assertThatThrownBy(() -> new L2(Double.NaN))
                .hasMessage("L2: expected a finite lambda of 0 or more, received NaN");
        assertThatThrownBy(() -> new WeightDecay(Double.POSITIVE_INFINITY))
                .hasMessage("weight decay: expected a finite lambda of 0 or more, received Infinity");
        assertThatThrownBy(() -> new MaxNorm(0)).hasMessage("max norm: expected a finite limit above 0, received 0.0");
        assertThatThrownBy(() -> new ClipValue(-1))
                .hasMessage("clip value: expected a finite limit above 0, received -1.0");
        assertThatThrownBy(() -> new ClipNorm(Double.NaN))
                .hasMessage("clip norm: expected a finite limit above 0, received NaN");
    }
}
