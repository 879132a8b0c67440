package firsthand.training;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a training needs to go on from between two steps as if it had never stopped.
 *
 * <pre>{@code
 * var last = new AtomicReference<Checkpoint>();
 * var training = Training.epochs(10).checkpointEvery(1000, last::set);
 * new Trainer(network, loss, training).fit(data);
 * // ... on another day, with a network, an optimiser and a training made by the same lines as before:
 * new Trainer(network, loss, training).resume(data, last.get());
 * }</pre>
 *
 * <p>Layers are named by their place, 0 for the first, and their type: "0.dense". The counts:
 *
 * <ul>
 *   <li>"steps": how many have been made; "epoch" and "batch": how many epochs, and batches of the next, that makes;
 *   <li>"totalSteps", "batchesPerEpoch", "batchSize", "examples" (for training), "seed": which training it belongs to;
 *   <li>"random.layers": the state of the stream that each step's dropout is drawn from. Shuffling and augmentation
 *       follow from the seed and the epoch;
 *   <li>"seen", "correct": how many examples there have been since the last report, and were predicted right;
 *   <li>"earlyStopping.reportsSince": how many reports ago the best was, where training stops early.
 * </ul>
 *
 * <p>The measures:
 *
 * <ul>
 *   <li>"lossSum": the sum of the losses since the last report;
 *   <li>"seconds": for how long training has run;
 *   <li>"earlyStopping.bestLoss": the lowest validation loss, infinite before the first, where training stops early;
 *   <li>"schedule.0.rate" and the like: what a schedule remembers, as
 *       {@link firsthand.schedule.Schedule#memory()} calls it; 0 for the schedule of the network's first parameter.
 * </ul>
 *
 * <p>The tensors, row by row:
 *
 * <ul>
 *   <li>"network.0.dense.weight": each parameter and each buffer of the network;
 *   <li>"optimizer.0.dense.weight.0": what the optimiser remembers of each parameter, as many tensors as its rule has
 *       {@link firsthand.optimizer.Optimizer#states()};
 *   <li>"average.0.dense.weight": the moving average of each parameter and buffer, where there is one;
 *   <li>"best.0.dense.weight": each parameter and buffer as it was at the lowest validation loss, where training stops
 *       early.
 * </ul>
 *
 * <p>Immutable: maps, arrays and list are copied, and whoever reads the arrays must not write to them.
 *
 * @param counts whole numbers by name
 * @param measures other numbers by name, none of them NaN
 * @param tensors arrays by name
 * @param history the entries so far
 */
public record Checkpoint(
        Map<String, Long> counts,
        Map<String, Double> measures,
        Map<String, float[]> tensors,
        List<History.Entry> history) {

    /** @throws IllegalArgumentException if the count "steps" is missing or below 0, or a measure is NaN */
    public Checkpoint {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        Map<String, float[]> copies = new LinkedHashMap<>();
        tensors.forEach((name, values) -> copies.put(name, values.clone()));
        tensors = Collections.unmodifiableMap(copies);
        history = List.copyOf(history);
        if (counts.getOrDefault("steps", -1L) < 0) {
            throw new IllegalArgumentException("checkpoint: expected a count steps of 0 or more, received "
                    + (counts.containsKey("steps") ? counts.get("steps") : "none"));
        }
        measures.forEach((name, value) -> {
            if (value.isNaN()) {
                throw new IllegalArgumentException("checkpoint: expected a number as " + name + ", received NaN");
            }
        });
    }

    /** How many steps had been made. */
    public long steps() {
        return counts.getOrDefault("steps", 0L);
    }

    /**
     * This checkpoint for a training of another length, to train for longer. The steps from there on are those of a
     * training that had this length from the first, if its schedule does not go by the length, as a constant one.
     */
    public Checkpoint ofTotalSteps(long totalSteps) {
        var changed = new LinkedHashMap<>(counts);
        changed.put("totalSteps", totalSteps);
        return new Checkpoint(changed, measures, tensors, history);
    }

    /** Who keeps checkpoints: in a file, say. Called on the thread that trains, which waits for it. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Keeps a checkpoint, usually in place of the one before.
         *
         * @throws IOException if it cannot be kept, which ends training
         */
        void save(Checkpoint checkpoint) throws IOException;
    }
}
