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
        var p = FloatVector.broadcast(species, EXP_6).fma(r, FloatVector.broadcast(species, EXP_5));
        p = p.fma(r, FloatVector.broadcast(species, EXP_4));
        p = p.fma(r, FloatVector.broadcast(species, EXP_3));
        p = p.fma(r, FloatVector.broadcast(species, EXP_2));
        p = p.fma(r, FloatVector.broadcast(species, 1f));
        p = p.fma(r, FloatVector.broadcast(species, 1f));
        var power = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
        var half = power.lanewise(VectorOperators.ASHR, 1);
        var low = half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        var high = power.sub(half).add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        return p.mul(low.reinterpretAsFloats()).mul(high.reinterpretAsFloats());
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
