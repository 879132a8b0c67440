package firsthand.playground.session;

import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.look.LayerNumbers;
import firsthand.playground.message.Json;
import java.util.List;
import java.util.Optional;

/** Plays a run: makes its steps until it is told to stop, and watches how fast and how it goes. */
final class Playback {
    private final TrainingRun run;
    private final Speed speed = new Speed();
    private List<Json> layers;
    private boolean wantsLook = true;
    private long until;

    /** At rest. */
    Playback(TrainingRun run) {
        this.run = run;
        layers = LayerNumbers.of(network()).look(Optional.empty()).toList();
    }

    private Network network() {
        return run.model().classifier().network();
    }

    /**
     * Lets it run until {@code step} steps have been made in all, or training is over.
     *
     * @throws IllegalArgumentException if there is nothing left to do
     */
    void play(long step) {
        if (run.divergence().isPresent()) {
            throw new IllegalArgumentException(
                    "play: expected a loss that is finite, received one that is not from step "
                            + run.divergence().get().step() + " on; go back, or try a smaller learning rate");
        }
        if (run.loop().isOver()) {
            throw new IllegalArgumentException("play: expected steps still to be made, received a training that is over"
                    + " after " + run.step() + "; train longer, or go back");
        }
        if (step <= run.step()) {
            throw new IllegalArgumentException(
                    "until: expected a step after the " + run.step() + " that are made, received " + step);
        }
        until = step;
    }

    /** Stops. */
    void pause() {
        until = 0;
        run.rest();
    }

    /** Whether there is something to do. */
    boolean isRunning() {
        return until > run.step() && !run.loop().isOver() && run.divergence().isEmpty();
    }

    /** Makes steps for about so long, one at least; false if there is nothing to do. */
    boolean work(long nanoseconds) {
        if (!isRunning()) {
            return false;
        }
        long begin = System.nanoTime();
        long examples = 0;
        do {
            examples += makeStep();
        } while (isRunning() && System.nanoTime() - begin < nanoseconds);
        speed.add(examples, System.nanoTime() - begin);
        if (!isRunning()) {
            pause();
        }
        return true;
    }

    /** What the last step did to each layer is found out only where somebody has seen what was known before. */
    private int makeStep() {
        if (!wantsLook) {
            run.makeStep();
            return run.loop().batchExamples();
        }
        var before = LayerNumbers.before(network());
        run.makeStep();
        layers = before.look(lastBatch()).toList();
        wantsLook = false;
        return run.loop().batchExamples();
    }

    /** What the last step left behind, unless the run has just gone somewhere else. */
    Optional<Workspace> lastBatch() {
        return run.loop().batchExamples() == 0
                ? Optional.empty()
                : Optional.of(run.loop().lastBatch());
    }

    /** Stops where the run has gone to. */
    void moved() {
        pause();
        layers = LayerNumbers.of(network()).look(lastBatch()).toList();
    }

    /** Notes that the run goes on by other options: one that runs keeps running. */
    void changed() {
        if (!isRunning()) {
            moved();
        }
    }

    /** Weights, gradients and dead units of each layer; from now on somebody wants newer ones. */
    List<Json> layers() {
        wantsLook = true;
        return layers;
    }

    /** How fast it goes, and for how long it has. */
    Speed speed() {
        return speed;
    }
}
