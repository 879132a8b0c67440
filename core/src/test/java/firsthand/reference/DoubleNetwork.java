package firsthand.reference;

import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Huber;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The textbook in {@code double}: forward passes and losses by the plainest loops, written without a look at the
 * library's own. It knows layers by their type and losses by their name, asks both for no more than the numbers they
 * were given, and takes over a network's parameters.
 */
public final class DoubleNetwork {
    private final List<Layer> layers = new ArrayList<>();
    private final List<double[]> parameters = new ArrayList<>();
    private final List<String> parameterNames = new ArrayList<>();
    private double closestToKink = Double.POSITIVE_INFINITY;

    /** A network of the same layers, with a copy of the same parameters. */
    public DoubleNetwork(Network network) {
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            layers.add(layer);
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

    /** How near any ReLU or loss has come to a point where its slope jumps. */
    public double closestToKink() {
        return closestToKink;
    }

    /** The output for one example. */
    public double[] forward(double[] x) {
        double[] y = x;
        int next = 0;
        for (Layer layer : layers) {
            if (layer.type().equals("dense")) {
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

    private double[] activation(Layer layer, double[] x) {
        return switch (layer.type()) {
            case "softmax" -> normalized(exponentials(x));
            case "log-softmax" ->
                Arrays.stream(normalized(exponentials(x))).map(Math::log).toArray();
            default -> Arrays.stream(x).map(value -> activation(layer, value)).toArray();
        };
    }

    private double activation(Layer layer, double x) {
        double parameter = layer instanceof Activation given ? given.parameter().orElse(Double.NaN) : Double.NaN;
        return switch (layer.type()) {
            case "relu" -> bent(x, 0);
            case "leaky-relu" -> bent(x, parameter * x);
            case "elu" -> bent(x, parameter * (Math.exp(x) - 1));
            case "gelu" -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case "silu" -> x * logistic(x);
            case "softplus" -> Math.log(1 + Math.exp(x));
            case "identity" -> x;
            case "sigmoid" -> logistic(x);
            case "tanh" -> Math.tanh(x);
            default -> throw new IllegalArgumentException("no reference for layer " + layer.type());
        };
    }

    /** x where it is above 0, {@code otherwise} where it is not. */
    private double bent(double x, double otherwise) {
        approachesKink(x);
        return x > 0 ? x : otherwise;
    }

    private void approachesKink(double distance) {
        closestToKink = Math.min(closestToKink, Math.abs(distance));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
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
    public double loss(Loss loss, double[][] x, double[][] t) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += loss(loss, forward(x[i]), t[i]);
        }
        return sum / x.length;
    }

    private double loss(Loss loss, double[] z, double[] t) {
        int n = z.length;
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += switch (loss.name()) {
                case "cross-entropy" -> crossEntropy((CrossEntropy) loss, z, t, j);
                case "log-likelihood" -> -t[j] * Math.log(z[j]);
                case "binary-cross-entropy" -> -(t[j] * Math.log(z[j]) + (1 - t[j]) * Math.log(1 - z[j])) / n;
                case "binary-cross-entropy-with-logits" ->
                    -(t[j] * Math.log(logistic(z[j])) + (1 - t[j]) * Math.log(1 - logistic(z[j]))) / n;
                case "mean-squared-error" -> (z[j] - t[j]) * (z[j] - t[j]) / n;
                case "mean-absolute-error" -> absolute(z[j] - t[j]) / n;
                case "huber" -> huber(((Huber) loss).delta(), z[j] - t[j]) / n;
                case "hinge" -> t[j] * margins(z, j);
                default -> throw new IllegalArgumentException("no reference for loss " + loss.name());
            };
        }
        return sum;
    }

    /** Class {@code j}'s share: its smoothed target, times the weight of the class that the target names. */
    private static double crossEntropy(CrossEntropy loss, double[] z, double[] t, int j) {
        double weight = 1;
        for (int c = 0; c < loss.classWeights().size(); c++) {
            weight = t[c] == 1 ? loss.classWeights().get(c) : weight;
        }
        double smoothed = (1 - loss.smoothing()) * t[j] + loss.smoothing() / z.length;
        return -weight * smoothed * Math.log(normalized(exponentials(z))[j]);
    }

    /** A difference of exactly 0 is that of a ReLU which is off, and stays so. */
    private double absolute(double d) {
        approachesKink(d == 0 ? Double.POSITIVE_INFINITY : d);
        return Math.abs(d);
    }

    private double huber(double delta, double d) {
        approachesKink(Math.abs(d) - delta);
        return Math.abs(d) <= delta ? d * d / 2 : delta * (Math.abs(d) - delta / 2);
    }

    private double margins(double[] z, int label) {
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            if (j != label) {
                approachesKink(1 + z[j] - z[label]);
                sum += Math.max(0, 1 + z[j] - z[label]);
            }
        }
        return sum;
    }

    private static double[] exponentials(double[] z) {
        var e = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            e[j] = Math.exp(z[j]);
        }
        return e;
    }
}
