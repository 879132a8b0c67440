package firsthand.kernel;

/**
 * Elementary functions of {@code float} with the same bits on every machine: polynomials evaluated by {@link Math#fma},
 * nothing else.
 *
 * <p>{@link Math#exp} and its like may differ between platforms, compilers and vector widths. These differ nowhere,
 * since every step is one correctly rounded operation; {@link VectorMath} takes the same steps on many values at once.
 * The polynomials are minimax fits (weighted least squares after Lawson, 1961); the errors stated were measured over
 * every {@code float} of the range by the tests.
 */
final class FloatMath {
    static final float LOG2_E = 1.442695f;
    static final float LN2_HIGH = 0.6931472f;
    static final float LN2_LOW = -1.9046542e-9f;

    /** Adding this to a float below 2^22 rounds it to a whole number, which then stands in the low bits of the sum. */
    static final float ROUNDER = 0x1.8p23f;

    static final int ROUNDER_BITS = 0x4b400000;
    static final int EXPONENT_BIAS = 127;
    static final int MANTISSA_BITS = 23;

    /** Below this, exp rounds to 0; above {@link #EXP_HIGHEST}, to infinity. */
    static final float EXP_LOWEST = -104f;

    static final float EXP_HIGHEST = 89f;

    /** Below this, e^x - 1 rounds to -1. */
    static final float EXPM1_LOWEST = -20f;

    static final float EXP_2 = 0.49999994f;
    static final float EXP_3 = 0.16666515f;
    static final float EXP_4 = 0.041668456f;
    static final float EXP_5 = 0.008369419f;
    static final float EXP_6 = 0.0013813145f;

    static final float TANH_SMALL = 0.625f;
    static final float TANH_3 = -0.3333328f;
    static final float TANH_5 = 0.13331442f;
    static final float TANH_7 = -0.053739715f;
    static final float TANH_9 = 0.020639084f;
    static final float TANH_11 = -0.005704984f;

    /** The square root of 1/2, from which on m = x / 2^n begins. */
    static final int ROOT_HALF_BITS = 0x3f3504f3;

    static final float LOG_3 = 0.3333333f;
    static final float LOG_4 = -0.2500082f;
    static final float LOG_5 = 0.20001227f;
    static final float LOG_6 = -0.16623357f;
    static final float LOG_7 = 0.14201757f;
    static final float LOG_8 = -0.13160184f;
    static final float LOG_9 = 0.12761582f;
    static final float LOG_10 = -0.076344974f;

    /** sqrt(8 / pi), then 0.044715 and 0.134145 times that. */
    static final float GELU_1 = 1.5957692f;

    static final float GELU_3 = 0.071354814f;
    static final float GELU_SLOPE_3 = 0.21406445f;

    private FloatMath() {}

