package firsthand.formats.checkpoint;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.formats.file.JsonReader;
import firsthand.formats.file.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint file says beside its tensors. Numbers are text, since JSON has neither infinity nor whole numbers of
 * 64 bits that all readers take for what they are.
 *
 * @param provenance free text of whoever trains
 * @param sha256 of all the rest of the file: {@link CheckpointDigest}
 */
record CheckpointMetadata(
        Map<String, Long> counts, Map<String, Double> measures, Map<String, String> provenance, String sha256) {
    private static final String FORMAT = "format";
    private static final String FORMAT_VERSION = "format_version";
    private static final String COUNTS = "counts";
    private static final String MEASURES = "measures";
    private static final String PROVENANCE = "provenance";
    private static final String SHA256 = "content_sha256";
    private static final String NAME = "firsthand-checkpoint";
    private static final String VERSION = "1";

    /** In the order of a file, but for the checksum itself. */
    static Map<String, String> entries(
            Map<String, Long> counts, Map<String, Double> measures, Map<String, String> provenance) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(FORMAT, NAME);
        entries.put(FORMAT_VERSION, VERSION);
        entries.put(COUNTS, json(counts));
        entries.put(MEASURES, json(measures));
        entries.put(PROVENANCE, json(new TreeMap<>(provenance)));
        return entries;
    }

    static Map<String, String> withChecksum(Map<String, String> entries, String sha256) {
        var all = new LinkedHashMap<>(entries);
        all.put(SHA256, sha256);
        return all;
    }

    static Map<String, String> withoutChecksum(Map<String, String> entries) {
        var others = new LinkedHashMap<>(entries);
        others.remove(SHA256);
        return others;
    }

    private static String json(Map<String, ?> values) {
        return JsonText.of(json -> {
            json.writeStartObject();
            values.forEach((name, value) -> json.writeStringProperty(name, value.toString()));
            json.writeEndObject();
        });
    }

    static CheckpointMetadata read(Map<String, String> entries, InputFile file) throws InvalidFileException {
        String format = required(FORMAT, entries, file);
        if (!format.equals(NAME)) {
            throw file.invalid(where(FORMAT), NAME, format, "this is not a checkpoint of a training");
        }
        String version = required(FORMAT_VERSION, entries, file);
        if (!version.equals(VERSION)) {
            throw file.invalid(
                    where(FORMAT_VERSION), VERSION, version, "if a newer Firsthand wrote the file, update yours");
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        for (var count : strings(COUNTS, entries, file).entrySet()) {
            counts.put(count.getKey(), whole(count.getKey(), count.getValue(), file));
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        for (var measure : strings(MEASURES, entries, file).entrySet()) {
            measures.put(measure.getKey(), number(measure.getKey(), measure.getValue(), file));
        }
        return new CheckpointMetadata(
                counts, measures, strings(PROVENANCE, entries, file), required(SHA256, entries, file));
    }

    private static String required(String key, Map<String, String> entries, InputFile file)
            throws InvalidFileException {
        @Nullable String value = entries.get(key);
        if (value == null) {
            throw file.invalid(where(key), "an entry of this name", "none", InputFile.DAMAGED);
        }
        return value;
    }

    private static Map<String, String> strings(String key, Map<String, String> entries, InputFile file)
            throws InvalidFileException {
        try (var json = new JsonReader(required(key, entries, file), where(key), file)) {
            var strings = json.stringsByName();
            json.end();
            return strings;
        }
    }

    private static long whole(String name, String text, InputFile file) throws InvalidFileException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw file.invalid(where(COUNTS) + " " + name, "a whole number", text, InputFile.DAMAGED);
        }
    }

    private static double number(String name, String text, InputFile file) throws InvalidFileException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw file.invalid(where(MEASURES) + " " + name, "a number", text, InputFile.DAMAGED);
        }
    }

    private static String where(String key) {
        return "metadata " + key;
    }
}
