package firsthand.formats;

import firsthand.training.Checkpoint;
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
}
