package firsthand.training;

import firsthand.data.Dataset;
import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks into every layer while a network trains: what its outputs are like, how many of its units are dead, and how
 * large the gradient of its parameters is.
 *
 * <pre>{@code
 * var statistics = LayerStatistics.every(100);
 * classifier.fit(data, Training.epochs(10).callback(statistics));
 * statistics.entries().forEach(System.out::println);
 * }</pre>
 *
 * <p>Outputs that shrink or grow from layer to layer, and gradients that vanish on the way back, are what initial
 * weights are chosen against (Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", 2010, section 4). For one training at a time.
 */
public final class LayerStatistics implements Callback {
    private static final int AT_REPORTS = 0;
    private static final int PREDICTED = 500;
    private static final int PREDICTED_VALUES = 1 << 22;

    private final int every;
    private final List<Entry> entries = new ArrayList<>();

    private LayerStatistics(int every) {
        this.every = every;
    }

    /**
     * Looks after every so many steps.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    public static LayerStatistics every(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "layer statistics: expected a look every 1 step or more, received " + steps);
        }
        return new LayerStatistics(steps);
    }

    /** Looks whenever the {@link History} gets an entry. */
    public static LayerStatistics atReports() {
        return new LayerStatistics(AT_REPORTS);
    }

    /** What was seen so far: at each look an entry for every layer, first to last. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void onStep(Trainer trainer) {
        if (every != AT_REPORTS && trainer.stepsDone() % every == 0) {
            look(trainer);
        }
    }

    @Override
    public void onEntry(Trainer trainer, History.Entry entry) {
        if (every == AT_REPORTS) {
            look(trainer);
        }
    }

    private void look(Trainer trainer) {
        var network = trainer.network();
        var batch = trainer.lastBatch();
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            entries.add(entry(trainer.stepsDone(), network, batch, i, gradientNorm(layer)));
        }
    }

    /**
     * Looks into every layer while a network predicts the first examples of {@code data}: 500 of them, or as many as
     * leave outputs of 16 MB in all if that is fewer. Steps are 0, and gradient norms NaN.
     *
     * @throws IllegalArgumentException if the network does not take such examples
     */
    public static List<Entry> ofPrediction(Network network, Dataset data) {
        int perExample = IntStream.range(0, network.layers().size())
                .map(i -> network.outputShape(i).size())
                .sum();
        int count = Math.clamp(PREDICTED_VALUES / perExample, 1, Math.min(PREDICTED, data.size()));
        var examples = Tensor.zeros(data.exampleShape().batch(count));
        for (int i = 0; i < count; i++) {
            data.copyExample(i, examples.values(), i * examples.stride());
        }
        var workspace = network.workspace(count, false, false);
        network.forward(examples, workspace);
        return IntStream.range(0, network.layers().size())
                .mapToObj(i -> entry(0, network, workspace, i, Double.NaN))
                .toList();
    }

    private static Entry entry(long step, Network network, Workspace batch, int i, double gradientNorm) {
        Tensor y = batch.pass(i).y();
        int count = batch.examples() * y.stride();
        double mean = mean(y, count);
        var alive = new boolean[units(network.outputShape(i))];
        markAlive(y, batch.examples(), alive);
        return new Entry(
                step,
                i,
                network.layers().get(i).type(),
                mean,
                deviation(y, count, mean),
                shareOfDead(alive),
                gradientNorm);
    }

    private static double mean(Tensor y, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += y.values()[i];
        }
        return sum / count;
    }

    private static double deviation(Tensor y, int count, double mean) {
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double difference = y.values()[i] - mean;
            squares += difference * difference;
        }
        return Math.sqrt(squares / count);
    }

    /**
     * How many units a layer has: one for each output; of images, one for each channel, since its pixels are computed by
     * the same weights.
     */
    static int units(Shape output) {
        return output.rank() == 3 ? output.extent(2) : output.size();
    }

    /** Marks every unit whose output is anything but 0 for any of the first {@code examples} examples. */
    static void markAlive(Tensor y, int examples, boolean[] alive) {
        int units = alive.length;
        for (int first = 0; first < examples * y.stride(); first += units) {
            for (int u = 0; u < units; u++) {
                alive[u] |= y.values()[first + u] != 0;
            }
        }
    }

    static double shareOfDead(boolean[] alive) {
        int dead = 0;
        for (boolean unit : alive) {
            dead += unit ? 0 : 1;
        }
        return dead / (double) alive.length;
    }

    private static double gradientNorm(Layer layer) {
        double squares = 0;
        for (Parameter parameter : layer.parameters()) {
            for (float gradient : parameter.gradient().values()) {
                squares += (double) gradient * gradient;
            }
        }
        return Math.sqrt(squares);
    }

    /**
     * What one layer was like after one step. Outputs are those of the step's batch, as the step found them.
     *
     * @param step how many steps had been made
     * @param layer 0 for the first
     * @param type the layer's {@link Layer#type()}
     * @param mean of all outputs for all examples, sum of y / n
     * @param deviation of the same n outputs, sqrt(sum of (y - mean)^2 / n)
     * @param deadShare how many units gave 0 for every example, as a share of all, 0 to 1; of images a unit is a channel
     * @param gradientNorm sqrt(sum of dw^2) over all parameters of the layer, with what regularisers made of it; 0 for a
     * layer without parameters; NaN where nothing was learned
     */
    public record Entry(
            long step, int layer, String type, double mean, double deviation, double deadShare, double gradientNorm) {}
}
