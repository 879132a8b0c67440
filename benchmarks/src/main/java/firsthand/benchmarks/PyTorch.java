package firsthand.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import firsthand.cli.bench.LeNetWorkload;
import firsthand.cli.bench.PredictionWorkload;
import firsthand.cli.bench.ProductWorkload;
import firsthand.cli.bench.TrainingWorkload;
import firsthand.cli.bench.Work;
import firsthand.cli.bench.Workload;
import firsthand.data.Dataset;
import firsthand.layer.Parameter;
import firsthand.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * PyTorch's native library for the CPU, driven from Java by DJL, with as few calls as the work allows: no data loader,
 * no trainer, no metrics.
 */
final class PyTorch implements Peer {
    private final NDManager manager;

    PyTorch(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        manager = NDManager.newBaseManager();
    }

    @Override
    public String description() {
        return "PyTorch " + Engine.getEngine("PyTorch").getVersion() + " through DJL " + Engine.getDjlVersion();
    }

    @Override
    public Optional<Work> prepare(Workload workload, Dataset train, int threads) {
        return Optional.of(
                switch (workload) {
                    case TrainingWorkload training -> dense(training, train);
                    case LeNetWorkload lenet -> leNet(lenet, train);
                    case PredictionWorkload prediction -> new Prediction(prediction, train);
                    case ProductWorkload product -> new Product(product);
                });
    }

    /** y = f(x), layer by layer, to the logits. */
    private static NDArray forward(NDArray x, List<NDArray> parameters, String activation) {
        NDArray y = x;
        for (int i = 0; i < parameters.size(); i += 2) {
            y = Linear.linear(y, parameters.get(i), parameters.get(i + 1)).singletonOrThrow();
            if (i + 2 < parameters.size()) {
                y = activation.equals("relu") ? Activation.relu(y) : Activation.sigmoid(y);
            }
        }
        return y;
    }

    /** The parameters of our network; PyTorch keeps weights with one row an output. */
    private static List<NDArray> parameters(Network network, NDManager manager) {
        List<NDArray> parameters = new ArrayList<>();
        for (Parameter parameter : network.parameters()) {
            var shape = parameter.value().shape();
            float[] values = parameter.value().values();
            if (shape.rank() == 1) {
                parameters.add(manager.create(values, new Shape(shape.extent(0))));
            } else {
                try (var w = manager.create(values, new Shape(shape.extent(0), shape.extent(1)));
                        var transposed = w.transpose()) {
                    parameters.add(transposed.duplicate());
                }
            }
        }
        return parameters;
    }

    private Training dense(TrainingWorkload workload, Dataset train) {
        return new Training(
                train,
                workload.examples(),
                workload.batchSize(),
                workload.steps(),
                workload.optimizer(),
                workload.learningRate(),
                () -> parameters(workload.network(), manager),
                (x, parameters) -> forward(x, parameters, workload.activation()));
    }

    private Training leNet(LeNetWorkload workload, Dataset train) {
        return new Training(
                train,
                workload.examples(),
                workload.batchSize(),
                workload.steps(),
                "adam",
                workload.learningRate(),
                () -> LeNet.parameters(workload.network(), manager),
                LeNet::forward);
    }

    interface Forward {
        NDArray apply(NDArray x, List<NDArray> parameters);
    }

    private final class Training implements Work {
        private final int steps;
        private final String rule;
        private final double learningRate;
        private final Supplier<List<NDArray>> initial;
        private final Forward forward;
        private final Loss loss = Loss.softmaxCrossEntropyLoss();
        private final List<NDArray> images = new ArrayList<>();
        private final List<NDArray> labels = new ArrayList<>();
        private List<NDArray> parameters = List.of();
        private Optimizer optimizer;

