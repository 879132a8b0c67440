package firsthand.reference;

import java.util.function.DoubleSupplier;

/**
 * The gradient of a function by its values alone: with f's value at a distance of h and 2 h on either side,
 *
 * <pre>
 *     f' = (8 (f(h) - f(-h)) - (f(2 h) - f(-2 h))) / (12 h)
 * </pre>
 *
 * <p>of which the error is h^4 f''''' / 30: with h = 1e-3, some 1e-13, as much as rounding in double leaves. (Fornberg,
 * "Generation of finite difference formulas on arbitrarily spaced grids", 1988, table 1.)
 */
public final class CentralDifferences {
    /** h; where slopes jump, what is differentiated has to be more than twice as far away. */
    public static final double STEP = 5e-4;

    private CentralDifferences() {}

    /** df/dx for each of {@code x}, which {@code function} reads and which is as before in the end. */
    public static double[] of(DoubleSupplier function, double[] x) {
        var gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double near = at(function, x, i, STEP) - at(function, x, i, -STEP);
            double far = at(function, x, i, 2 * STEP) - at(function, x, i, -2 * STEP);
            gradient[i] = (8 * near - far) / (12 * STEP);
        }
        return gradient;
    }

    private static double at(DoubleSupplier function, double[] x, int i, double step) {
        double before = x[i];
        x[i] = before + step;
        double value = function.getAsDouble();
        x[i] = before;
        return value;
    }
}
