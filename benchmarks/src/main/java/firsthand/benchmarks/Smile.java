package firsthand.benchmarks;

import firsthand.cli.bench.TrainingWorkload;
import firsthand.cli.bench.Work;
import firsthand.cli.bench.Workload;
import firsthand.data.Dataset;
import java.util.Optional;
import smile.base.mlp.Layer;
import smile.base.mlp.LayerBuilder;
import smile.base.mlp.OutputFunction;
import smile.classification.MLP;
import smile.math.MathEx;
import smile.util.function.TimeFunction;

/**
 * Smile's multilayer perceptron: plain Java in double precision, one thread, stochastic gradient descent in small
 * batches only (a full batch takes it seconds). It draws
 * its own first weights, so that it arrives near the others, not where they do.
 */
final class Smile implements Peer {

    @Override
    public String description() {
        return "Smile 5.0.0, double precision, one thread";
    }

    @Override
    public Optional<Work> prepare(Workload workload, Dataset train, int threads) {
        return workload instanceof TrainingWorkload training
                        && training.optimizer().equals("sgd")
                ? Optional.of(new Training(training, train))
                : Optional.empty();
    }

    private static final class Training implements Work {
        private final TrainingWorkload workload;
        private final double[][][] images;
        private final int[][] labels;
        private MLP network;

        private Training(TrainingWorkload workload, Dataset train) {
            this.workload = workload;
            int batches = Math.ceilDiv(workload.examples(), workload.batchSize());
            images = new double[batches][][];
            labels = new int[batches][];
            for (int b = 0; b < batches; b++) {
                int first = b * workload.batchSize();
                int count = Math.min(workload.batchSize(), workload.examples() - first);
                images[b] = new double[count][];
                labels[b] = new int[count];
                for (int i = 0; i < count; i++) {
                    images[b][i] = doubles(train.example(first + i).values());
                    labels[b][i] = train.label(first + i);
                }
            }
            network = fresh();
        }

        private static double[] doubles(float[] values) {
            var doubles = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                doubles[i] = values[i];
            }
            return doubles;
        }

        private MLP fresh() {
            MathEx.setSeed(1);
            var widths = workload.widths();
            var layers = new LayerBuilder[widths.size()];
            layers[0] = Layer.input(widths.getFirst());
            for (int i = 1; i + 1 < layers.length; i++) {
                layers[i] = workload.activation().equals("relu")
                        ? Layer.rectifier(widths.get(i))
                        : Layer.sigmoid(widths.get(i));
            }
            layers[layers.length - 1] = Layer.mle(widths.getLast(), OutputFunction.SOFTMAX);
            var network = new MLP(layers);
            network.setLearningRate(TimeFunction.constant(workload.learningRate()));
            return network;
        }

        @Override
        public void reset() {
            network = fresh();
        }

        @Override
        public void run() {
            for (int step = 0; step < workload.steps(); step++) {
                network.update(images[step % images.length], labels[step % labels.length]);
            }
        }

        @Override
        public double result() {
            var probabilities = new double[workload.widths().getLast()];
            double sum = 0;
            int count = 0;
            for (int b = 0; count < TrainingWorkload.MEASURED; b++) {
                for (int i = 0; i < images[b].length && count < TrainingWorkload.MEASURED; i++, count++) {
                    network.predict(images[b][i], probabilities);
                    sum -= Math.log(probabilities[labels[b][i]]);
                }
            }
            return sum / count;
        }
    }
}
