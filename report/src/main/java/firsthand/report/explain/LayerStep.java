package firsthand.report.explain;

import firsthand.tensor.Shape;

/**
 * What one layer did.
 *
 * @param index its number, from 0 on
 * @param type what kind it is
 * @param input the shape of its input
 * @param output the shape of its output
 * @param forward how y came of x
 * @param backward how dL/dx, and the gradients of its parameters, came of dL/dy
 */
public record LayerStep(int index, String type, Shape input, Shape output, Half forward, Half backward) {}
