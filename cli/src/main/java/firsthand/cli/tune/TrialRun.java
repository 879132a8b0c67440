package firsthand.cli.tune;

import firsthand.data.Split;
import firsthand.training.Callback;
import firsthand.training.Checkpoint;
import firsthand.training.DivergenceException;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One trial, from where the rung before has left it to the end of its rung.
 *
 * <p>It is trained as if to the end, schedule and all, and stopped at the rung: what goes on later from its checkpoint
 * is the training that would have been, to the bit.
 */
final class TrialRun implements Callback {
    private final Trial trial;
    private final Search.Rung rung;
    private final Split data;
    private final BooleanSupplier stopped;
    private final List<History.Entry> curve = new ArrayList<>();
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private boolean cutShort;

    /** @param stopped asked after every step whether to give up */
    TrialRun(Trial trial, Search.Rung rung, Split data, BooleanSupplier stopped) {
        this.trial = trial;
        this.rung = rung;
        this.data = data;
        this.stopped = stopped;
    }

    /**
     * Trains, and measures on the examples held back.
     *
     * @param start where the rung before has left off; by default, nowhere
     * @return how it stands, unless it was given up
     */
    Optional<Outcome> run(Optional<Checkpoint> start, int threads) {
        var settings = trial.settings();
        var network = settings.network(data.train());
        var loss = settings.loss();
        var training = settings.training()
                .validation(data.test())
                .threads(threads)
                .callback(this)
                .checkpointEvery(Long.MAX_VALUE, taken -> checkpoint = Optional.of(taken));
        var trainer = new Trainer(network, loss, training);
        start.ifPresent(before -> curve.addAll(before.history()));
        try {
            if (start.isPresent()) {
                trainer.resume(data.train(), start.get());
            } else {
                trainer.fit(data.train());
            }
        } catch (DivergenceException diverged) {
            return Optional.of(new Outcome(
                    trial.number(),
                    rung.index(),
                    trainer.stepsDone(),
                    Double.NaN,
                    Double.NaN,
                    String.valueOf(diverged.getMessage()),
                    curve));
        }
        if (cutShort) {
            return Optional.empty();
        }
        // Not the last entry of the history: early stopping goes back to weights from before it.
        var measured = Evaluation.of(network, loss, data.test(), threads);
        return Optional.of(new Outcome(
                trial.number(), rung.index(), trainer.stepsDone(), measured.accuracy(), measured.loss(), "", curve));
    }

    /** Where the next rung goes on. */
    Optional<Checkpoint> checkpoint() {
        return checkpoint;
    }

    @Override
    public void onStart(Trainer trainer) {
        stopWhereDue(trainer);
    }

    @Override
    public void onStep(Trainer trainer) {
        stopWhereDue(trainer);
    }

    private void stopWhereDue(Trainer trainer) {
        if (trainer.stepsDone() >= rung.steps(trainer.steps())) {
            trainer.requestStop();
        } else if (stopped.getAsBoolean()) {
            cutShort = true;
            trainer.requestStop();
        }
    }

    @Override
    public void onEntry(Trainer trainer, History.Entry entry) {
        curve.add(entry);
    }
}
