package firsthand.conformance;

import firsthand.layer.Activation;
import firsthand.layer.BatchwiseLayer;
import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.layer.Pass;
import firsthand.layer.Skip;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One layer by itself, taken through a batch as a network does. There is more room than the batch needs, and all that
 * the layer has to fill is NaN before.
 */
final class Run {
    /** How many examples a batch has. */
    static final int EXAMPLES = 5;

    private static final int SPARE = 2;
    private static final long SEED = 20;

    private final Layer layer;
    private final Pass pass;
    private final Pass skipped;

    private Run(Layer layer, Pass pass, Pass skipped) {
        this.layer = layer;
        this.pass = pass;
        this.skipped = skipped;
    }

    /** A run of an example's layer, its parameters and the batch drawn by the same seed each time. */
    static Run of(LayerExample example, boolean training) {
        var layer = example.make().apply(SEED);
        fillState(layer);
        return of(layer, example, training, EXAMPLES + SPARE, EXAMPLES, 0);
    }

    /** Prediction for example {@code i} of the same batch, in a batch of its own. */
    static Run ofOne(LayerExample example, int i) {
        var layer = example.make().apply(SEED);
        fillState(layer);
        return of(layer, example, false, 1, 1, i);
    }

    private static Run of(Layer layer, LayerExample example, boolean training, int capacity, int examples, int first) {
        var input = example.input();
        var output = layer.outputShape(input);
        var x = Tensor.zeros(input.batch(capacity));
        var other = Tensor.zeros(input.batch(capacity));
        var dx = Tensor.zeros(input.batch(capacity));
        var skipped = new Pass(Activation.identity(), other, other, dx.copy(), dx, null, null, training);
        var pass = new Pass(
                layer,
                x,
                Tensor.zeros(output.batch(capacity)),
                training ? dx : null,
                Tensor.zeros(output.batch(capacity)),
                null,
                layer instanceof Skip ? skipped : null,
                training);
        float[] numbers = spread(EXAMPLES * input.size());
        System.arraycopy(numbers, first * input.size(), x.values(), 0, examples * input.size());
        System.arraycopy(numbers, first * input.size(), other.values(), 0, examples * input.size());
        var random = RandomStream.of(SEED).split("gradient");
        for (int i = 0; i < examples * output.size(); i++) {
            pass.dy().values()[i] = (float) random.nextGaussian();
        }
        pass.examples(examples);
        pass.seed(SEED);
        return new Run(layer, pass, skipped);
    }

