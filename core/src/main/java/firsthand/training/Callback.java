package firsthand.training;

/**
 * Something that looks on while training goes, and may end it by {@link Trainer#requestStop()}.
 *
 * <p>Called on the thread that trains, between steps: the network may be looked into, and must not be changed.
 */
public interface Callback {

    /** Training is about to begin, or to go on from a {@link Checkpoint} after {@link Trainer#stepsDone()} steps. */
    default void onStart(Trainer trainer) {}

    /** A step has been made. */
    default void onStep(Trainer trainer) {}

    /** The history has a new entry: an epoch has ended, or so many iterations. */
    default void onEntry(Trainer trainer, History.Entry entry) {}

    /** Training has ended, at its last step, on request or by a failure. */
    default void onEnd(Trainer trainer) {}
}
