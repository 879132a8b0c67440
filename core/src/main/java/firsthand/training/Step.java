package firsthand.training;

import firsthand.data.Dataset;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import firsthand.parallel.Workers;
import firsthand.random.RandomStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One step of training: a batch forward, its gradients back, and every weight moved.
 *
 * <p>What the team does is made once, so that a step allocates nothing.
 */
final class Step {
    private final Network network;
    private final Batch batch;
    private final Rules rules;
    private final Optional<WeightAverage> average;
    private final Workers workers;
    private final int microBatches;
    private final int pieceSize;
    private final List<Parameter> parameters;
    private final List<float[]> sums;
    private final Workers.Task prepare;
    private final List<Workers.Task> forward;
    private final List<Workers.Task> combine;
    private final Workers.Task turn;
    private final List<Workers.Task> backward;
    private final List<Workers.Task> combineGradient;
    private final Workers.Task gradients;
    private final Workers.Task add;
    private final Workers.Task takeSum;
    private final Workers.Task update;
    private final Workers.Task finish;
    private final Workers.Task addToAverage;
    private double lossSum;
    private int correct;
    private int examples;

    Step(
            Network network,
            Batch batch,
            int batchSize,
            int microBatches,
            Rules rules,
            Optional<WeightAverage> average,
            Workers workers) {
        this.network = network;
        this.batch = batch;
        this.rules = rules;
        this.average = average;
        this.workers = workers;
        this.microBatches = microBatches;
        pieceSize = pieceSize(batchSize, microBatches);
        parameters = network.parameters();
        sums = microBatches == 1
                ? List.of()
                : parameters.stream()
                        .map(parameter -> new float[parameter.value().size()])
                        .toList();
        var workspace = batch.workspace();
        prepare = (part, parts) -> network.prepare(workspace, part, parts);
        forward = tasks(stage -> (chunk, chunks) -> batch.forward(stage, chunk, chunks));
        combine = tasks(stage -> (part, parts) -> network.combine(workspace, stage, part, parts));
        turn = batch::turn;
        backward = tasks(stage -> (chunk, chunks) -> batch.backward(stage, chunk, chunks));
        combineGradient = tasks(stage -> (part, parts) -> network.combineGradient(workspace, stage, part, parts));
        gradients = (part, parts) -> network.gradients(workspace, part, parts);
        add = (part, parts) -> accumulate(part, parts);
        takeSum = (part, parts) -> takeSum(part, parts);
        update = (part, parts) -> rules.optimizer().step(part, parts);
        finish = (part, parts) -> rules.optimizer().finish(part, parts);
        addToAverage =
                (part, parts) -> average.orElseThrow().add(rules.optimizer().stepsDone(), part, parts);
    }

    /** The most examples of one micro-batch. */
    static int pieceSize(int batchSize, int microBatches) {
        return (batchSize + microBatches - 1) / microBatches;
    }

    private interface StageTask {
        Workers.Task of(int stage);
    }

    private List<Workers.Task> tasks(StageTask task) {
        return IntStream.range(0, network.stages()).mapToObj(task::of).toList();
    }

    /** Takes examples {@code order[first]} to {@code order[first + count - 1]} forward and back. */
    void forwardAndBackward(Dataset data, int[] order, int first, int count, RandomStream random, long seed) {
        forget();
        examples = count;
        workers.run(workers.parts(), prepare);
        for (int piece = 0; piece < microBatches && piece * pieceSize < count; piece++) {
            int from = piece * pieceSize;
            int size = Math.min(pieceSize, count - from);
            batch.select(data, order, first + from, size, count, random, workers.parts());
            batch.workspace().seed(seed + piece);
            forwardAndBackward();
            lossSum += batch.lossSum();
            correct += batch.correct();
            if (!Double.isFinite(lossSum)) {
                return;
            }
            workers.run(workers.parts(), gradients);
            if (microBatches > 1) {
                workers.run(workers.parts(), add);
            }
        }
        if (microBatches > 1) {
            workers.run(workers.parts(), takeSum);
        }
    }

    /** From now on there has been no batch. */
    void forget() {
        lossSum = 0;
        correct = 0;
        examples = 0;
    }

    private void forwardAndBackward() {
        int chunks = batch.chunks(workers.count());
        int last = network.stages() - 1;
        for (int stage = 0; stage < last; stage++) {
            workers.run(chunks, forward.get(stage));
            workers.run(workers.parts(), combine.get(stage));
        }
        workers.run(chunks, turn);
        for (int stage = last; stage > 0; stage--) {
            workers.run(workers.parts(), combineGradient.get(stage));
            workers.run(chunks, backward.get(stage - 1));
        }
    }

    private void accumulate(int part, int parts) {
        for (int p = 0; p < sums.size(); p++) {
            float[] sum = sums.get(p);
            float[] gradient = parameters.get(p).gradient().values();
            int to = (int) ((long) sum.length * (part + 1) / parts);
            for (int i = (int) ((long) sum.length * part / parts); i < to; i++) {
                sum[i] += gradient[i];
            }
        }
    }

    /** The sums of the micro-batches' gradients become the gradient, and begin anew. */
    private void takeSum(int part, int parts) {
        for (int p = 0; p < sums.size(); p++) {
            float[] sum = sums.get(p);
            float[] gradient = parameters.get(p).gradient().values();
            int to = (int) ((long) sum.length * (part + 1) / parts);
            for (int i = (int) ((long) sum.length * part / parts); i < to; i++) {
                gradient[i] = sum[i];
                sum[i] = 0;
            }
        }
    }

    /** Moves every weight by its gradient. */
    void update() {
        rules.beforeStep();
        var optimizer = rules.optimizer();
        optimizer.prepare();
        workers.run(workers.parts(), update);
        if (optimizer.hasFinish()) {
            workers.run(workers.parts(), finish);
        }
        optimizer.advance();
        if (average.isPresent()) {
            workers.run(workers.parts(), addToAverage);
        }
    }

    /** The sum of the losses of the batch, measured before the step. */
    double lossSum() {
        return lossSum;
    }

    /** How many examples of the batch were predicted right before the step. */
    int correct() {
        return correct;
    }

    /** How many examples the batch had. */
    int examples() {
        return examples;
    }
}
