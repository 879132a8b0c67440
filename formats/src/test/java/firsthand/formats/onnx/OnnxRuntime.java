package firsthand.formats.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import firsthand.network.Network;
import firsthand.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** What somebody else's program makes of a file. */
final class OnnxRuntime {
    private OnnxRuntime() {}

    /** A row of outputs for each example. */
    static float[][] predict(Path model, Network network, Tensor examples) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            var environment = OrtEnvironment.getEnvironment();
            try (var session = environment.createSession(model.toString(), options)) {
                var entry = session.getInputInfo().entrySet().iterator().next();
                long[] shape = ((TensorInfo) entry.getValue().getInfo()).getShape();
                shape[0] = examples.shape().extent(0);
                float[] values = shape.length == 4 ? channelsFirst(network, examples) : examples.values();
                try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                        var result = session.run(Map.of(entry.getKey(), input))) {
                    return (float[][]) result.get(0).getValue();
                }
            }
        }
    }

    private static float[] channelsFirst(Network network, Tensor examples) {
        var shape = network.inputShape();
        int height = shape.extent(0);
        int width = shape.extent(1);
        int channels = shape.rank() == 2 ? 1 : shape.extent(2);
        int size = shape.size();
        float[] values = new float[examples.values().length];
        for (int i = 0; i < examples.shape().extent(0); i++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < channels; c++) {
                        values[i * size + (c * height + y) * width + x] =
                                examples.values()[i * size + (y * width + x) * channels + c];
                    }
                }
            }
        }
        return values;
    }
}
