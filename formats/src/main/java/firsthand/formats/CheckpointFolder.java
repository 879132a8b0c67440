package firsthand.formats;

import firsthand.data.AtomicFile;
import firsthand.data.InvalidFileException;
import firsthand.formats.checkpoint.CheckpointStore;
import firsthand.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The last two checkpoints of a training: a process that is killed at any moment, even while it saves, leaves one to go
 * on from.
 *
 * <pre>{@code
 * var folder = new CheckpointFolder(Path.of("checkpoints"));
 * var training = Training.epochs(10).checkpointEvery(500, checkpoint -> folder.save(checkpoint, Map.of()));
 * // ... after a power cut:
 * var newest = folder.newest(System.err::println).orElseThrow();
 * trainer.resume(data, newest.checkpoint());
 * }</pre>
 *
 * <p>Each is a safetensors file named after the number of steps made, {@code checkpoint-0000000500.safetensors}. The
 * tensors are those of {@link Checkpoint}, each a row of F32, and {@code history}, of F64, a row for each entry. The
 * metadata:
 *
 * <pre>
 *     format            firsthand-checkpoint
 *     format_version    1
 *     counts            {"steps":"500", ...}
 *     measures          {"lossSum":"12.25", ...}
 *     provenance        {"options":"...", ...}: free text
 *     content_sha256    SHA-256 of all the above, each name and each text followed by a zero byte, and of every tensor, its name
 *                       followed by a zero byte and its bytes
 * </pre>
 *
 * @param folder where they are; made with the first
 */
public record CheckpointFolder(Path folder) {
    private static final String ENDING = ".safetensors";
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{10,18})\\" + ENDING);

    /**
     * Writes a checkpoint, which appears whole or not at all, and then removes all but it and the one before.
     *
     * @param provenance what it takes to make the same training again
     * @throws IOException if it cannot be written; those that were there are as they were then
     */
    public void save(Checkpoint checkpoint, Map<String, String> provenance) throws IOException {
        Path path = folder.resolve(String.format("checkpoint-%010d%s", checkpoint.steps(), ENDING));
        CheckpointStore.write(checkpoint, provenance, path);
        var others = files();
        others.remove(path);
        others.stream()
                .filter(other -> steps(other) < checkpoint.steps())
                .findFirst()
                .ifPresent(others::remove);
        for (Path other : others) {
            Files.deleteIfExists(other);
        }
    }

    /**
     * The newest checkpoint that is whole; empty if there is none at all.
     *
     * @param complaints told of each newer one that is damaged, in a line
     * @throws InvalidFileException if there are checkpoints, and every one is damaged
     */
    public Optional<CheckpointFile> newest(Consumer<String> complaints) throws IOException {
        Optional<InvalidFileException> first = Optional.empty();
        for (Path path : files()) {
            try {
                return Optional.of(CheckpointFile.read(path));
            } catch (InvalidFileException damaged) {
                complaints.accept(damaged.getMessage() + "; going on from the one before");
                first = first.or(() -> Optional.of(damaged));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
        return Optional.empty();
    }

    /** Removes what saves that were cut short have left. */
    public void removeAbandoned() throws IOException {
        if (Files.isDirectory(folder)) {
            AtomicFile.removeAbandoned(folder);
        }
    }

    /** Newest first. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (var all = Files.newDirectoryStream(folder)) {
            for (Path path : all) {
                if (NAME.matcher(path.getFileName().toString()).matches()) {
                    files.add(path);
                }
            }
        }
        files.sort(Comparator.comparingLong(CheckpointFolder::steps).reversed());
        return files;
    }

    private static long steps(Path path) {
        var name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException("one of files(): " + path);
        }
        return Long.parseLong(name.group(1));
    }
}
