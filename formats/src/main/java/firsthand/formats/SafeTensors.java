package firsthand.formats;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.description.ModelContent;
import firsthand.formats.file.InputFile;
import firsthand.formats.safetensors.SafeTensorsReader;
import firsthand.formats.safetensors.SafeTensorsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The native model format: safetensors, with all that is needed to use the model in its metadata.
 *
 * <pre>{@code
 * SafeTensors.save(classifier, path);
 * var classifier = SafeTensors.load(path);
 * }</pre>
 *
 * <p>A file is the length of its header as 8 bytes, little-endian; the header, JSON in UTF-8; and the tensors' bytes,
 * one after the other (Hugging Face, "Safetensors: a simple, safe and fast file format for storing tensors";
 * github.com/huggingface/safetensors). Every tensor is of type F32, row-major, and lies in the file as it does in
 * memory. They stand in layer order, weights before biases, and are named after the layer's number among all layers,
 * its type and the parameter: {@code 0.dense.weight} is of shape in x out, {@code 0.dense.bias} of shape out. (PyTorch
 * keeps the weights of its linear layers transposed, out x in.)
 *
 * <p>The header's {@code __metadata__}, strings all of them:
 *
 * <pre>
 *     format               firsthand
 *     format_version       1
 *     architecture         {"input":[28,28],"layers":[{"type":"dense","in":784,"out":128},{"type":"relu"}, ...]}
 *     loss                 the loss's name: cross-entropy
 *     preprocessing        {"full_scale":255}: raw values are divided by this
 *     labels               ["0","1", ...]: what the classes are called, one for each output
 *     description_sha256   SHA-256 of the four entries above, in this order, as UTF-8, each followed by a zero byte
 *     weights_sha256       SHA-256 of all tensors' bytes in layer order, weights before biases: {@link Weights#sha256}
 *     anything else        provenance: where the model comes from
 * </pre>
 *
 * <p>The reader takes such files and no others: it refuses what breaks a rule of the format or of this list, what is
 * cut off, too long or changed, and weights that are not finite. What a file claims is checked against its length
 * before memory is taken for it.
 */
public final class SafeTensors {
    private SafeTensors() {}

    /** Like {@link #save(Classifier, Map, Path)}, without provenance. */
    public static void save(Classifier classifier, Path path) throws IOException {
        save(classifier, Map.of(), path);
    }

    /**
     * Writes {@code path}, which appears whole or not at all; the same model and provenance make the same bytes.
     *
     * @param provenance where the model comes from: recipe, seed, data, metrics; free text under names other than the
     * format's own
     * @throws IllegalArgumentException if the file could not be read back: a layer or loss that is not Firsthand's,
     * weights that are not
     *     finite, provenance under one of the format's names or of more than a megabyte; nothing is written then
     * @throws IOException if the file cannot be written; {@code path} is then as it was
     */
    public static void save(Classifier classifier, Map<String, String> provenance, Path path) throws IOException {
        SafeTensorsWriter.write(ModelContent.of(classifier, provenance), path);
    }

    /**
     * Reads a classifier; {@link #read} also gives the metadata.
     *
     * @throws firsthand.data.InvalidFileException if the file is not what it should be
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static Classifier load(Path path) throws IOException {
        return read(path).classifier();
    }

    /**
     * Reads a classifier and the metadata beside it.
     *
     * @throws firsthand.data.InvalidFileException if the file is not what it should be
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static ModelFile read(Path path) throws IOException {
        return new ModelFile(SafeTensorsReader.read(path));
    }

    /**
     * What {@link #save(Classifier, Map, Path)} would write, for those who have no file to write to.
     *
     * @throws IllegalArgumentException if it could not be read back
     */
    public static byte[] bytes(Classifier classifier, Map<String, String> provenance) {
        var bytes = new ByteArrayOutputStream();
        try {
            SafeTensorsWriter.content(ModelContent.of(classifier, provenance)).writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array takes every byte", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Like {@link #read(Path)}, from bytes that are here already.
     *
     * @param name what messages call them
     * @throws firsthand.data.InvalidFileException if they are not what they should be
     */
    public static ModelFile read(String name, byte[] bytes) throws InvalidFileException {
        try (var file = InputFile.of(name, bytes)) {
            return new ModelFile(SafeTensorsReader.read(file));
        } catch (InvalidFileException worded) {
            throw worded;
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array gives every byte", impossible);
        }
    }
}
