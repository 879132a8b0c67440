package firsthand.cli.bench;

import firsthand.data.Dataset;
import firsthand.network.Network;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Taking one image at a time through a trained network of dense layers, to its logits and the class with the largest.
 *
 * @param name a short name
 * @param widths the numbers of inputs, of hidden units, and of outputs
 * @param activation "relu" or "sigmoid", after each hidden layer
 * @param images how many images a run takes through, one by one
 */
public record PredictionWorkload(String name, List<Integer> widths, String activation, int images) implements Workload {

    @Override
    public String description() {
        return "one image through " + TrainingWorkload.layers(widths);
    }

    @Override
    public String unitOfWork() {
        return "image";
    }

    @Override
    public int units() {
        return images;
    }

    @Override
    public double operations() {
        double operations = 0;
        for (int i = 1; i < widths.size(); i++) {
            operations += 2.0 * widths.get(i - 1) * widths.get(i);
        }
        return operations;
    }

    /** The network that the images go through. */
    public Network network() {
        return TrainingWorkload.network(widths, activation);
    }

    /** The images, one by one. */
    public List<Tensor> examples(Dataset train) {
        return IntStream.range(0, images)
                .mapToObj(i -> Tensor.of(
                        Shape.of(1, widths.getFirst()), train.example(i).values()))
                .toList();
    }

    @Override
    public Work prepare(Dataset train, int threads) {
        var network = network();
        var workspace = network.workspace(1, false, false);
        var examples = examples(train);
        return new Work() {
            private double classes;

            @Override
            public void run() {
                classes = 0;
                for (var example : examples) {
                    classes += network.forward(example, workspace).argMax(0);
                }
            }

            @Override
            public double result() {
                return classes / images;
            }
        };
    }
}
