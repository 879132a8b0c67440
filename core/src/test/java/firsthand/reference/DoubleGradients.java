package firsthand.reference;

import firsthand.layer.Parameter;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Compares gradients with central differences of the reference loss in {@code double}.
 *
 * <p>A gradient is a sum of some dozens of {@code float} products, each rounded to 24 bits, through two or three
 * layers: its error is some units of 6e-8 times the largest terms. {@link #TOLERANCE} times the largest gradient of the
 * same parameter leaves room for that, and is a thousand times smaller than any mistake. The differences themselves are
 * exact to some 1e-9.
 */
public final class DoubleGradients {
    /** The largest error allowed, as a share of the largest gradient of the same parameter. */
    public static final double TOLERANCE = 1e-5;

    private static final double STEP = 1e-5;

    private DoubleGradients() {}

    /** Takes a batch forward and back through the library, so that its gradients are there to be checked. */
    public static void backpropagate(Network network, Loss loss, Tensor x, Tensor t) {
        var workspace = network.workspace(x.shape().extent(0));
        loss.evaluate(network.forward(x, workspace), t, workspace.outputGradient());
        network.backward(workspace);
    }

    /** The first entry of {@code gradients} that is wrong, with what it is and should be; empty if all are right. */
    public static Optional<String> firstWrong(Network network, Loss loss, Tensor x, Tensor t, List<float[]> gradients) {
        var reference = new DoubleNetwork(network);
        double[][] inputs = rows(x);
        double[][] targets = rows(t);
        for (int p = 0; p < reference.parameterCount(); p++) {
            double[] expected = differences(reference, p, loss, inputs, targets);
            double largest = 0;
            for (double gradient : expected) {
                largest = Math.max(largest, Math.abs(gradient));
            }
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(gradients.get(p)[i] - expected[i]) <= TOLERANCE * largest)) {
                    return Optional.of(reference.parameterName(p) + "[" + i + "]: expected " + expected[i]
                            + ", received " + gradients.get(p)[i]);
                }
            }
        }
        return Optional.empty();
    }

    /** A copy of the gradients that a network holds. */
    public static List<float[]> gradients(Network network) {
        return network.parameters().stream()
                .map(Parameter::gradient)
                .map(gradient -> gradient.values().clone())
                .toList();
    }

    private static double[] differences(
            DoubleNetwork reference, int p, Loss loss, double[][] inputs, double[][] targets) {
        double[] parameter = reference.parameter(p);
        var differences = new double[parameter.length];
        for (int i = 0; i < parameter.length; i++) {
            double value = parameter[i];
            parameter[i] = value + STEP;
            double above = reference.loss(loss, inputs, targets);
            parameter[i] = value - STEP;
            double below = reference.loss(loss, inputs, targets);
            parameter[i] = value;
            differences[i] = (above - below) / (2 * STEP);
        }
        return differences;
    }

    /** The examples of a batch, one a row. */
    public static double[][] rows(Tensor batch) {
        double[] all = DoubleNetwork.doubles(batch);
        var rows = new double[batch.shape().extent(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = java.util.Arrays.copyOfRange(all, i * batch.stride(), (i + 1) * batch.stride());
        }
        return rows;
    }
}
