package firsthand.training;

import firsthand.layer.Parameter;
import firsthand.network.Network;
import java.util.List;

/**
 * A moving average of a network's weights, and of its buffers: a = d a + (1 - d) w after each step.
 *
 * <p>Steps near the end of a training jump about the minimum; their mean lies closer to it. So that the first weights
 * do not weigh for long, d grows with the number t of steps made: d = min(decay, t / (t + 9)). (Polyak and Juditsky,
 * 1992; with exponential weights as in Szegedy et al., "Rethinking the inception architecture", 2016, section 8.)
 */
final class WeightAverage {
    private final Network network;
    private final double decay;
    private final List<Parameter> state;
    private final List<float[]> averages;

    WeightAverage(Network network, double decay) {
        this.network = network;
        this.decay = decay;
        state = network.state();
        averages = state.stream()
                .map(parameter -> parameter.value().values().clone())
                .toList();
    }

    /** Part {@code part} of {@code parts} of taking the weights after {@code step} steps into the average. */
    void add(long step, int part, int parts) {
        float kept = (float) Math.min(decay, step / (step + 9.0));
        for (int p = 0; p < averages.size(); p++) {
            float[] w = state.get(p).value().values();
            float[] a = averages.get(p);
            int to = (int) ((long) a.length * (part + 1) / parts);
            for (int i = (int) ((long) a.length * part / parts); i < to; i++) {
                a[i] = Math.fma(kept, a[i] - w[i], w[i]);
            }
        }
    }

    /** Says what has to be remembered. */
    void describe(TrainingState trainingState) {
        trainingState.tensors("average", network, averages);
    }

    /** Gives the network its average, and keeps what it had: called again, it gives that back. */
    void exchange() {
        for (int p = 0; p < averages.size(); p++) {
            float[] w = state.get(p).value().values();
            float[] a = averages.get(p);
            for (int i = 0; i < a.length; i++) {
                float before = w[i];
                w[i] = a[i];
                a[i] = before;
            }
        }
    }
}