    /**
     * e to the power x, within 1 ulp: with n the whole number nearest to x / ln 2, and r = x - n ln 2, the result is
     * 2^n e^r, where e^r is 1 + r + r^2 P(r). The factor 2^n is applied in two halves, so that results near the ends of
     * the range round only once more.
     */
    static float exp(float x) {
        x = x < EXP_LOWEST ? EXP_LOWEST : x;
        x = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        float shifted = Math.fma(x, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = expTail(r);
        p = Math.fma(p, r, 1f);
        p = Math.fma(p, r, 1f);
        int power = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        int half = power >> 1;
        return p * powerOfTwo(half) * powerOfTwo(power - half);
    }

    /** P(r) = (e^r - 1 - r) / r^2. */
    private static float expTail(float r) {
        float p = Math.fma(EXP_6, r, EXP_5);
        p = Math.fma(p, r, EXP_4);
        p = Math.fma(p, r, EXP_3);
        return Math.fma(p, r, EXP_2);
    }

    /**
     * e^x - 1 for x up to 0, within 1 ulp: with n, r and P as in {@link #exp}, it is 2^n (r + r^2 P(r)) + (2^n - 1),
     * which for small x, where n is 0, has nothing that cancels.
     */
    static float expm1(float x) {
        x = x < EXPM1_LOWEST ? EXPM1_LOWEST : x;
        float shifted = Math.fma(x, LOG2_E, ROUNDER);
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(expTail(r) * r, r, r);
        float scale = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS);
        return Math.fma(scale, p, scale - 1f);
    }

    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + EXPONENT_BIAS) << MANTISSA_BITS);
    }

    /**
     * The natural logarithm of a positive, normal x, within 1 ulp: x = m 2^n with m between the square roots of 1/2 and
     * 2; with f = m - 1, the logarithm of m is f - f^2 / 2 + f^3 P(f).
     */
    static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits - ROOT_HALF_BITS) >> MANTISSA_BITS;
        float f = Float.intBitsToFloat(bits - (exponent << MANTISSA_BITS)) - 1f;
        float p = Math.fma(LOG_10, f, LOG_9);
        p = Math.fma(p, f, LOG_8);
        p = Math.fma(p, f, LOG_7);
        p = Math.fma(p, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        float square = f * f;
        float tail = Math.fma(p * f, square, exponent * LN2_LOW);
        tail = Math.fma(-0.5f, square, tail);
        return Math.fma(exponent, LN2_HIGH, f + tail);
    }

    /** 1 / (1 + e^-x), within 3 ulp: e^-x, the sum and the quotient each add their rounding. */
    static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /**
     * The hyperbolic tangent, within 2 ulp: x + x^3 P(x^2) for small x, and 1 - 2 / (e^2|x| + 1) with the sign of x
     * elsewhere.
     */
    static float tanh(float x) {
        float magnitude = Math.abs(x);
        if (magnitude < TANH_SMALL) {
            float square = x * x;
            float p = Math.fma(TANH_11, square, TANH_9);
            p = Math.fma(p, square, TANH_7);
            p = Math.fma(p, square, TANH_5);
            p = Math.fma(p, square, TANH_3);
            return Math.fma(p * square, x, x);
        }
        return Math.copySign(1f - 2f / (exp(2f * magnitude) + 1f), x);
    }

    /**
     * log(1 + x) for x from 0 to 1, within 2 ulp: w = 1 + x is rounded, and what it lost, c = x - (w - 1), comes back
     * as log(1 + x) = log(w) + log(1 + c / w), which is log(w) + c / w for so small a c.
     */
    static float log1p(float x) {
        float w = 1f + x;
        return log(w) + (x - (w - 1f)) / w;
    }

    /** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), where e^-|x| cannot overflow; within 3 ulp. */
    static float softplus(float x) {
        return (x <= 0 ? 0 : x) + log1p(exp(-Math.abs(x)));
    }

    /** x / (1 + e^-x), within 4 ulp; not a number for minus infinity. */
    static float silu(float x) {
        return x * sigmoid(x);
    }

    /** The derivative of {@link #silu}, s + x s (1 - s) = s (1 + x (1 - s)) with s = sigmoid(x), within 2e-6. */
    static float siluDerivative(float x) {
        float s = sigmoid(x);
        return s * Math.fma(x, 1f - s, 1f);
    }

    /**
     * The Gaussian error linear unit in its tanh form: 0.5 x (1 + tanh(u)) with u = sqrt(2 / pi) (x + 0.044715 x^3).
     * Since (1 + tanh(u)) / 2 = sigmoid(2 u), it is x sigmoid(2 u), in which nothing cancels where tanh(u) is near -1.
     * Within 2e-7, for results above 1 times the result; not a number for minus infinity.
     */
    static float gelu(float x) {
        return x * geluShare(x);
    }

    /** s = sigmoid(2 u): the share of x that {@link #gelu} lets through, with 2 u = sqrt(8 / pi) (x + 0.044715 x^3). */
    private static float geluShare(float x) {
        return sigmoid(x * Math.fma(GELU_3, x * x, GELU_1));
    }

    /**
     * The derivative of {@link #gelu}: s + x s (1 - s) v' = s (1 + x (1 - s) v'), with s = sigmoid(v), v = 2 u and v' =
     * sqrt(8 / pi) (1 + 3 * 0.044715 x^2); within 2e-6. For |x| below 1e19, whose square is finite.
     */
    static float geluDerivative(float x) {
        float s = geluShare(x);
        float slope = Math.fma(GELU_SLOPE_3, x * x, GELU_1);
        return s * Math.fma(x * (1f - s), slope, 1f);
    }
}