        private Training(
                Dataset train,
                int examples,
                int batchSize,
                int steps,
                String rule,
                double learningRate,
                Supplier<List<NDArray>> initial,
                Forward forward) {
            this.steps = steps;
            this.rule = rule;
            this.learningRate = learningRate;
            this.initial = initial;
            this.forward = forward;
            optimizer = optimizer();
            int width = train.exampleShape().size();
            for (int first = 0; first < examples; first += batchSize) {
                int count = Math.min(batchSize, examples - first);
                var x = new float[count * width];
                var t = new float[count];
                for (int i = 0; i < count; i++) {
                    train.copyExample(first + i, x, i * width);
                    t[i] = train.label(first + i);
                }
                images.add(manager.create(x, new Shape(count, width)));
                labels.add(manager.create(t, new Shape(count, 1)));
            }
        }

        private Optimizer optimizer() {
            var rate = Tracker.fixed((float) learningRate);
            return rule.equals("adam")
                    ? Optimizer.adam().optLearningRateTracker(rate).build()
                    : Optimizer.sgd().setLearningRateTracker(rate).build();
        }

        @Override
        public void reset() {
            parameters.forEach(NDArray::close);
            parameters = initial.get();
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            optimizer = optimizer();
        }

        @Override
        public void run() {
            for (int step = 0; step < steps; step++) {
                step(images.get(step % images.size()), labels.get(step % labels.size()));
            }
        }

        private void step(NDArray x, NDArray t) {
            try (var forStep = manager.newSubManager();
                    var gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                x.attach(forStep);
                t.attach(forStep);
                var value = loss.evaluate(new NDList(t), new NDList(forward.apply(x, parameters)));
                gradients.backward(value);
                for (int i = 0; i < parameters.size(); i++) {
                    var parameter = parameters.get(i);
                    try (var gradient = parameter.getGradient()) {
                        optimizer.update(String.valueOf(i), parameter, gradient);
                        gradient.subi(gradient);
                    }
                }
                x.attach(manager);
                t.attach(manager);
            }
        }

        @Override
        public double result() {
            int count = 0;
            double sum = 0;
            for (int b = 0; count < TrainingWorkload.MEASURED; b++) {
                int n = (int) Math.min(images.get(b).getShape().get(0), TrainingWorkload.MEASURED - count);
                try (var x = images.get(b).get(":" + n);
                        var t = labels.get(b).get(":" + n)) {
                    var value = loss.evaluate(new NDList(t), new NDList(forward.apply(x, parameters)));
                    sum += value.getFloat() * n;
                }
                count += n;
            }
            return sum / count;
        }
    }

    private final class Prediction implements Work {
        private final PredictionWorkload workload;
        private final List<NDArray> parameters;
        private final List<NDArray> images;
        private double classes;

        private Prediction(PredictionWorkload workload, Dataset train) {
            this.workload = workload;
            parameters = parameters(workload.network(), manager);
            images = workload.examples(train).stream()
                    .map(image -> manager.create(image.values(), new Shape(1, image.size())))
                    .toList();
        }

        @Override
        public void run() {
            classes = 0;
            for (var image : images) {
                try (var forImage = manager.newSubManager()) {
                    image.attach(forImage);
                    float[] logits =
                            forward(image, parameters, workload.activation()).toFloatArray();
                    classes += argMax(logits);
                    image.attach(manager);
                }
            }
        }

        @Override
        public double result() {
            return classes / images.size();
        }
    }

    static int argMax(float[] logits) {
        int best = 0;
        for (int j = 1; j < logits.length; j++) {
            best = logits[j] > logits[best] ? j : best;
        }
        return best;
    }

    private final class Product implements Work {
        private final ProductWorkload workload;
        private final NDArray a;
        private final NDArray b;

        private Product(ProductWorkload workload) {
            this.workload = workload;
            var shape = new Shape(workload.size(), workload.size());
            a = manager.create(workload.factor(0), shape);
            b = manager.create(workload.factor(1), shape);
        }

        @Override
        public void run() {
            for (int i = 0; i < workload.products(); i++) {
                a.matMul(b).close();
            }
        }

        @Override
        public double result() {
            try (var c = a.matMul(b);
                    var absolute = c.abs();
                    var mean = absolute.mean()) {
                return mean.getFloat();
            }
        }
    }
}
