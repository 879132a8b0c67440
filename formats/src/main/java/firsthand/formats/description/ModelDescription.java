package firsthand.formats.description;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.formats.file.JsonReader;
import firsthand.formats.file.JsonText;
import firsthand.formats.file.Sha256;
import firsthand.loss.Loss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A classifier without its weights, as the entries of {@code __metadata__}; {@code SafeTensors} lists them.
 *
 * @param weightsSha256 what {@link NetworkState#sha256} must give for the weights
 */
public record ModelDescription(
        Architecture architecture, Loss loss, int fullScale, List<String> classNames, String weightsSha256) {
    private static final String FORMAT = "format";
    private static final String FORMAT_VERSION = "format_version";
    private static final String ARCHITECTURE = "architecture";
    private static final String LOSS = "loss";
    private static final String PREPROCESSING = "preprocessing";
    private static final String LABELS = "labels";
    private static final String DESCRIPTION_SHA256 = "description_sha256";
    private static final String WEIGHTS_SHA256 = "weights_sha256";

    /** The entries that are not provenance. */
    public static final Set<String> KEYS = Set.of(
            FORMAT, FORMAT_VERSION, ARCHITECTURE, LOSS, PREPROCESSING, LABELS, DESCRIPTION_SHA256, WEIGHTS_SHA256);

    private static final String NAME = "firsthand";
    private static final int VERSION = 1;
    private static final String FULL_SCALE = "full_scale";

    /** @throws IllegalArgumentException if model files do not know one of the layers, or the loss */
    public static ModelDescription of(Classifier classifier) {
        if (LossDescription.of(classifier.loss()).isEmpty()) {
            throw new IllegalArgumentException("model: loss: expected one of " + LossDescription.names() + ", received "
                    + classifier.loss().name() + " ("
                    + classifier.loss().getClass().getName()
                    + "), which a model file cannot describe; save a classifier with one of these around the network");
        }
        return new ModelDescription(
                Architecture.of(classifier.network()),
                classifier.loss(),
                classifier.fullScale(),
                classifier.classNames(),
                NetworkState.sha256(classifier.network()));
    }

    public Map<String, String> toMetadata() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(FORMAT, NAME);
        entries.put(FORMAT_VERSION, VERSION + "");
        entries.put(ARCHITECTURE, architecture.toJson());
        entries.put(LOSS, LossDescription.of(loss).orElseThrow());
        entries.put(PREPROCESSING, JsonText.of(json -> {
            json.writeStartObject();
            json.writeNumberProperty(FULL_SCALE, fullScale);
            json.writeEndObject();
        }));
        entries.put(LABELS, JsonText.of(json -> {
            json.writeStartArray();
            classNames.forEach(json::writeString);
            json.writeEndArray();
        }));
        entries.put(
                DESCRIPTION_SHA256,
                checksum(
                        entries.get(ARCHITECTURE), entries.get(LOSS), entries.get(PREPROCESSING), entries.get(LABELS)));
        entries.put(WEIGHTS_SHA256, weightsSha256);
        return entries;
    }

    private static String checksum(String... texts) {
        return Sha256.of(List.of(texts));
    }

    /** Whether metadata are meant to describe a model of ours, rightly or not. */
    public static boolean isIn(Map<String, String> metadata) {
        return NAME.equals(metadata.get(FORMAT))
                || metadata.containsKey(DESCRIPTION_SHA256)
                || metadata.containsKey(WEIGHTS_SHA256);
    }

    public static ModelDescription read(Map<String, String> metadata, InputFile file) throws InvalidFileException {
        checkFormat(metadata, file);
        String architecture = required(ARCHITECTURE, metadata, file);
        String loss = required(LOSS, metadata, file);
        String preprocessing = required(PREPROCESSING, metadata, file);
        String labels = required(LABELS, metadata, file);
        String expected = required(DESCRIPTION_SHA256, metadata, file);
        String received = checksum(architecture, loss, preprocessing, labels);
        if (!received.equals(expected)) {
            throw file.invalid(
                    where(DESCRIPTION_SHA256),
                    "architecture, loss, preprocessing and labels of SHA-256 " + expected,
                    received,
                    InputFile.DAMAGED);
        }
        return new ModelDescription(
                parse(ARCHITECTURE, architecture, file, Architecture::read),
                readLoss(loss, file),
                parse(PREPROCESSING, preprocessing, file, ModelDescription::readFullScale),
                parse(LABELS, labels, file, JsonReader::strings),
                required(WEIGHTS_SHA256, metadata, file));
    }

    /**
     * The classifier that is described, its weights still zero.
     *
     * @param file what is to blame
     */
    public Classifier emptyClassifier(InputFile file) throws InvalidFileException {
        try {
            return Classifier.of(architecture.toNetwork(), loss, classNames, fullScale);
        } catch (IllegalArgumentException misfit) {
            throw file.invalid("metadata", String.valueOf(misfit.getMessage()), InputFile.DAMAGED);
        }
    }

    private static void checkFormat(Map<String, String> metadata, InputFile file) throws InvalidFileException {
        String format = metadata.getOrDefault(FORMAT, "none");
        if (!format.equals(NAME)) {
            throw file.invalid(where(FORMAT), NAME, format, "this is not a model of Firsthand's");
        }
        String version = required(FORMAT_VERSION, metadata, file);
        if (!version.equals(VERSION + "")) {
            boolean newer = version.matches("[1-9][0-9]{0,8}");
            String remedy = newer ? "a newer Firsthand wrote the file: update yours" : InputFile.DAMAGED;
            throw file.invalid(where(FORMAT_VERSION), VERSION + "", version, remedy);
        }
    }

    private static String required(String key, Map<String, String> metadata, InputFile file)
            throws InvalidFileException {
        @Nullable String value = metadata.get(key);
        if (value == null) {
            throw file.invalid(where(key), "an entry of this name", "none", InputFile.DAMAGED);
        }
        return value;
    }

    private static String where(String key) {
        return "metadata " + key;
    }

    private static Loss readLoss(String text, InputFile file) throws InvalidFileException {
        Optional<Loss> loss;
        try {
            loss = LossDescription.parse(text);
        } catch (IllegalArgumentException outOfRange) {
            throw file.invalid(where(LOSS), String.valueOf(outOfRange.getMessage()), InputFile.DAMAGED);
        }
        if (loss.isEmpty()) {
            throw file.invalid(where(LOSS), "one of " + LossDescription.names(), text, InputFile.DAMAGED);
        }
        return loss.get();
    }

    private interface Parser<T> {
        T read(JsonReader json) throws InvalidFileException;
    }

    private static <T> T parse(String key, String text, InputFile file, Parser<T> parser) throws InvalidFileException {
        try (var json = new JsonReader(text, where(key), file)) {
            T value = parser.read(json);
            json.end();
            return value;
        }
    }

    private static int readFullScale(JsonReader json) throws InvalidFileException {
        int fullScale = 0;
        json.beginObject();
        while (json.nextField()) {
            if (!json.name().equals(FULL_SCALE)) {
                throw json.unknownField();
            }
            fullScale = json.size();
        }
        if (fullScale == 0) {
            throw json.invalid(FULL_SCALE, "none");
        }
        return fullScale;
    }
}
