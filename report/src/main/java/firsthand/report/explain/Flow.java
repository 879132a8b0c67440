package firsthand.report.explain;

import firsthand.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What went through a layer, forward and back, for one example.
 *
 * @param in the shape of the input
 * @param out the shape of the output
 * @param x the input
 * @param y the output
 * @param dx dL/dx
 * @param dy dL/dy
 * @param skipped what a skip adds; null in other layers
 */
record Flow(Shape in, Shape out, float[] x, float[] y, float[] dx, float[] dy, float @Nullable [] skipped) {}
