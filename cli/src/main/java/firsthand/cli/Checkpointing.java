package firsthand.cli;

import firsthand.formats.CheckpointFile;
import firsthand.training.Checkpoint;
import firsthand.training.Training;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a training leaves checkpoints, and whether it goes on from one.
 *
 * @param every how many steps lie between two; 0 for none
 * @param start where it goes on from
 */
record Checkpointing(long every, Optional<Checkpoint> start) {
    private static final String EVERY = "checkpoint_every";
    private static final String STARTED_FROM = "started_from";

    /** From the beginning, with checkpoints if they were asked for. */
    static Checkpointing ofOption(@Nullable Long every) {
        if (every == null) {
            return new Checkpointing(0, Optional.empty());
        }
        if (every < 1) {
            throw new IllegalArgumentException("--checkpoint-every: expected 1 step or more, received " + every);
        }
        return new Checkpointing(every, Optional.empty());
    }

    /** As the run did that left {@code file}, unless told otherwise. */
    Checkpointing goingOn(CheckpointFile file) {
        long before = Long.parseLong(file.provenance().getOrDefault(EVERY, "0"));
        return new Checkpointing(every > 0 ? every : before, Optional.of(file.checkpoint()));
    }

    /** The model whose weights the run of a checkpoint had begun with. */
    static Optional<String> startedFrom(CheckpointFile file) {
        return Optional.ofNullable(file.provenance().get(STARTED_FROM));
    }

    /**
     * The training that leaves checkpoints in a run folder.
     *
     * @param provenance of the run
     */
    Training addTo(Training training, Map<String, String> provenance, Optional<String> startedFrom, RunFolder folder) {
        if (every == 0) {
            return training;
        }
        Map<String, String> entries = new HashMap<>(provenance);
        entries.put(EVERY, Long.toString(every));
        startedFrom.ifPresent(model -> entries.put(STARTED_FROM, model));
        var checkpoints = folder.checkpoints();
        return training.checkpointEvery(every, checkpoint -> checkpoints.save(checkpoint, entries));
    }
}
