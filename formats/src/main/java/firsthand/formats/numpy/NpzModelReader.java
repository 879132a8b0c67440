package firsthand.formats.numpy;

import firsthand.data.InvalidFileException;
import firsthand.formats.description.DenseStack;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.ModelDescription;
import firsthand.formats.description.StoredTensors;
import firsthand.formats.file.InputFile;
import firsthand.formats.file.JsonReader;
import firsthand.layer.Activation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a model from an archive: one of ours, which describes itself, or someone else's stack of dense layers. */
public final class NpzModelReader {
    private static final int LONGEST_METADATA = 1_000_000;

    private NpzModelReader() {}

    /** @param activation what follows the hidden layers of a file that does not say so */
    public static ModelContent read(Path path, Optional<Activation> activation) throws IOException {
        try (var npz = NpzFile.open(path)) {
            if (!npz.arrays().containsKey(NpzLayout.METADATA)) {
                return stack(npz, activation);
            }
            var metadata = metadata(npz);
            return ModelContent.read(metadata, Renamed.of(npz, metadata), npz.file());
        }
    }

    private static Map<String, String> metadata(NpzFile npz) throws IOException {
        var array = npz.arrays().get(NpzLayout.METADATA);
        if (array == null || array.size() > LONGEST_METADATA) {
            throw npz.file()
                    .invalid(
                            NpzLayout.METADATA,
                            "at most " + LONGEST_METADATA + " bytes",
                            array == null ? "none" : array.size() + "",
                            InputFile.DAMAGED);
        }
        try (var json = new JsonReader(text(npz), NpzLayout.METADATA, npz.file())) {
            var metadata = json.stringsByName();
            json.end();
            return metadata;
        }
    }

    private static String text(NpzFile npz) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(npz.bytes(NpzLayout.METADATA)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw npz.file().invalid(NpzLayout.METADATA, "UTF-8", "other bytes", InputFile.DAMAGED);
        }
    }

    private static ModelContent stack(NpzFile npz, Optional<Activation> activation) throws IOException {
        var widths = widths(npz);
        if (widths.size() > 2 && activation.isEmpty()) {
            throw npz.file()
                    .invalid(
                            "arrays W1, b1, ...",
                            "the file does not say what follows its hidden layers",
                            "name it: --activation sigmoid, relu or another");
        }
        var hidden = activation.orElseGet(Activation::identity); // between which layers, where there is only one?
        return new DenseStack(widths, hidden)
                .model((k, biases, values) -> npz.read((biases ? "b" : "W") + k, values), npz.file());
    }

    /** The number of inputs, then the outputs of each layer; what is not W1, b1, W2, ... is not understood. */
    private static List<Integer> widths(NpzFile npz) throws InvalidFileException {
        List<Integer> widths = new ArrayList<>();
        int layers = npz.arrays().size() / 2;
        for (int k = 1; k <= Math.max(1, layers); k++) {
            var weights = array(npz, "W" + k);
            boolean isMatrix = weights.shape().size() == 2
                    && weights.shape().stream().allMatch(extent -> extent >= 1 && extent <= Integer.MAX_VALUE);
            boolean fits = isMatrix
                    && (k == 1 || weights.shape().getFirst() == widths.getLast().longValue());
            if (!fits) {
                String inputs = k == 1 ? "inputs" : widths.getLast() + " inputs";
                throw invalid(npz, weights, "shape " + inputs + " x outputs");
            }
            long out = weights.shape().getLast();
            var bias = array(npz, "b" + k);
            if (!bias.shape().equals(List.of(1L, out)) && !bias.shape().equals(List.of(out))) {
                throw invalid(npz, bias, "shape 1x" + out);
            }
            if (k == 1) {
                widths.add(weights.shape().getFirst().intValue());
            }
            widths.add((int) out);
        }
        if (npz.arrays().size() != 2 * layers) {
            throw npz.file()
                    .invalid(
                            "arrays",
                            "W1, b1, W2, b2, ... and no others",
                            npz.arrays().keySet().toString(),
                            "this is not a model that Firsthand knows how to read");
        }
        return widths;
    }

    private static NumpyArray array(NpzFile npz, String name) throws InvalidFileException {
        @Nullable NumpyArray array = npz.arrays().get(name);
        if (array == null) {
            throw npz.file()
                    .invalid(
                            "arrays",
                            "W1, b1, W2, b2, ..., of which there is no " + name,
                            npz.arrays().keySet().toString(),
                            "rename the arrays, or save them so");
        }
        return array;
    }

    private static InvalidFileException invalid(NpzFile npz, NumpyArray array, String expected) {
        return npz.file()
                .invalid(
                        "array " + array.name(),
                        expected,
                        "shape " + StoredTensors.shown(array.shape()),
                        "transpose or reshape it");
    }

    /**
     * The arrays of one of our archives under the names and shapes of the tensors that they are.
     *
     * @param names of each tensor's array
     */
    private record Renamed(NpzFile npz, Map<String, String> names) implements StoredTensors {

        private static Renamed of(NpzFile npz, Map<String, String> metadata) throws InvalidFileException {
            var description = ModelDescription.read(metadata, npz.file());
            return new Renamed(
                    npz, NpzLayout.arrays(description.architecture().shapes().keySet()));
        }

        /** In layer order; what is not known by name comes last, and is refused. */
        @Override
        public Map<String, List<Long>> shapes() {
            var arrays = new LinkedHashMap<>(npz.arrays());
            arrays.remove(NpzLayout.METADATA);
            Map<String, List<Long>> shapes = new LinkedHashMap<>();
            names.forEach((tensor, array) -> {
                @Nullable NumpyArray found = arrays.remove(array);
                if (found != null) {
                    shapes.put(tensor, shape(found));
                }
            });
            arrays.forEach((name, array) -> shapes.put(name, array.shape()));
            return shapes;
        }

        private static List<Long> shape(NumpyArray array) {
            var shape = array.shape();
            boolean row = NpzLayout.isRow(array.name()) && shape.size() == 2 && shape.getFirst() == 1;
            return row ? List.of(shape.getLast()) : shape;
        }

        @Override
        public void read(String name, float[] values) throws IOException {
            npz.read(names.getOrDefault(name, name), values);
        }
    }
}
