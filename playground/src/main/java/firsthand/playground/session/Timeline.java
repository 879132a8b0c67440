package firsthand.playground.session;

import firsthand.training.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * States of a training that one can go back to, as many as memory allows: the first, and others at even distances.
 *
 * <p>States come with the numbers of their moments. When there is no room for another, every second one goes, and from
 * then on only every second one is kept.
 */
final class Timeline {
    private static final int MOST = 64;

    private final long mostBytes;
    private final List<Kept> kept = new ArrayList<>();
    private int distance = 1;

    /** A timeline without states, which may take so many bytes. */
    Timeline(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whether the state at that moment is wanted and not there yet. */
    boolean wants(int moment) {
        return moment % distance == 0
                && (kept.isEmpty() || moment > kept.getLast().moment());
    }

    /** Keeps a state that is wanted. */
    void keep(int moment, Checkpoint state) {
        kept.add(new Kept(moment, state));
        while (kept.size() > 1 && (kept.size() > MOST || kept.size() * bytes(state) > mostBytes)) {
            distance *= 2;
            kept.removeIf(each -> each.moment() % distance != 0);
        }
    }

    private static long bytes(Checkpoint state) {
        return Float.BYTES
                * state.tensors().values().stream()
                        .mapToLong(values -> values.length)
                        .sum();
    }

    /**
     * The last state at or before so many steps.
     *
     * @throws IllegalStateException if there is none, not even the first
     */
    Checkpoint before(long step) {
        return kept.stream()
                .map(Kept::state)
                .filter(state -> state.steps() <= step)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("timeline: there is no state before step " + step));
    }

    /** Drops all states after so many steps. */
    void cutAfter(long step) {
        kept.removeIf(each -> each.state().steps() > step);
    }

    /** After how many steps the states were taken. */
    int[] steps() {
        return kept.stream().mapToInt(each -> (int) each.state().steps()).toArray();
    }

    private record Kept(int moment, Checkpoint state) {}
}
