package firsthand.formats.json;

import firsthand.data.AtomicFile;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.NetworkState;
import firsthand.layer.Dense;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a model as JSON: one hidden layer of ReLU by its parts, one row a neuron, anything else tensor by tensor; the
 * metadata beside it. Numbers are the shortest decimals that read back as the same float32.
 */
public final class JsonModelWriter {
    static final String METADATA = "__metadata__";
    static final String TENSORS = "tensors";
    static final String HIDDEN = "hidden_layer";
    static final String OUTPUT = "output_layer";
    static final String WEIGHTS = "weights";
    static final String BIASES = "biases";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET) // it belongs to the file
            .build();

    private JsonModelWriter() {}

    /** Writes {@code path}, which appears whole or not at all. */
    public static void write(ModelContent model, Path path) throws IOException {
        AtomicFile.write(path, out -> {
            try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
                json.writeStartObject();
                writeMetadata(model.metadata(), json);
                if (TwoLayers.describe(model.classifier())) {
                    var layers = model.classifier().network().layers();
                    writeLayer(HIDDEN, (Dense) layers.get(0), json);
                    writeLayer(OUTPUT, (Dense) layers.get(2), json);
                } else {
                    writeTensors(NetworkState.tensors(model.classifier().network()), json);
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        });
    }

    private static void writeMetadata(Map<String, String> metadata, JsonGenerator json) {
        json.writeObjectPropertyStart(METADATA);
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void writeLayer(String name, Dense layer, JsonGenerator json) {
        float[] w = layer.weight().value().values();
        float[] b = layer.bias().value().values();
        json.writeObjectPropertyStart(name);
        json.writeArrayPropertyStart(WEIGHTS);
        for (int unit = 0; unit < layer.out(); unit++) {
            json.writeStartArray();
            for (int i = 0; i < layer.in(); i++) {
                json.writeNumber(w[i * layer.out() + unit]);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart(BIASES);
        for (float bias : b) {
            json.writeStartArray();
            json.writeNumber(bias);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeTensors(Map<String, Tensor> tensors, JsonGenerator json) {
        json.writeObjectPropertyStart(TENSORS);
        tensors.forEach((name, tensor) -> {
            json.writeName(name);
            writeArray(tensor, 0, 0, json);
        });
        json.writeEndObject();
    }

    /** Dimension {@code axis} of a tensor, from its value {@code from} on; returns where the next begins. */
    private static int writeArray(Tensor tensor, int axis, int from, JsonGenerator json) {
        int at = from;
        json.writeStartArray();
        for (int i = 0; i < tensor.shape().extent(axis); i++) {
            if (axis == tensor.shape().rank() - 1) {
                json.writeNumber(tensor.values()[at++]);
            } else {
                at = writeArray(tensor, axis + 1, at, json);
            }
        }
        json.writeEndArray();
        return at;
    }
}