    /**
     * Numbers from -2 to 2 in random order, as far from each other and from 0 as they can be: no slope jumps near by,
     * neither a ReLU's nor that of a maximum.
     */
    private static float[] spread(int count) {
        var order = new int[count];
        Arrays.setAll(order, i -> i);
        RandomStream.of(SEED).split("input").shuffle(order);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (order[i] + 0.5f - count / 2) * 4 / count;
        }
        return numbers;
    }

    /** Parameters and buffers of no particular value; what is a scale or a variance stays above 0. */
    static void fillState(Layer layer) {
        var random = RandomStream.of(SEED).split("state");
        state(layer).forEach(parameter -> {
            boolean positive =
                    parameter.name().equals("scale") || parameter.name().endsWith("variance");
            float[] values = parameter.value().values();
            for (int i = 0; i < values.length; i++) {
                values[i] = positive ? 0.5f + random.nextFloat() : 2 * random.nextFloat() - 1;
            }
        });
    }

    private static Stream<Parameter> state(Layer layer) {
        return Stream.concat(layer.parameters().stream(), layer.buffers().stream());
    }

    Layer layer() {
        return layer;
    }

    Pass pass() {
        return pass;
    }

    /** Parameters, then buffers, in double. */
    double[][] state() {
        return state(layer).map(parameter -> doubles(parameter.value())).toArray(double[][]::new);
    }

    /** The batch in double, one example a row. */
    double[][] x() {
        return rows(pass.x(), pass.examples());
    }

    static double[][] rows(Tensor batch, int examples) {
        double[] all = doubles(batch);
        var rows = new double[examples][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * batch.stride(), (i + 1) * batch.stride()));
        return rows;
    }

    static double[] doubles(Tensor tensor) {
        var doubles = new double[tensor.size()];
        Arrays.setAll(doubles, i -> tensor.values()[i]);
        return doubles;
    }

    /**
     * How the work is shared: the examples in chunks, everything else in parts.
     *
     * @param bounds where one chunk ends and the next begins, from 0 to the number of examples
     */
    record Sharing(int parts, int... bounds) {
        static Sharing alone() {
            return new Sharing(1, 0, EXAMPLES);
        }

        private int chunks() {
            return bounds.length - 1;
        }
    }

    /** Forward, and back if this is training. */
    Result run(Sharing sharing) {
        fill(pass.y());
        if (pass.isTraining()) {
            fill(pass.dx());
            layer.parameters().forEach(parameter -> fill(parameter.gradient()));
        }
        step(sharing);
        return Result.of(this);
    }

    private static void fill(Tensor tensor) {
        Arrays.fill(tensor.values(), Float.NaN);
    }

    /** The same without looking at the result, nor allocating: plain loops, the last chunk and the last part first. */
    void step(Sharing sharing) {
        int parts = sharing.parts;
        for (int part = parts - 1; part >= 0; part--) {
            layer.prepare(pass, part, parts);
        }
        if (pass.isTraining() && layer instanceof BatchwiseLayer batchwise) {
            observe(batchwise, sharing);
        }
        for (int chunk = sharing.chunks() - 1; chunk >= 0; chunk--) {
            layer.forward(pass, sharing.bounds[chunk], sharing.bounds[chunk + 1]);
        }
        if (pass.isTraining()) {
            stepBack(sharing);
        }
    }

    private void observe(BatchwiseLayer batchwise, Sharing sharing) {
        for (int chunk = sharing.chunks() - 1; chunk >= 0; chunk--) {
            batchwise.observe(pass, sharing.bounds[chunk], sharing.bounds[chunk + 1]);
        }
        for (int part = sharing.parts - 1; part >= 0; part--) {
            batchwise.combine(pass, part, sharing.parts);
        }
    }

    private void observeGradient(BatchwiseLayer batchwise, Sharing sharing) {
        for (int chunk = sharing.chunks() - 1; chunk >= 0; chunk--) {
            batchwise.observeGradient(pass, sharing.bounds[chunk], sharing.bounds[chunk + 1]);
        }
        for (int part = sharing.parts - 1; part >= 0; part--) {
            batchwise.combineGradient(pass, part, sharing.parts);
        }
    }

    private void stepBack(Sharing sharing) {
        if (layer instanceof BatchwiseLayer batchwise) {
            observeGradient(batchwise, sharing);
        }
        for (int chunk = sharing.chunks() - 1; chunk >= 0; chunk--) {
            layer.backward(pass, sharing.bounds[chunk], sharing.bounds[chunk + 1]);
            if (layer instanceof Skip skip) {
                skip.join(pass, sharing.bounds[chunk], sharing.bounds[chunk + 1]);
            }
        }
        for (int part = sharing.parts - 1; part >= 0; part--) {
            layer.gradients(pass, part, sharing.parts);
        }
    }

    /** Copies of all that a run has filled, of the examples at hand; and, of a skip, the input that was skipped. */
    record Result(float[] y, float[] dx, List<float[]> gradients, List<float[]> buffers, double[][] skipped) {
        private static Result of(Run run) {
            var pass = run.pass;
            return new Result(
                    Arrays.copyOf(pass.y().values(), pass.examples() * pass.y().stride()),
                    pass.isTraining()
                            ? Arrays.copyOf(
                                    pass.dx().values(),
                                    pass.examples() * pass.dx().stride())
                            : new float[0],
                    copies(run.layer.parameters().stream().map(Parameter::gradient)),
                    copies(run.layer.buffers().stream().map(Parameter::value)),
                    rows(run.skipped.x(), pass.examples()));
        }

        private static List<float[]> copies(Stream<Tensor> tensors) {
            return tensors.map(tensor -> tensor.values().clone()).toList();
        }

        /** Every number of it, in order. */
        float[] all() {
            var all = new float
                    [Stream.concat(gradients.stream(), buffers.stream())
                                    .mapToInt(values -> values.length)
                                    .sum()
                            + y.length
                            + dx.length];
            int at = 0;
            for (float[] values : Stream.of(List.of(y, dx), gradients, buffers)
                    .flatMap(List::stream)
                    .toList()) {
                System.arraycopy(values, 0, all, at, values.length);
                at += values.length;
            }
            return all;
        }
    }
}
