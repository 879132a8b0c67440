package firsthand.training;

import firsthand.layer.Layer;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.optimizer.BoundOptimizer;
import firsthand.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * All that a training remembers between two steps, each thing under its name in a {@link Checkpoint}.
 *
 * <p>Whatever remembers something says here, once, how it is read and how it is written: what is taken can then not
 * differ from what is restored.
 */
final class TrainingState {
    private final Map<String, Long> given = new LinkedHashMap<>();
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();
    private final Map<String, float[]> tensors = new LinkedHashMap<>();
    private final List<History.Entry> history;

    private record Count(LongSupplier read, LongConsumer write) {}

    private record Measure(DoubleSupplier read, DoubleConsumer write) {}

    /** Of a training that adds its reports to {@code history}. */
    TrainingState(List<History.Entry> history) {
        this.history = history;
    }

    /** A count that a checkpoint of this training cannot have otherwise. */
    void given(String name, long value) {
        given.put(name, value);
    }

    void count(String name, LongSupplier read, LongConsumer write) {
        counts.put(name, new Count(read, write));
    }

    void measure(String name, DoubleSupplier read, DoubleConsumer write) {
        measures.put(name, new Measure(read, write));
    }

    /** An array for each parameter and buffer of the network, in their order. */
    void tensors(String what, Network network, List<float[]> arrays) {
        int next = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            for (var parameter : layer.parameters()) {
                tensor(name(what, i, layer, parameter), arrays.get(next++));
            }
            for (var buffer : layer.buffers()) {
                tensor(name(what, i, layer, buffer), arrays.get(next++));
            }
        }
    }

    /** What an optimiser that is bound to the network's parameters remembers of them, its schedules included. */
    void optimizer(Network network, BoundOptimizer optimizer) {
        count("steps", optimizer::stepsDone, optimizer::goOnAfter);
        for (var schedule : optimizer.schedules()) {
            schedules.put("schedule." + schedules.size() + ".", schedule);
        }
        var memories = optimizer.memory().iterator();
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            for (var parameter : layer.parameters()) {
                float[][] memory = memories.next();
                for (int s = 0; s < memory.length; s++) {
                    tensor(name("optimizer", i, layer, parameter) + "." + s, memory[s]);
                }
            }
        }
    }

    private static String name(String what, int i, Layer layer, Parameter parameter) {
        return what + "." + i + "." + layer.type() + "." + parameter.name();
    }

    private void tensor(String name, float[] values) {
        if (tensors.put(name, values) != null) {
            throw new IllegalArgumentException(
                    "checkpoint: expected parameters of different names in each layer, received two of " + name);
        }
    }

    /** Everything as it is now. */
    Checkpoint take() {
        Map<String, Long> countsNow = new LinkedHashMap<>(given);
        counts.forEach((name, count) -> countsNow.put(name, count.read.getAsLong()));
        Map<String, Double> measuresNow = new LinkedHashMap<>();
        measures.forEach((name, measure) -> measuresNow.put(name, measure.read.getAsDouble()));
        schedules.forEach((prefix, schedule) ->
                new TreeMap<>(schedule.memory()).forEach((name, value) -> measuresNow.put(prefix + name, value)));
        return new Checkpoint(countsNow, measuresNow, tensors, history);
    }

    /**
     * Makes everything what it was when the checkpoint was taken.
     *
     * @throws IllegalArgumentException if the checkpoint does not fit; then nothing has been written
     */
    void restore(Checkpoint checkpoint) {
        check(checkpoint);
        // Schedules come first: they alone may still refuse what they are given.
        schedules.forEach((prefix, schedule) -> {
            Map<String, Double> memory = new LinkedHashMap<>();
            schedule.memory().keySet().forEach(name -> memory.put(name, of(checkpoint.measures(), prefix + name)));
            schedule.remember(memory);
        });
        counts.forEach((name, count) -> count.write.accept(of(checkpoint.counts(), name)));
        measures.forEach((name, measure) -> measure.write.accept(of(checkpoint.measures(), name)));
        tensors.forEach(
                (name, values) -> System.arraycopy(of(checkpoint.tensors(), name), 0, values, 0, values.length));
        history.clear();
        history.addAll(checkpoint.history());
    }

    private void check(Checkpoint checkpoint) {
        var here = take();
        checkNames("count", here.counts().keySet(), checkpoint.counts().keySet());
        given.forEach((name, value) -> {
            long received = of(checkpoint.counts(), name);
            if (received != value) {
                throw new IllegalArgumentException(
                        "checkpoint: expected " + name + " " + value + ", received " + received);
            }
        });
        checkNames("measure", here.measures().keySet(), checkpoint.measures().keySet());
        checkNames("tensor", tensors.keySet(), checkpoint.tensors().keySet());
        tensors.forEach((name, values) -> {
            int received = of(checkpoint.tensors(), name).length;
            if (received != values.length) {
                throw new IllegalArgumentException(
                        "checkpoint: expected " + values.length + " numbers in " + name + ", received " + received);
            }
        });
    }

    private static void checkNames(String kind, Set<String> expected, Set<String> received) {
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(received);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "checkpoint: expected a " + kind + " " + missing.getFirst() + ", received none");
        }
        List<String> extra = new ArrayList<>(received);
        extra.removeAll(expected);
        if (!extra.isEmpty()) {
            throw new IllegalArgumentException(
                    "checkpoint: expected no " + kind + " " + extra.getFirst() + ", received one");
        }
    }

    private static <T> T of(Map<String, T> values, String name) {
        T value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("checkpoint: expected " + name + ", received none");
        }
        return value;
    }
}
