package firsthand.playground.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs that were kept for comparison, the oldest first. */
final class KeptRuns {
    private final List<KeptRun> runs = new ArrayList<>();

    /**
     * Keeps a run.
     *
     * @throws IllegalArgumentException if there are too many
     */
    void keep(KeptRun run) {
        if (runs.size() >= Limits.RUNS) {
            throw new IllegalArgumentException(
                    "keep: expected at most " + Limits.RUNS + " runs, received another; drop one first");
        }
        runs.add(run);
    }

    /** Keeps a run that nobody asked to keep: in place of the oldest where there are too many. */
    void keepForNow(KeptRun run) {
        if (runs.size() >= Limits.RUNS) {
            runs.removeFirst();
        }
        runs.add(run);
    }

    /**
     * Forgets a run.
     *
     * @throws IllegalArgumentException if there is none of that number
     */
    void drop(int id) {
        if (!runs.removeIf(run -> run.id() == id)) {
            throw new IllegalArgumentException("run: expected one that was kept, received " + id);
        }
    }

    /** The run of that number. */
    Optional<KeptRun> find(int id) {
        return runs.stream().filter(run -> run.id() == id).findFirst();
    }

    /** All of them. */
    List<KeptRun> all() {
        return List.copyOf(runs);
    }
}
