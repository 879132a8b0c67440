package firsthand.playground.session;

import firsthand.playground.session.Curve.Point;
import firsthand.training.Checkpoint;
import firsthand.training.TrainingLoop;
import java.util.Optional;

/**
 * What is remembered of a training: how far it has come, the curve on the way there, and states to go back to. It only
 * looks on: the training is the same without it.
 */
final class Past {
    private final HeldBack heldBack;
    private final Moments moments;
    private final Timeline timeline;
    private final Curve curve = new Curve();
    private final Tally tally = new Tally();
    private long furthest;
    private Optional<Measurement> validation = Optional.empty();
    private long measured = -1;

    /** Of a training that is about to begin; states may take so many bytes. */
    Past(HeldBack heldBack, TrainingLoop loop, long mostBytes) {
        this.heldBack = heldBack;
        moments = new Moments(loop.stepsPerEpoch());
        timeline = new Timeline(mostBytes);
        look(loop);
    }

    /** After a step. */
    void add(TrainingLoop loop) {
        tally.add(loop.batchLoss(), loop.batchCorrect(), loop.batchExamples());
        look(loop);
    }

    /** At a moment, adds to the curve and the timeline what is not there yet. */
    private void look(TrainingLoop loop) {
        long step = loop.stepsDone();
        furthest = Math.max(furthest, step);
        if (!moments.isOne(step)) {
            return;
        }
        int moment = moments.before(step);
        if (timeline.wants(moment)) {
            timeline.keep(moment, loop.checkpoint());
        }
        if (curve.wants(moment)) {
            rest(loop);
            curve.add(new Point(moment, step, tally.loss(), tally.accuracy(), validation));
        }
        tally.clear();
    }

    /** Measures how good the network is now, unless that is known. */
    void rest(TrainingLoop loop) {
        if (measured != loop.stepsDone()) {
            validation = heldBack.after(loop);
            measured = loop.stepsDone();
        }
    }

    /** After the last step, measures the network that training has left. */
    void end(TrainingLoop loop) {
        validation = heldBack.whole();
        measured = loop.stepsDone();
    }

    /** The last state at or before so many steps; whoever goes there leaves the batches since the last moment behind. */
    Checkpoint before(long step) {
        tally.clear();
        return timeline.before(step);
    }

    /** The state to go back to from a step whose loss is not finite: all was still well there. */
    Checkpoint sound(long step) {
        furthest = Math.max(furthest, step - 1);
        return before(Math.min(curve.lastSound(), Math.max(0, step - 2)));
    }

    /** Forgets what came after so many steps. */
    void cutAfter(long step) {
        furthest = step;
        timeline.cutAfter(step);
        curve.cutAfter(step);
    }

    /** The last step that training has come to. */
    long furthest() {
        return furthest;
    }

    /** How loss and accuracy went. */
    Curve curve() {
        return curve;
    }

    /** The steps that one can go back to at once. */
    int[] kept() {
        return timeline.steps();
    }

    /** How good the network was when it was last measured. */
    Optional<Measurement> validation() {
        return validation;
    }
}
