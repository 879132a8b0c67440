package firsthand.regularizer;

import firsthand.layer.Parameter;

/**
 * A limit to the norm of each unit's incoming weights: where sqrt(sum over i of w[i, j]^2) exceeds the limit after a
 * step, w[i, j] = w[i, j] limit / norm throughout column j (Srivastava et al., "Dropout", 2014, section 5.1, after Srebro and Shraibman,
 * 2005).
 *
 * <p>Weights have one column for each unit, their last extent. A column is measured and scaled whole by one thread.
 *
 * @param limit the largest norm, above 0; 3 or 4 is usual
 */
public record MaxNorm(double limit) implements Regularizer {

    /** @throws IllegalArgumentException unless the limit is finite and above 0 */
    public MaxNorm {
        Ranges.checkLimit("max norm", limit);
    }

    @Override
    public String name() {
        return "max-norm";
    }

    @Override
    public boolean actsAfterStep() {
        return true;
    }

    @Override
    public void afterStep(Parameter parameter, int part, int parts) {
        float[] w = parameter.value().values();
        var shape = parameter.value().shape();
        int units = shape.extent(shape.rank() - 1);
        int from = (int) ((long) units * part / parts);
        int to = (int) ((long) units * (part + 1) / parts);
        for (int j = from; j < to; j++) {
            limitColumn(w, j, units);
        }
    }

    private void limitColumn(float[] w, int column, int units) {
        double squares = 0;
        for (int i = column; i < w.length; i += units) {
            squares += (double) w[i] * w[i];
        }
        double norm = Math.sqrt(squares);
        if (norm > limit) {
            float factor = (float) (limit / norm);
            for (int i = column; i < w.length; i += units) {
                w[i] *= factor;
            }
        }
    }
}
