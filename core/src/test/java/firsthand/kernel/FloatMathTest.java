package firsthand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The functions are as exact as their Javadoc says, over the floats of their whole range, every 509th of them (a
 * prime).
 */
class FloatMathTest {
    private static final int STRIDE = 509;

    private interface FloatFunction {
        float apply(float x);
    }

    /**
     * The largest error over the floats from {@code low} to {@code high}, both above 0, in units of the last place of
     * the result.
     */
    private static double worstError(FloatFunction function, DoubleUnaryOperator exact, float low, float high) {
        double worst = 0;
        for (int bits = Float.floatToIntBits(low); bits < Float.floatToIntBits(high); bits += STRIDE) {
            for (float x : new float[] {Float.intBitsToFloat(bits), -Float.intBitsToFloat(bits)}) {
                double expected = exact.applyAsDouble(x);
                if (Double.isNaN(expected)) {
                    continue;
                }
                worst = Math.max(worst, Math.abs(function.apply(x) - expected) / Math.ulp((float) expected));
            }
        }
        return worst;
    }

    /** The largest difference, absolute where the result is below 1, relative where it is above. */
    private static double worstDifference(FloatFunction function, DoubleUnaryOperator exact, float low, float high) {
        double worst = 0;
        for (int bits = Float.floatToIntBits(low); bits < Float.floatToIntBits(high); bits += STRIDE) {
            for (float x : new float[] {Float.intBitsToFloat(bits), -Float.intBitsToFloat(bits)}) {
                double expected = exact.applyAsDouble(x);
                double difference = Math.abs(function.apply(x) - expected) / Math.max(1, Math.abs(expected));
                worst = Math.max(worst, difference);
            }
        }
        return worst;
    }

    @Test
    void expIsWithinOneUlp() {
        assertThat(worstError(FloatMath::exp, StrictMath::exp, 1e-30f, 87f)).isLessThanOrEqualTo(1);
    }

    @Test
    void expOfTinyResultsIsWithinOneUlpToo() {
        assertThat(worstError(x -> FloatMath.exp(-Math.abs(x)), x -> StrictMath.exp(-Math.abs(x)), 87f, 103.9f))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void logIsWithinOneUlp() {
        assertThat(worstError(
                        x -> FloatMath.log(Math.abs(x)), x -> StrictMath.log(Math.abs(x)), Float.MIN_NORMAL, 3e38f))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void tanhIsWithinTwoUlp() {
        assertThat(worstError(FloatMath::tanh, StrictMath::tanh, 1e-30f, 20f)).isLessThanOrEqualTo(2);
    }

    @Test
    void sigmoidIsWithinThreeUlp() {
        assertThat(worstError(FloatMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), 1e-30f, 85f))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void expm1UpToZeroIsWithinOneUlp() {
        assertThat(worstError(x -> FloatMath.expm1(-Math.abs(x)), x -> StrictMath.expm1(-Math.abs(x)), 1e-30f, 1000f))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void log1pFromZeroToOneIsWithinTwoUlp() {
        assertThat(worstError(x -> FloatMath.log1p(Math.abs(x)), x -> StrictMath.log1p(Math.abs(x)), 1e-30f, 1f))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void softplusIsWithinThreeUlp() {
        assertThat(worstError(
                        FloatMath::softplus,
                        x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                        1e-30f,
                        87f))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void siluIsWithinFourUlp() {
        assertThat(worstError(FloatMath::silu, x -> x / (1 + StrictMath.exp(-x)), 1e-30f, 85f))
                .isLessThanOrEqualTo(4);
    }

    /** Relative to its value it may be further off, where that is nearly 0: v is rounded before e is taken to it. */
    @Test
    void geluIsWithin2e7OfItsTanhForm() {
        assertThat(worstDifference(FloatMath::gelu, x -> x * logistic(geluExponent(x)), 1e-30f, 1e12f))
                .isLessThanOrEqualTo(2e-7);
    }

    @Test
    void theTanhFormOfGeluIsWithin5e4OfTheExactOne() {
        double normalDistributionAtOne = 0.8413447460685429;
        assertThat(FloatMath.gelu(1f)).isCloseTo((float) normalDistributionAtOne, within(5e-4f));
        assertThat(FloatMath.gelu(-1f)).isCloseTo((float) (normalDistributionAtOne - 1), within(5e-4f));
    }

    @Test
    void derivativesOfGeluAndSiluAreWithin2e6() {
        assertThat(worstDifference(FloatMath::geluDerivative, FloatMathTest::geluDerivative, 1e-30f, 1e12f))
                .isLessThanOrEqualTo(2e-6);
        assertThat(worstDifference(FloatMath::siluDerivative, FloatMathTest::siluDerivative, 1e-30f, 1e12f))
                .isLessThanOrEqualTo(2e-6);
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double geluExponent(double x) {
        return 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
    }

    private static double geluDerivative(double x) {
        double s = logistic(geluExponent(x));
        return s + x * s * (1 - s) * 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
    }

    private static double siluDerivative(double x) {
        double s = logistic(x);
        return s + x * s * (1 - s);
    }

    @Test
    void expEndsInZeroAndInfinity() {
        assertThat(FloatMath.exp(-104f)).isZero();
        assertThat(FloatMath.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(FloatMath.exp(88.73f)).isInfinite();
        assertThat(FloatMath.exp(Float.POSITIVE_INFINITY)).isInfinite();
        assertThat(FloatMath.exp(88.7f)).isFinite();
    }

    @Test
    void expOfZeroIsOne() {
        assertThat(FloatMath.exp(0f)).isEqualTo(1f);
        assertThat(FloatMath.exp(-0f)).isEqualTo(1f);
    }

    @Test
    void sigmoidAndTanhReachTheirEnds() {
        assertThat(FloatMath.sigmoid(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(FloatMath.sigmoid(Float.POSITIVE_INFINITY)).isEqualTo(1f);
        assertThat(FloatMath.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
        assertThat(FloatMath.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    }

    @Test
    void softplusAndExpm1ReachTheirEnds() {
        assertThat(FloatMath.softplus(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(FloatMath.softplus(Float.POSITIVE_INFINITY)).isInfinite();
        assertThat(FloatMath.softplus(Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
        assertThat(FloatMath.expm1(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
        assertThat(FloatMath.expm1(0f)).isZero();
        assertThat(FloatMath.gelu(-Float.MAX_VALUE)).isZero();
        assertThat(FloatMath.silu(-Float.MAX_VALUE)).isZero();
    }

    @Test
    void notANumberStaysNotANumber() {
        assertThat(FloatMath.exp(Float.NaN)).isNaN();
        assertThat(FloatMath.sigmoid(Float.NaN)).isNaN();
        assertThat(FloatMath.tanh(Float.NaN)).isNaN();
        assertThat(FloatMath.expm1(Float.NaN)).isNaN();
        assertThat(FloatMath.softplus(Float.NaN)).isNaN();
        assertThat(FloatMath.silu(Float.NaN)).isNaN();
        assertThat(FloatMath.gelu(Float.NaN)).isNaN();
    }
}
