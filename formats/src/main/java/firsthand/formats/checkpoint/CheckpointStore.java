package firsthand.formats.checkpoint;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import firsthand.formats.safetensors.SafeTensorsHeader;
import firsthand.formats.safetensors.SafeTensorsWriter;
import firsthand.formats.safetensors.TensorContent;
import firsthand.formats.safetensors.TensorEntry;
import firsthand.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checkpoints as safetensors files; nothing of a damaged one is believed. */
public final class CheckpointStore {
    private static final String HISTORY = "history";

    private CheckpointStore() {}

    /** Writes {@code path}, which appears whole or not at all. */
    public static void write(Checkpoint checkpoint, Map<String, String> provenance, Path path) throws IOException {
        Map<String, TensorContent> tensors = new LinkedHashMap<>();
        checkpoint.tensors().forEach((name, values) -> tensors.put(name, TensorContent.Floats.of(values)));
        tensors.put(HISTORY, HistoryTable.of(checkpoint.history()));
        var entries = CheckpointMetadata.entries(checkpoint.counts(), checkpoint.measures(), provenance);
        String sha256 = CheckpointDigest.of(entries, tensors);
        SafeTensorsWriter.write(tensors, CheckpointMetadata.withChecksum(entries, sha256), path);
    }

    /** What {@link #write} was given. */
    public record Content(Checkpoint checkpoint, Map<String, String> provenance) {}

    /** Reads what {@link #write} wrote. */
    public static Content read(Path path) throws IOException {
        try (var file = InputFile.open(path)) {
            var header = SafeTensorsHeader.read(file, TensorEntry.Type.values());
            var metadata = CheckpointMetadata.read(header.metadata(), file);
            file.checkMemory(file.length() / Float.BYTES);
            Map<String, TensorContent> tensors = new LinkedHashMap<>();
            for (var entry : header.tensors()) {
                tensors.put(entry.name(), content(entry, file));
            }
            String sha256 = CheckpointDigest.of(CheckpointMetadata.withoutChecksum(header.metadata()), tensors);
            if (!sha256.equals(metadata.sha256())) {
                throw file.invalid("data", "contents of SHA-256 " + metadata.sha256(), sha256, InputFile.DAMAGED);
            }
            return content(metadata, tensors, file);
        }
    }

    private static TensorContent content(TensorEntry entry, InputFile file) throws IOException {
        if (entry.length() / entry.type().bytes() > Integer.MAX_VALUE - 8) {
            throw file.invalid(
                    entry.where(), "at most 2^31 numbers", entry.shape().toString(), InputFile.DAMAGED);
        }
        int size = (int) (entry.length() / entry.type().bytes());
        return switch (entry.type()) {
            case F32 -> {
                var values = new float[size];
                file.floats(values, entry.where());
                yield new TensorContent.Floats(entry.shape(), values);
            }
            case F64 -> {
                var values = new double[size];
                file.doubles(values, entry.where());
                yield new TensorContent.Doubles(entry.shape(), values);
            }
        };
    }

    private static Content content(CheckpointMetadata metadata, Map<String, TensorContent> tensors, InputFile file)
            throws InvalidFileException {
        if (!(tensors.remove(HISTORY) instanceof TensorContent.Doubles(var shape, var history))
                || shape.size() != 2
                || shape.getLast() != HistoryTable.COLUMNS) {
            throw file.invalid(
                    "tensor " + HISTORY, "rows of " + HistoryTable.COLUMNS + " float64s", "others", InputFile.DAMAGED);
        }
        Map<String, float[]> floats = new LinkedHashMap<>();
        for (var tensor : tensors.entrySet()) {
            if (!(tensor.getValue() instanceof TensorContent.Floats(var _, var values))) {
                throw file.invalid("tensor " + tensor.getKey(), "dtype F32", "another", InputFile.DAMAGED);
            }
            floats.put(tensor.getKey(), values);
        }
        try {
            var checkpoint =
                    new Checkpoint(metadata.counts(), metadata.measures(), floats, HistoryTable.entries(history));
            return new Content(checkpoint, metadata.provenance());
        } catch (IllegalArgumentException incomplete) {
            throw file.invalid("metadata", String.valueOf(incomplete.getMessage()), InputFile.DAMAGED);
        }
    }
}
