package firsthand.formats.safetensors;

import firsthand.data.AtomicFile;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.NetworkState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From tensors to a file: nothing is written that could not be read back. */
public final class SafeTensorsWriter {
    private SafeTensorsWriter() {}

    /** Writes a model. */
    public static void write(ModelContent model, Path path) throws IOException {
        write(tensors(model), model.metadata(), path);
    }

    /** What {@link #write(ModelContent, Path)} writes to a file. */
    public static AtomicFile.Body content(ModelContent model) {
        return content(tensors(model), model.metadata());
    }

    private static Map<String, TensorContent> tensors(ModelContent model) {
        Map<String, TensorContent> tensors = new LinkedHashMap<>();
        NetworkState.tensors(model.classifier().network()).forEach((name, tensor) -> {
            var shape = Arrays.stream(tensor.shape().extents())
                    .mapToObj(extent -> (long) extent)
                    .toList();
            tensors.put(name, new TensorContent.Floats(shape, tensor.values()));
        });
        return tensors;
    }

    /** Writes any tensors, one after the other, and metadata. */
    public static void write(Map<String, TensorContent> tensors, Map<String, String> metadata, Path path)
            throws IOException {
        AtomicFile.write(path, content(tensors, metadata));
    }

    private static AtomicFile.Body content(Map<String, TensorContent> tensors, Map<String, String> metadata) {
        byte[] header = new SafeTensorsHeader(entries(tensors), metadata).toBytes();
        return out -> {
            out.write(header);
            for (var tensor : tensors.values()) {
                tensor.write(out);
            }
        };
    }

    private static List<TensorEntry> entries(Map<String, TensorContent> tensors) {
        List<TensorEntry> entries = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            long begin = entries.isEmpty() ? 0 : entries.getLast().end();
            entries.add(new TensorEntry(name, tensor.type(), tensor.shape(), begin, begin + tensor.length()));
        });
        return entries;
    }
}
