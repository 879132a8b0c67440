package firsthand.network;

import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.layer.Skip;
import firsthand.loss.Loss;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sets gradients beside differences of the forward pass, which know nothing of the backward pass: whoever writes a layer
 * finds the sign that is wrong, the factor that is missing, the matrix that should be transposed.
 *
 * <pre>{@code
 * var result = GradientCheck.check(new Scale(3), Shape.of(8));
 * if (!result.isOk()) {
 *     System.out.println(result.firstWrong().orElseThrow());
 * }
 * }</pre>
 *
 * <p>With the loss L at distances h and 2 h on both sides of a number v,
 *
 * <pre>
 *     dL/dv = (8 (L(v + h) - L(v - h)) - (L(v + 2 h) - L(v - 2 h))) / (12 h)
 * </pre>
 *
 * <p>with an error of h^4 L''''' / 30 (Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids",
 * 1988, table 1). The forward pass rounds to {@code float}, so that h has to be large; losses are added up in
 * {@code double}. What is left of rounding is some 1e-4 of the largest gradient, and {@link #TOLERANCE} far below what
 * any mistake makes.
 *
 * <p>Where a slope jumps, as a ReLU's does at 0, there is no derivative to be found. It shows in that h and h / 2
 * disagree, or in that L bends as sharply over h / 2 as over h. Of two steps the one with less of that is taken; where
 * both have too much, the number is left out, and counted.
 *
 * <p>Chance is held still: dropout leaves out the same values each time. Batch normalisation is checked as it trains, over
 * the batch; its running means, and all parameters, are in the end as they were. The gradients that parameters hold then
 * are those of the batch.
 */
public final class GradientCheck {
    /** The largest error allowed, as a share of the largest gradient of the same tensor. */
    public static final double TOLERANCE = 1e-3;

    /** How much of a jump is let pass, as a share of the same. */
    private static final double JUMP = TOLERANCE / 2;

    /**
     * The least that counts as largest gradient of a tensor, as a share of that of all: what is next to nothing, as for a
     * bias before batch normalisation, is nothing but rounding.
     */
    private static final double FLOOR = 0.1;

    private static final double LARGE_STEP = 0x1p-4;
    private static final double SMALL_STEP = 0x1p-7;
    private static final int EXAMPLES = 4;
    private static final long SEED = 1;

    private final Network network;
    private final Workspace workspace;
    private final Tensor x;
    private final String where;
    private final Objective objective;

    /** Of {@code layer} between an input that wants a gradient and an objective; {@code where} goes before names. */
    private GradientCheck(Layer layer, Tensor x, String where, Objective objective) {
        this(new Network(x.shape().example(), List.of(Activation.identity(), layer)), x, where, objective);
    }

    private GradientCheck(Network network, Tensor x, String where, Objective objective) {
        this.network = network;
        this.x = x;
        this.where = where;
        this.objective = objective;
        workspace = network.workspace(x.shape().extent(0));
        workspace.seed(SEED);
    }

    /** What is made of the output: a number, and its gradient. */
    private interface Objective {
        /** The loss in double; its gradient goes to {@code gradient}. */
        double evaluate(Tensor output, Tensor gradient);
    }

    /**
     * What a check has found.
     *
     * @param firstWrong the first number whose gradient is wrong; empty if none is
     * @param tensors one for the input of each layer that was checked, and one for each parameter
     */
    public record Result(Optional<Wrong> firstWrong, List<Checked> tensors) {

        /** Makes the list unchangeable. */
        public Result {
            tensors = List.copyOf(tensors);
        }

        /** Whether no gradient is wrong. */
        public boolean isOk() {
            return firstWrong.isEmpty();
        }

        /** How many numbers have been checked. */
        public int checked() {
            return tensors.stream().mapToInt(Checked::checked).sum();
        }

        /** How many have been left out, because a slope jumps near by. */
        public int leftOut() {
            return tensors.stream().mapToInt(Checked::leftOut).sum();
        }
    }

    /**
     * A gradient that is wrong.
     *
     * @param name the tensor: "input" or the parameter, as in "weight"; in a network with the layer's number and type
     *     before, as in "2.dense.weight"
     * @param index where in the tensor's values
     * @param expected what differences say
     * @param received what the backward pass says
     */
    public record Wrong(String name, int index, double expected, double received) {
        @Override
        public String toString() {
            return name + "[" + index + "]: expected a gradient of " + expected + ", received " + received;
        }
    }

    /**
     * How one tensor did.
     *
     * @param name as in {@link Wrong#name()}
     * @param checked how many of its numbers were compared
     * @param leftOut how many were not, because a slope jumps near by
     * @param worstRelativeError the largest error, as a share of the largest gradient of the tensor; NaN or infinite
     *     where a gradient is
     */
    public record Checked(String name, int checked, int leftOut, double worstRelativeError) {
        /** Whether every gradient is near enough. */
        public boolean isOk() {
            return worstRelativeError <= TOLERANCE;
        }
    }

    /**
     * Checks one layer by itself, on a small batch of random numbers: dL/dx and the gradient of every parameter, all of
     * their entries, with L a sum of the outputs in random proportions. Parameters that are all 0, or all 1, are checked
     * as they are.
     *
     * @throws IllegalArgumentException if the layer cannot work on such an input, or is a {@link Skip}, which is nothing
     *     by itself
     */
    public static Result check(Layer layer, Shape input) {
        if (layer instanceof Skip) {
            throw new IllegalArgumentException(
                    "gradient check: expected a layer that stands by itself, received a skip; check the network");
        }
        var random = RandomStream.of(SEED).split("gradient check");
        var x = Tensor.zeros(input.batch(EXAMPLES));
        fill(x, random.split("input"));
        var proportions = Tensor.zeros(layer.outputShape(input).batch(EXAMPLES));
        fill(proportions, random.split("proportions"));
        return new GradientCheck(layer, x, "", (output, gradient) -> sum(output, proportions, gradient))
                .run(Integer.MAX_VALUE, random.split("sample"));
    }

    /**
     * Checks a network with a loss on a batch: first the gradient of the loss, then each layer by itself, on the input and
     * with the gradient of its output that it gets in the network, so that by the chain rule all is right if all parts
     * are. A skip has nothing of its own to check. Of every tensor up to {@code entries} numbers, drawn by {@code
     * random}.
     *
     * @param x n examples
     * @param t their targets, of shape n x outputs
     * @throws IllegalArgumentException if x or t does not fit the network, or entries is below 1
     */
    public static Result check(Network network, Loss loss, Tensor x, Tensor t, int entries, RandomStream random) {
        int examples = x.shape().extent(0);
        var targets = network.outputShape().batch(examples);
        if (t.size() != targets.size()) {
            throw new IllegalArgumentException(
                    "gradient check: expected targets of shape " + targets + ", received " + t.shape());
        }
        if (entries < 1) {
            throw new IllegalArgumentException("gradient check: expected 1 entry or more, received " + entries);
        }
        var buffers = Buffers.of(network);
        var workspace = network.workspace(examples);
        workspace.seed(SEED);
        loss.evaluate(network.forward(x, workspace), t, workspace.outputGradient());
        network.backward(workspace);
        List<Result> results = new ArrayList<>();
        results.add(new GradientCheck(
                        Activation.identity(),
                        workspace.output().copy(),
                        "loss.",
                        (output, gradient) -> loss.evaluate(output, t, gradient))
                .run(entries, random));
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            if (!(layer instanceof Skip)) {
                var input = workspace.pass(i).x().copy();
                var proportions = workspace.pass(i).dy().copy();
                results.add(new GradientCheck(
                                layer,
                                input,
                                i + "." + layer.type() + ".",
                                (output, gradient) -> sum(output, proportions, gradient))
                        .run(entries, random));
            }
        }
        buffers.restore();
        return new Result(
                results.stream().flatMap(result -> result.firstWrong().stream()).findFirst(),
                results.stream().flatMap(result -> result.tensors().stream()).toList());
    }

    /** The same for up to 50 numbers of each parameter, drawn by a fixed seed. */
    public static Result check(Network network, Loss loss, Tensor x, Tensor t) {
        return check(network, loss, x, t, 50, RandomStream.of(SEED));
    }

    /**
     * The slope of the loss along one number that the output depends on, by differences of the loss through the whole
     * network; the number, and all running means, are in the end as they were.
     *
     * @param x n examples
     * @param t their targets, of shape n x outputs
     * @param values where the number is: those of a parameter, or of x
     * @param i which of them
     * @throws IllegalArgumentException if x does not fit the network, or the loss is not finite
     */
    public static Difference difference(Network network, Loss loss, Tensor x, Tensor t, float[] values, int i) {
        var check = new GradientCheck(network, x, "", (output, gradient) -> loss.evaluate(output, t, gradient));
        var buffers = Buffers.of(network);
        var difference = check.difference(values, i, check.finiteLoss());
        buffers.restore();
        return difference;
    }

    private static void fill(Tensor tensor, RandomStream random) {
        for (int i = 0; i < tensor.size(); i++) {
            tensor.values()[i] = (float) random.nextGaussian();
        }
    }

    private static double sum(Tensor output, Tensor proportions, Tensor gradient) {
        double sum = 0;
        for (int i = 0; i < output.size(); i++) {
            sum += (double) output.values()[i] * proportions.values()[i];
            gradient.values()[i] = proportions.values()[i];
        }
        return sum;
    }

    private Result run(int entries, RandomStream random) {
        var buffers = Buffers.of(network);
        double middle = finiteLoss();
        network.backward(workspace);
        List<Compared> compared = new ArrayList<>();
        for (var variable : variables()) {
            compared.add(compare(variable, entries, random, middle));
        }
        buffers.restore();
        double floor =
                FLOOR * compared.stream().mapToDouble(Compared::largest).max().orElse(0);
        return new Result(
                compared.stream()
                        .flatMap(each -> each.firstWrong(floor).stream())
                        .findFirst(),
                compared.stream().map(each -> each.checked(floor)).toList());
    }

    /** What a network's layers keep beside their parameters, and a copy of it from before. */
    private record Buffers(List<Tensor> values, List<Tensor> before) {
        private static Buffers of(Network network) {
            var values = network.layers().stream()
                    .flatMap(layer -> layer.buffers().stream())
                    .map(Parameter::value)
                    .toList();
            return new Buffers(values, values.stream().map(Tensor::copy).toList());
        }

        private void restore() {
            for (int b = 0; b < values.size(); b++) {
                System.arraycopy(
                        before.get(b).values(),
                        0,
                        values.get(b).values(),
                        0,
                        before.get(b).size());
            }
        }
    }

    /** Something that L depends on, with a copy of what the backward pass says. */
    private record Variable(String name, float[] values, float[] gradient) {}

    private List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        variables.add(variable(where + "input", x, workspace.pass(1).dx()));
        for (var parameter : network.parameters()) {
            variables.add(variable(where + parameter.name(), parameter.value(), parameter.gradient()));
        }
        return variables;
    }

    private static Variable variable(String name, Tensor value, Tensor gradient) {
        return new Variable(name, value.values(), gradient.values().clone());
    }

    private double finiteLoss() {
        double loss = loss();
        if (!Double.isFinite(loss)) {
            throw new IllegalArgumentException("gradient check: expected a finite loss, received " + loss);
        }
        return loss;
    }

    private double loss() {
        return objective.evaluate(network.forward(x, workspace), workspace.outputGradient());
    }

    private Compared compare(Variable variable, int entries, RandomStream random, double middle) {
        int[] sample = sample(variable.gradient, entries, random);
        var differences = IntStream.of(sample)
                .mapToObj(i -> difference(variable.values, i, middle))
                .toList();
        return new Compared(variable, sample, differences);
    }

    /** In order, so that the first that is wrong comes first; and with the largest gradient, by which all are judged. */
    private static int[] sample(float[] gradient, int entries, RandomStream random) {
        int[] all = IntStream.range(0, gradient.length).toArray();
        if (all.length <= entries) {
            return all;
        }
        random.shuffle(all);
        int[] sample = Arrays.copyOf(all, entries);
        int largest = largest(gradient);
        if (IntStream.of(sample).noneMatch(i -> i == largest)) {
            sample[0] = largest;
        }
        Arrays.sort(sample);
        return sample;
    }

    private static int largest(float[] gradient) {
        int largest = 0;
        for (int i = 1; i < gradient.length; i++) {
            largest = Math.abs(gradient[i]) > Math.abs(gradient[largest]) ? i : largest;
        }
        return largest;
    }

    /**
     * A slope as differences see it, and the losses that it is made of.
     *
     * @param step h
     * @param farBelow L(v - 2 h)
     * @param below L(v - h)
     * @param above L(v + h)
     * @param farAbove L(v + 2 h)
     * @param jump how far the slope is from being the same all around: far above the noise of rounding, it jumps there
     */
    public record Difference(double step, double farBelow, double below, double above, double farAbove, double jump) {
        /** (8 (L(v + h) - L(v - h)) - (L(v + 2 h) - L(v - 2 h))) / (12 h). */
        public double slope() {
            return (8 * (above - below) - (farAbove - farBelow)) / (12 * step);
        }
    }

    private Difference difference(float[] values, int i, double middle) {
        var large = difference(values, i, middle, LARGE_STEP);
        var small = difference(values, i, middle, SMALL_STEP);
        return small.jump < large.jump ? small : large;
    }

    /**
     * The bend of L, (L(v + h) - 2 L(v) + L(v - h)) / h, is h L'' where L is smooth, half as much for half the step; where
     * the slope jumps, it is the jump, whatever the step.
     */
    private Difference difference(float[] values, int i, double middle, double step) {
        float before = values[i];
        double h = step * Math.max(1, Math.abs(before));
        double[] above = new double[3];
        double[] below = new double[3];
        for (int k = 0; k < 3; k++) {
            double distance = h * (1 << k) / 2;
            values[i] = (float) (before + distance);
            above[k] = loss();
            values[i] = (float) (before - distance);
            below[k] = loss();
        }
        values[i] = before;
        double fine = (8 * (above[0] - below[0]) - (above[1] - below[1])) / (6 * h);
        double bend = (above[1] - 2 * middle + below[1]) / h;
        double halfBend = (above[0] - 2 * middle + below[0]) / (h / 2);
        double slope = new Difference(h, below[2], below[1], above[1], above[2], 0).slope();
        double jump = Math.max(Math.abs(slope - fine), Math.abs(2 * halfBend - bend));
        return new Difference(h, below[2], below[1], above[1], above[2], jump);
    }

    /** The gradients of a sample of one tensor's numbers, and what differences say about each. */
    private record Compared(Variable variable, int[] sample, List<Difference> differences) {
        private double largest() {
            return differences.stream()
                    .mapToDouble(difference -> Math.abs(difference.slope()))
                    .max()
                    .orElse(0);
        }

        private double scale(double floor) {
            return Math.max(Double.MIN_NORMAL, Math.max(largest(), floor));
        }

        private boolean isLeftOut(int n, double scale) {
            return !(differences.get(n).jump <= JUMP * scale);
        }

        private double error(int n, double scale) {
            return Math.abs(variable.gradient[sample[n]] - differences.get(n).slope()) / scale;
        }

        private Optional<Wrong> firstWrong(double floor) {
            double scale = scale(floor);
            return IntStream.range(0, sample.length)
                    .filter(n -> !isLeftOut(n, scale) && !(error(n, scale) <= TOLERANCE))
                    .mapToObj(n -> new Wrong(
                            variable.name, sample[n], differences.get(n).slope(), variable.gradient[sample[n]]))
                    .findFirst();
        }

        private Checked checked(double floor) {
            double scale = scale(floor);
            int[] kept = IntStream.range(0, sample.length)
                    .filter(n -> !isLeftOut(n, scale))
                    .toArray();
            double worst =
                    IntStream.of(kept).mapToDouble(n -> error(n, scale)).max().orElse(0);
            return new Checked(variable.name, kept.length, sample.length - kept.length, worst);
        }
    }
}
