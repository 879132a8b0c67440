package firsthand.settings;

import firsthand.optimizer.Optimizer;
import firsthand.schedule.Schedule;
import java.util.Arrays;
import java.util.List;

/**
 * A bug of two of the sources, for those who want their numbers to the digit: {@code db = 1 / m * np.sum(dz)} sums over
 * classes and examples alike, so that every bias of a layer moves by the same amount. Right is
 * {@code np.sum(dz, axis=1, keepdims=True)}.
 *
 * @param rule what moves the parameters otherwise
 * @param widths the units of the hidden layers; what has as many numbers, or ten, is taken for biases
 */
record SummedBiasGradient(Optimizer rule, List<Integer> widths) implements Optimizer {
    private static final int CLASSES = 10;

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Schedule learningRate() {
        return rule.learningRate();
    }

    @Override
    public int states() {
        return rule.states();
    }

    @Override
    public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
        boolean bias = w.length == CLASSES || widths.contains(w.length);
        rule.update(w, bias ? summed(dw) : dw, state, rate, step, from, to);
    }

    private static float[] summed(float[] db) {
        float sum = 0;
        for (float gradient : db) {
            sum += gradient;
        }
        var same = new float[db.length];
        Arrays.fill(same, sum);
        return same;
    }
}
