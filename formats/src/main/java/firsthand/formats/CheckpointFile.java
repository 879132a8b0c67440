package firsthand.formats;

import firsthand.formats.checkpoint.CheckpointStore;
import firsthand.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a checkpoint file holds.
 *
 * @param checkpoint from where a training goes on
 * @param provenance free text of whoever trains: what it takes to make the same training again
 */
public record CheckpointFile(Checkpoint checkpoint, Map<String, String> provenance) {

    /** Keeps a copy of {@code provenance}. */
    public CheckpointFile {
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    /**
     * Reads one of the files of a {@link CheckpointFolder}.
     *
     * @throws firsthand.data.InvalidFileException if the file is not what it should be
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    public static CheckpointFile read(Path path) throws IOException {
        var content = CheckpointStore.read(path);
        return new CheckpointFile(content.checkpoint(), content.provenance());
    }
}
