package firsthand.benchmarks;

import firsthand.cli.bench.LeNetWorkload;
import firsthand.cli.bench.PredictionWorkload;
import firsthand.cli.bench.ProductWorkload;
import firsthand.cli.bench.TrainingWorkload;
import firsthand.cli.bench.Work;
import firsthand.cli.bench.Workload;
import firsthand.data.Dataset;
import firsthand.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j's layers on ND4J's native backend, fed batch by batch from memory. */
final class Dl4j implements Peer {

    Dl4j(int threads) {
        System.setProperty("org.bytedeco.openblas.load", "openblas");
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
    }

    @Override
    public String description() {
        return "Deeplearning4j 1.0.0-M2.1 on " + Nd4j.getBackend().getClass().getSimpleName();
    }

    @Override
    public Optional<Work> prepare(Workload workload, Dataset train, int threads) {
        return switch (workload) {
            case TrainingWorkload training -> Optional.of(new Training(training, train));
            case LeNetWorkload lenet -> Optional.empty();
            case PredictionWorkload prediction -> Optional.of(new Prediction(prediction, train));
            case ProductWorkload product -> Optional.of(new Product(product));
        };
    }

    private static MultiLayerNetwork network(
            List<Integer> widths, String activation, IUpdater updater, Network initial) {
        var layers = new NeuralNetConfiguration.Builder().updater(updater).list();
        int last = widths.size() - 2;
        for (int i = 0; i < last; i++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(widths.get(i))
                    .nOut(widths.get(i + 1))
                    .activation(activation.equals("relu") ? Activation.RELU : Activation.SIGMOID)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(widths.get(last))
                .nOut(widths.getLast())
                .activation(Activation.SOFTMAX)
                .build());
        var network = new MultiLayerNetwork(layers.build());
        network.init();
        var parameters = initial.parameters();
        for (int i = 0; i <= last; i++) {
            float[] w = parameters.get(2 * i).value().values();
            network.setParam(i + "_W", Nd4j.create(w, new long[] {widths.get(i), widths.get(i + 1)}, 'c'));
            float[] b = parameters.get(2 * i + 1).value().values();
            network.setParam(i + "_b", Nd4j.create(b, new long[] {1, widths.get(i + 1)}, 'c'));
        }
        return network;
    }

    private static final class Training implements Work {
        private final TrainingWorkload workload;
        private final List<DataSet> batches = new ArrayList<>();
        private final DataSet measured;
        private MultiLayerNetwork network;

        private Training(TrainingWorkload workload, Dataset train) {
            this.workload = workload;
            for (int first = 0; first < workload.examples(); first += workload.batchSize()) {
                batches.add(batch(train, first, Math.min(workload.batchSize(), workload.examples() - first)));
            }
            measured = batch(train, 0, TrainingWorkload.MEASURED);
            network = fresh();
        }

        private static DataSet batch(Dataset train, int first, int count) {
            int width = train.exampleShape().size();
            var x = new float[count * width];
            var t = new float[count * 10];
            for (int i = 0; i < count; i++) {
                train.copyExample(first + i, x, i * width);
                t[i * 10 + train.label(first + i)] = 1;
            }
            return new DataSet(
                    Nd4j.create(x, new long[] {count, width}, 'c'), Nd4j.create(t, new long[] {count, 10}, 'c'));
        }

        private MultiLayerNetwork fresh() {
            IUpdater updater = workload.optimizer().equals("adam")
                    ? new Adam(workload.learningRate())
                    : new Sgd(workload.learningRate());
            return network(workload.widths(), workload.activation(), updater, workload.network());
        }

        @Override
        public void reset() {
            network = fresh();
        }

        @Override
        public void run() {
            for (int step = 0; step < workload.steps(); step++) {
                network.fit(batches.get(step % batches.size()));
            }
        }

        @Override
        public double result() {
            return network.score(measured);
        }
    }

    private static final class Prediction implements Work {
        private final MultiLayerNetwork network;
        private final List<INDArray> images;
        private double classes;

        private Prediction(PredictionWorkload workload, Dataset train) {
            network = network(workload.widths(), workload.activation(), new Sgd(0.1), workload.network());
            images = workload.examples(train).stream()
                    .map(image -> Nd4j.create(image.values(), new long[] {1, image.size()}, 'c'))
                    .toList();
        }

        @Override
        public void run() {
            classes = 0;
            for (var image : images) {
                classes += PyTorch.argMax(network.output(image).data().asFloat());
            }
        }

        @Override
        public double result() {
            return classes / images.size();
        }
    }

    private static final class Product implements Work {
        private final int products;
        private final INDArray a;
        private final INDArray b;
        private final INDArray c;

        private Product(ProductWorkload workload) {
            products = workload.products();
            var shape = new long[] {workload.size(), workload.size()};
            a = Nd4j.create(workload.factor(0), shape, 'c');
            b = Nd4j.create(workload.factor(1), shape, 'c');
            c = Nd4j.create(shape, 'f');
        }

        @Override
        public void run() {
            for (int i = 0; i < products; i++) {
                a.mmuli(b, c);
            }
        }

        @Override
        public double result() {
            return c.ameanNumber().doubleValue();
        }
    }
}
