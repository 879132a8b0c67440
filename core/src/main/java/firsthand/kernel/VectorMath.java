package firsthand.kernel;

import static firsthand.kernel.FloatMath.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link FloatMath} on a vector of values: the same operations in the same order, hence the same bits.
 */
final class VectorMath {
    private VectorMath() {}

    static FloatVector exp(FloatVector x) {
        var species = x.species();
        x = x.blend(EXP_LOWEST, x.lt(EXP_LOWEST));
        x = x.blend(EXP_HIGHEST, x.compare(VectorOperators.GT, EXP_HIGHEST));
        var shifted = x.fma(FloatVector.broadcast(species, LOG2_E), FloatVector.broadcast(species, ROUNDER));
        var n = shifted.sub(ROUNDER);
        var r = n.fma(FloatVector.broadcast(species, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(species, -LN2_LOW), r);
        var p = expTail(r);
        p = p.fma(r, FloatVector.broadcast(species, 1f));
        p = p.fma(r, FloatVector.broadcast(species, 1f));
        var power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        var half = power.lanewise(VectorOperators.ASHR, 1);
        var low = half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        var high = power.sub(half).add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        return p.mul(low.reinterpretAsFloats()).mul(high.reinterpretAsFloats());
    }

    private static FloatVector expTail(FloatVector r) {
        var species = r.species();
        var p = FloatVector.broadcast(species, EXP_6).fma(r, FloatVector.broadcast(species, EXP_5));
        p = p.fma(r, FloatVector.broadcast(species, EXP_4));
        p = p.fma(r, FloatVector.broadcast(species, EXP_3));
        return p.fma(r, FloatVector.broadcast(species, EXP_2));
    }

    static FloatVector expm1(FloatVector x) {
        var species = x.species();
        x = x.blend(EXPM1_LOWEST, x.lt(EXPM1_LOWEST));
        var shifted = x.fma(FloatVector.broadcast(species, LOG2_E), FloatVector.broadcast(species, ROUNDER));
        var n = shifted.sub(ROUNDER);
        var r = n.fma(FloatVector.broadcast(species, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(species, -LN2_LOW), r);
        var p = expTail(r).mul(r).fma(r, r);
        var power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        var scale = power.add(EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                .reinterpretAsFloats();
        return scale.fma(p, scale.sub(1f));
    }

    static FloatVector log(FloatVector x) {
        var species = x.species();
        var bits = x.reinterpretAsInts();
        var exponent = bits.sub(ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
        var f = bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS))
                .reinterpretAsFloats()
                .sub(1f);
        var p = FloatVector.broadcast(species, LOG_10).fma(f, FloatVector.broadcast(species, LOG_9));
        p = p.fma(f, FloatVector.broadcast(species, LOG_8));
        p = p.fma(f, FloatVector.broadcast(species, LOG_7));
        p = p.fma(f, FloatVector.broadcast(species, LOG_6));
        p = p.fma(f, FloatVector.broadcast(species, LOG_5));
        p = p.fma(f, FloatVector.broadcast(species, LOG_4));
        p = p.fma(f, FloatVector.broadcast(species, LOG_3));
        var square = f.mul(f);
        // The whole number in the low bits of ROUNDER, which then goes: quicker than a conversion.
        var n = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
        var tail = p.mul(f).fma(square, n.mul(LN2_LOW));
        tail = square.fma(FloatVector.broadcast(species, -0.5f), tail);
        return n.fma(FloatVector.broadcast(species, LN2_HIGH), f.add(tail));
    }

    static FloatVector log1p(FloatVector x) {
        var w = x.add(1f);
        return log(w).add(x.sub(w.sub(1f)).div(w));
    }

    static FloatVector softplus(FloatVector x) {
        return x.blend(0f, x.compare(VectorOperators.LE, 0f))
                .add(log1p(exp(x.abs().neg())));
    }

    static FloatVector silu(FloatVector x) {
        return x.mul(sigmoid(x));
    }

    static FloatVector siluDerivative(FloatVector x) {
        var one = FloatVector.broadcast(x.species(), 1f);
        var s = sigmoid(x);
        return s.mul(x.fma(one.sub(s), one));
    }

    static FloatVector gelu(FloatVector x) {
        return x.mul(geluShare(x));
    }

    static FloatVector geluShare(FloatVector x) {
        return sigmoid(x.mul(geluFactor(x, GELU_3)));
    }

    /** GELU_1 + cubic x^2. */
    private static FloatVector geluFactor(FloatVector x, float cubic) {
        var species = x.species();
        return FloatVector.broadcast(species, cubic).fma(x.mul(x), FloatVector.broadcast(species, GELU_1));
    }

    /** With s = {@link #geluShare}. */
    static FloatVector geluDerivative(FloatVector x, FloatVector s) {
        var one = FloatVector.broadcast(x.species(), 1f);
        return s.mul(x.mul(one.sub(s)).fma(geluFactor(x, GELU_SLOPE_3), one));
    }

    static FloatVector sigmoid(FloatVector x) {
        var one = FloatVector.broadcast(x.species(), 1f);
        return one.div(exp(x.neg()).add(one));
    }

    static FloatVector tanh(FloatVector x) {
        var species = x.species();
        var square = x.mul(x);
        var p = FloatVector.broadcast(species, TANH_11).fma(square, FloatVector.broadcast(species, TANH_9));
        p = p.fma(square, FloatVector.broadcast(species, TANH_7));
        p = p.fma(square, FloatVector.broadcast(species, TANH_5));
        p = p.fma(square, FloatVector.broadcast(species, TANH_3));
        var small = p.mul(square).fma(x, x);
        var magnitude = x.abs();
        var one = FloatVector.broadcast(species, 1f);
        var large = one.sub(
                FloatVector.broadcast(species, 2f).div(exp(magnitude.mul(2f)).add(one)));
        var sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
        var signed = large.reinterpretAsInts().or(sign).reinterpretAsFloats();
        return signed.blend(small, magnitude.lt(TANH_SMALL));
    }
}
