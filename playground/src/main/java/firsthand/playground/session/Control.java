package firsthand.playground.session;

import firsthand.playground.message.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** How the run at hand goes on: forth, back, and by other options. */
final class Control {
    /** What a page waits for when it asks for a few steps: the rest of them goes on by itself. */
    private static final long AT_ONCE = 100_000_000;

    private final Workbench bench;

    Control(Workbench bench) {
        this.bench = bench;
    }

    /** Goes on until {@code step} steps have been made in all. */
    Json play(long step) {
        goneOn(run -> bench.player().play(step));
        return stepped();
    }

    /** Makes so many steps, at once if they do not take long. */
    Json step(long count) {
        play(bench.training().step() + count);
        bench.player().work(AT_ONCE);
        return stepped();
    }

    /** Goes on to the end of the epoch. */
    Json epoch() {
        int epoch = bench.training().loop().stepsPerEpoch();
        return play((bench.training().step() / epoch + 1) * epoch);
    }

    Json pause() {
        bench.player().pause();
        return stepped();
    }

    /** Whoever goes on from where he has gone back to leaves the run as it was, and begins another. */
    private void goneOn(Consumer<TrainingRun> action) {
        var run = bench.training();
        boolean forks = run.isBehind();
        var left = forks ? run.atFurthest() : Optional.<KeptRun>empty();
        action.accept(run);
        if (forks) {
            run.fork(bench.leave(left));
        }
    }

    /** Other options from the next step on. */
    Json change(Map<String, String> options) {
        goneOn(run -> run.change(options));
        return settled();
    }

    /** Trains longer than was meant. */
    Json more(int epochs) {
        var options = bench.training().options();
        if (!options.getOrDefault("schedule", "constant").equals("constant") || options.containsKey("warm-up")) {
            throw new IllegalArgumentException("more: expected a constant learning rate, received one whose schedule"
                    + " ends with the training; build a longer one");
        }
        if (options.containsKey("iterations")) {
            throw new IllegalArgumentException("more: expected a training in epochs, received one in iterations");
        }
        var loop = bench.training().loop();
        int all = (int) (loop.steps() / loop.stepsPerEpoch()) + epochs;
        goneOn(run -> run.lengthen(all));
        return settled();
    }

    /** Back to where so many steps had been made. */
    Json goTo(long step) {
        bench.training().goTo(step);
        bench.player().moved();
        return stepped();
    }

    /** With smaller steps from where the network was still sound. */
    Json retry() {
        var divergence = bench.training()
                .divergence()
                .orElseThrow(() -> new IllegalArgumentException(
                        "retry: expected a loss that stopped being finite, received one that is"));
        var options = Map.of("learning-rate", Double.toString(divergence.retryRate()));
        goneOn(run -> run.change(options));
        return settled();
    }

    private Json settled() {
        bench.player().changed();
        return stepped().put("settings", Json.of(bench.training().options()));
    }

    private Json stepped() {
        return Json.object()
                .put("run", bench.training().id())
                .put("step", bench.training().step());
    }

    /** The steps that one can go back to at once. */
    Json timeline() {
        var run = bench.training();
        return stepped()
                .put("furthest", run.past().furthest())
                .put("kept", run.past().kept());
    }
}
