package firsthand.layer;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;

/**
 * Numbers that training changes, and the gradient of the loss with respect to each.
 *
 * @param name what the numbers are within their layer: "weight", "bias"
 * @param value the numbers
 * @param gradient dL/dvalue of the last backward pass, of the same shape
 */
public record Parameter(String name, Tensor value, Tensor gradient) {

    /** @throws IllegalArgumentException if value and gradient differ in shape */
    public Parameter {
        if (!value.shape().equals(gradient.shape())) {
            throw new IllegalArgumentException("Parameter " + name + ": expected a gradient of shape " + value.shape()
                    + ", received " + gradient.shape());
        }
    }

    /** A parameter of zeros. */
    public static Parameter zeros(String name, int... extents) {
        return new Parameter(name, Tensor.zeros(extents), Tensor.zeros(Shape.of(extents)));
    }
}
