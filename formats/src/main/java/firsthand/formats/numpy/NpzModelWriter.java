package firsthand.formats.numpy;

import firsthand.formats.description.ModelContent;
import firsthand.formats.description.NetworkState;
import firsthand.formats.file.JsonText;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a model as an archive that {@code numpy.load} opens. */
public final class NpzModelWriter {
    private NpzModelWriter() {}

    /** Writes {@code path}, which appears whole or not at all. */
    public static void write(ModelContent model, Path path) throws IOException {
        var tensors = NetworkState.tensors(model.classifier().network());
        var names = NpzLayout.arrays(tensors.keySet());
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String array = names.getOrDefault(name, name);
            arrays.put(array, NpzLayout.isRow(array) ? row(tensor) : tensor);
        });
        NpzWriter.write(arrays, Map.of(NpzLayout.METADATA, json(model.metadata())), path);
    }

    private static Tensor row(Tensor bias) {
        return Tensor.of(bias.shape().batch(1), bias.values());
    }

    private static byte[] json(Map<String, String> metadata) {
        return JsonText.of(json -> {
                    json.writeStartObject();
                    metadata.forEach(json::writeStringProperty);
                    json.writeEndObject();
                })
                .getBytes(StandardCharsets.UTF_8);
    }
}
