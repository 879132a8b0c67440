package firsthand.formats;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelContent;
import firsthand.formats.json.JsonModelReader;
import firsthand.formats.json.JsonModelWriter;
import firsthand.formats.numpy.NpzModelReader;
import firsthand.formats.numpy.NpzModelWriter;
import firsthand.formats.onnx.OnnxReader;
import firsthand.formats.onnx.OnnxWriter;
import firsthand.formats.safetensors.SafeTensorsReader;
import firsthand.formats.safetensors.SafeTensorsWriter;
import firsthand.layer.Activation;
import firsthand.layer.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Models in any format, which the ending of the file's name tells: {@code .safetensors}, {@code .npz}, {@code .json},
 * {@code .onnx}.
 *
 * <pre>{@code
 * var model = Models.read(Path.of("model.npz"), Activation.sigmoid());
 * Models.write(model, Path.of("model.onnx"));
 * }</pre>
 *
 * <p>Whatever is written here can be read again, with every bit of its weights and every word of its metadata: labels,
 * preprocessing, provenance. Beside those the formats hold:
 *
 * <ul>
 *   <li>{@code .npz}: of a network whose weights are all in dense layers, arrays {@code W1} of shape in x out, {@code b1}
 *       of shape 1 x out, {@code W2}, {@code b2} and so on; of any other, arrays named as in {@link SafeTensors}. The
 *       metadata are JSON in UTF-8 in an array of bytes, {@code __metadata__}.
 *   <li>{@code .json}: of a network of one hidden layer of ReLU, {@code {"hidden_layer": {"weights": [[...] one row a
 *       neuron], "biases": [[b], ...]}, "output_layer": {...}}}; of any other, {@code {"tensors": {"0.dense.weight":
 *       [[...] one row an input], ...}}}. The metadata are an object {@code __metadata__} beside them.
 *   <li>{@code .onnx}: the graph that gives the probabilities, of images with their channels first. The metadata are
 *       {@code metadata_props}.
 * </ul>
 *
 * <p>A file without such metadata comes from elsewhere. A {@code .npz} with {@code W1}, {@code b1} and so on is a stack of
 * dense layers with softmax at its end, whose hidden activation somebody must name; a {@code .json} is the same with
 * ReLU, unless somebody names another; an {@code .onnx} says all by itself. Its classes are called "0", "1", ...
 */
public final class Models {
    private Models() {}

    /**
     * Reads a model that says itself what its layers are.
     *
     * @throws InvalidFileException if the file is not what it should be, or does not say what activation its hidden
     * layers have
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static ModelFile read(Path path) throws IOException {
        return read(path, formatOf(path));
    }

    /**
     * Like {@link #read(Path)}, whatever the file is called.
     *
     * @throws InvalidFileException if the file is not what it should be, or does not say what activation its hidden
     * layers have
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static ModelFile read(Path path, ModelFormat format) throws IOException {
        return read(path, format, Optional.empty());
    }

    /**
     * Reads a model whose hidden layers have the given activation, which the file need not say.
     *
     * @throws InvalidFileException if the file is not what it should be, or says that they have another
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static ModelFile read(Path path, Activation hidden) throws IOException {
        var file = read(path, formatOf(path), Optional.of(hidden));
        if (file.classifier().network().layers().stream().map(Layer::type).noneMatch(hidden.type()::equals)) {
            throw new InvalidFileException(path + ": expected hidden layers of " + hidden.type() + ", received "
                    + file.classifier().network().layers().stream()
                            .map(Layer::type)
                            .toList() + "; the file says so itself: name no activation");
        }
        return file;
    }

    /** Of a file whose name says nothing, our own. */
    private static ModelFormat formatOf(Path path) {
        return ModelFormat.of(path).orElse(ModelFormat.SAFETENSORS);
    }

    private static ModelFile read(Path path, ModelFormat format, Optional<Activation> hidden) throws IOException {
        return new ModelFile(
                switch (format) {
                    case SAFETENSORS -> SafeTensorsReader.read(path);
                    case NPZ -> NpzModelReader.read(path, hidden);
                    case JSON -> JsonModelReader.read(path, hidden);
                    case ONNX -> OnnxReader.read(path);
                });
    }

    /** Like {@link #write(Classifier, Map, Path)}, with the provenance that the file came with. */
    public static void write(ModelFile model, Path path) throws IOException {
        write(model.classifier(), model.provenance(), path);
    }

    /**
     * Writes {@code path}, which appears whole or not at all; the same model and provenance make the same bytes.
     *
     * @param provenance where the model comes from, under names other than the format's own
     * @throws IllegalArgumentException if the name has none of the endings, or the format cannot hold the model; nothing
     * is written then
     * @throws IOException if the file cannot be written; {@code path} is then as it was
     */
    public static void write(Classifier classifier, Map<String, String> provenance, Path path) throws IOException {
        var format = ModelFormat.of(path)
                .orElseThrow(() -> new IllegalArgumentException(
                        path + ": expected a name with one of the endings " + ModelFormat.endings()));
        var model = ModelContent.of(classifier, provenance);
        switch (format) {
            case SAFETENSORS -> SafeTensorsWriter.write(model, path);
            case NPZ -> NpzModelWriter.write(model, path);
            case JSON -> JsonModelWriter.write(model, path);
            case ONNX -> OnnxWriter.write(model, path);
        }
    }
}
