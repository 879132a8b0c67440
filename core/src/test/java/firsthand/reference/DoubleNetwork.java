package firsthand.reference;

import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The textbook in {@code double}: forward passes and losses by the plainest loops, written without a look at the
 * library's own. It knows layers by their type and losses by their name, and takes over a network's parameters.
 */
public final class DoubleNetwork {
    private final List<String> layers = new ArrayList<>();
    private final List<double[]> parameters = new ArrayList<>();
    private final List<String> parameterNames = new ArrayList<>();
    private double closestToKink = Double.POSITIVE_INFINITY;

    /** A network of the same layers, with a copy of the same parameters. */
    public DoubleNetwork(Network network) {
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            layers.add(layer.type());
            for (Parameter parameter : layer.parameters()) {
                parameters.add(doubles(parameter.value()));
                parameterNames.add(i + "." + layer.type() + "." + parameter.name());
            }
        }
    }

    static double[] doubles(Tensor tensor) {
        var copy = new double[tensor.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = tensor.values()[i];
        }
        return copy;
    }

    /** Parameter {@code p}, for the caller to read and to change. */
    public double[] parameter(int p) {
        return parameters.get(p);
    }

    /** How many parameters there are. */
    public int parameterCount() {
        return parameters.size();
    }

    /** What parameter {@code p} is called: "0.dense.weight". */
    public String parameterName(int p) {
        return parameterNames.get(p);
    }

    /** How near to 0, where its slope jumps, the input of any ReLU has come. */
    public double closestToKink() {
        return closestToKink;
    }

    /** The output for one example. */
    public double[] forward(double[] x) {
        double[] y = x;
        int next = 0;
        for (String layer : layers) {
            if (layer.equals("dense")) {
                y = dense(y, parameters.get(next), parameters.get(next + 1));
                next += 2;
            } else {
                y = activation(layer, y);
            }
        }
        return y;
    }

    private static double[] dense(double[] x, double[] w, double[] b) {
        var y = b.clone();
        for (int k = 0; k < x.length; k++) {
            for (int j = 0; j < y.length; j++) {
                y[j] += x[k] * w[k * y.length + j];
            }
        }
        return y;
    }

    private double[] activation(String type, double[] x) {
        var y = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            y[j] = switch (type) {
                case "relu" -> Math.max(0, x[j]);
                case "sigmoid" -> 1 / (1 + Math.exp(-x[j]));
                case "tanh" -> Math.tanh(x[j]);
                case "softmax" -> Math.exp(x[j]);
                default -> throw new IllegalArgumentException("no reference for layer " + type);
            };
            closestToKink = type.equals("relu") ? Math.min(closestToKink, Math.abs(x[j])) : closestToKink;
        }
        return type.equals("softmax") ? normalized(y) : y;
    }

    private static double[] normalized(double[] y) {
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        for (int j = 0; j < y.length; j++) {
            y[j] /= sum;
        }
        return y;
    }

    /** The mean loss over the rows of {@code x}. */
    public double loss(String name, double[][] x, double[][] t) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += loss(name, forward(x[i]), t[i]);
        }
        return sum / x.length;
    }

    private static double loss(String name, double[] z, double[] t) {
        double loss = 0;
        for (int j = 0; j < z.length; j++) {
            loss += switch (name) {
                case "cross-entropy" -> -t[j] * Math.log(normalized(exponentials(z))[j]);
                case "log-likelihood" -> -t[j] * Math.log(z[j]);
                case "binary-cross-entropy" -> -(t[j] * Math.log(z[j]) + (1 - t[j]) * Math.log(1 - z[j])) / z.length;
                case "mean-squared-error" -> (z[j] - t[j]) * (z[j] - t[j]) / z.length;
                default -> throw new IllegalArgumentException("no reference for loss " + name);
            };
        }
        return loss;
    }

    private static double[] exponentials(double[] z) {
        var e = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            e[j] = Math.exp(z[j]);
        }
        return e;
    }
}
