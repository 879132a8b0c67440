package firsthand.report.explain;

import firsthand.network.GradientCheck;

/**
 * The gradient of one weight as the backward pass has it, beside differences of the loss.
 *
 * @param index which weight
 * @param name what it is called, as in {@code w[407,17]}
 * @param value the weight itself
 * @param backward dL/dw as the backward pass has it, with the numbers put in
 * @param difference what differences of the forward pass say
 */
public record WeightCheck(
        WeightIndex index, String name, double value, Equation backward, GradientCheck.Difference difference) {
    /** Far above what rounding makes. */
    private static final double JUMP = 1e-3;

    /** dL/dw of the backward pass. */
    public double gradient() {
        return backward.result();
    }

    /** |gradient - difference| / max(|gradient|, |difference|); 0 where both are 0. */
    public double relativeError() {
        double larger = Math.max(Math.abs(gradient()), Math.abs(difference.slope()));
        return larger == 0 ? 0 : Math.abs(gradient() - difference.slope()) / larger;
    }

    /** Whether the slope jumps near by, as a ReLU's does at 0: there the two need not agree. */
    public boolean jumps() {
        return difference.jump() > JUMP;
    }
}
