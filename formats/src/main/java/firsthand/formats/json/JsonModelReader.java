package firsthand.formats.json;

import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.StoredTensors;
import firsthand.formats.file.InputFile;
import firsthand.formats.file.JsonReader;
import firsthand.layer.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a model from JSON: one of ours, which describes itself, or the two layers of someone else's. */
public final class JsonModelReader {
    private final InputFile file;
    private @Nullable Map<String, String> metadata;
    private @Nullable Map<String, JsonArray> tensors;
    private TwoLayers.@Nullable Part hidden;
    private TwoLayers.@Nullable Part output;

    private JsonModelReader(InputFile file) {
        this.file = file;
    }

    /** @param activation what follows the hidden layer of a file that does not say so; ReLU if it is not given */
    public static ModelContent read(Path path, Optional<Activation> activation) throws IOException {
        try (var file = InputFile.open(path)) {
            var reader = new JsonModelReader(file);
            reader.parse();
            return reader.model(activation);
        }
    }

    private void parse() throws InvalidFileException {
        try (var json = new JsonReader(file)) {
            json.beginObject();
            while (json.nextField()) {
                switch (json.name()) {
                    case JsonModelWriter.METADATA -> metadata = json.stringsByName();
                    case JsonModelWriter.TENSORS -> tensors = readTensors(json);
                    case JsonModelWriter.HIDDEN -> hidden = readPart(json);
                    case JsonModelWriter.OUTPUT -> output = readPart(json);
                    default -> throw json.unknownField();
                }
            }
            json.end();
        }
    }

    private static Map<String, JsonArray> readTensors(JsonReader json) throws InvalidFileException {
        Map<String, JsonArray> tensors = new LinkedHashMap<>();
        json.beginObject();
        while (json.nextField()) {
            tensors.put(json.name(), JsonArray.read(json));
        }
        return tensors;
    }

    private static TwoLayers.Part readPart(JsonReader json) throws InvalidFileException {
        String name = json.name();
        @Nullable JsonArray weights = null;
        @Nullable JsonArray biases = null;
        json.beginObject();
        while (json.nextField()) {
            switch (json.name()) {
                case JsonModelWriter.WEIGHTS -> weights = JsonArray.read(json);
                case JsonModelWriter.BIASES -> biases = JsonArray.read(json);
                default -> throw json.unknownField();
            }
        }
        if (weights == null || biases == null) {
            throw json.invalid("weights and biases", weights == null ? "no weights" : "no biases");
        }
        return new TwoLayers.Part(name, weights, biases);
    }

    private ModelContent model(Optional<Activation> activation) throws IOException {
        boolean byParts = hidden != null && output != null && tensors == null;
        boolean byTensors = hidden == null && output == null && tensors != null;
        if (metadata == null ? !byParts : !byParts && !byTensors) {
            throw file.invalid(
                    "JSON",
                    "hidden_layer and output_layer, or __metadata__ and tensors",
                    "other fields",
                    "this is not a model that Firsthand knows how to read");
        }
        if (metadata == null) {
            return twoLayers().model(activation.orElseGet(Activation::relu), file);
        }
        return ModelContent.read(
                metadata, new Stored(tensors != null ? tensors : twoLayers().tensors(file)), file);
    }

    private TwoLayers twoLayers() {
        if (hidden == null || output == null) {
            throw new IllegalStateException("checked before: both layers");
        }
        return new TwoLayers(hidden, output);
    }

    /** Tensors that have been read already. */
    private record Stored(Map<String, JsonArray> tensors) implements StoredTensors {
        @Override
        public Map<String, List<Long>> shapes() {
            Map<String, List<Long>> shapes = new LinkedHashMap<>();
            tensors.forEach((name, array) -> shapes.put(name, array.shape()));
            return shapes;
        }

        @Override
        public void read(String name, float[] values) {
            @Nullable JsonArray array = tensors.get(name);
            if (array == null) {
                throw new IllegalStateException("one of shapes(): " + name);
            }
            System.arraycopy(array.values(), 0, values, 0, values.length);
        }
    }
}
