package firsthand.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** LeNet-5 as PyTorch has it: channels before rows and columns, and weights with one row an output. */
final class LeNet {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private LeNet() {}

    /** The parameters of our network, in PyTorch's order. */
    static List<NDArray> parameters(Network network, NDManager manager) {
        List<NDArray> parameters = new ArrayList<>();
        for (int p = 0; p < network.parameters().size(); p++) {
            var value = network.parameters().get(p).value();
            parameters.add(
                    switch (p) {
                        case 0, 2 ->
                            ordered(value, manager, new long[] {5, 5, p == 0 ? 1 : 6, p == 0 ? 6 : 16}, 3, 2, 0, 1);
                        case 4 -> firstDense(value, manager);
                        case 6, 8 ->
                            ordered(
                                    value,
                                    manager,
                                    new long[] {
                                        value.shape().extent(0), value.shape().extent(1)
                                    },
                                    1,
                                    0);
                        default -> manager.create(value.values(), new Shape(value.size()));
                    });
        }
        return parameters;
    }

    private static NDArray ordered(Tensor value, NDManager manager, long[] shape, int... axes) {
        try (var array = manager.create(value.values(), new Shape(shape));
                var transposed = array.transpose(axes)) {
            return transposed.duplicate();
        }
    }

    /** Its inputs come as rows, columns and channels, and are wanted as channels, rows and columns. */
    private static NDArray firstDense(Tensor value, NDManager manager) {
        try (var wanted = ordered(value, manager, new long[] {5, 5, 16, 120}, 3, 2, 0, 1)) {
            return wanted.reshape(120, 400).duplicate();
        }
    }

    static NDArray forward(NDArray x, List<NDArray> p) {
        var images = x.reshape(-1, 1, 28, 28);
        var first = pooled(convolved(images, p.get(0), p.get(1), TWO));
        var second = pooled(convolved(first, p.get(2), p.get(3), NONE));
        var y = second.reshape(-1, 400);
        y = Activation.relu(Linear.linear(y, p.get(4), p.get(5)).singletonOrThrow());
        y = Activation.relu(Linear.linear(y, p.get(6), p.get(7)).singletonOrThrow());
        return Linear.linear(y, p.get(8), p.get(9)).singletonOrThrow();
    }

    private static NDArray convolved(NDArray x, NDArray w, NDArray b, Shape padding) {
        return Activation.relu(Conv2d.conv2d(x, w, b, ONE, padding, ONE).singletonOrThrow());
    }

    private static NDArray pooled(NDArray x) {
        return Pool.maxPool2d(x, TWO, TWO, NONE, false);
    }
}
