package firsthand.playground.session;

import firsthand.playground.look.Pictures;
import firsthand.playground.message.Json;
import firsthand.playground.session.Command.Watch;
import firsthand.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The run that is worked on, and those beside it. Every method either does what it is asked for or changes nothing. */
final class Workbench {
    /** What a playground trains where nobody says otherwise; everything else is as in {@code train}. */
    private static final Map<String, String> USUAL = Map.of("data", "mnist", "validation", "0.1");

    private static final String USUAL_EPOCHS = "5";

    /** What a page waits for when it asks for a few steps: the rest of them goes on by itself. */
    private static final long AT_ONCE = 100_000_000;

    private static final Watch NOTHING = new Watch(-1, Pictures.Show.WEIGHTS, 0);

    private final SessionShelf shelf;
    private final Limits limits;
    private final int threads;
    private final KeptRuns kept = new KeptRuns();
    private @Nullable Run current;
    private @Nullable Playback playback;
    private Watch watch = NOTHING;
    private int lastId;

    Workbench(SessionShelf shelf, Limits limits, int threads) {
        this.shelf = shelf;
        this.limits = limits;
        this.threads = threads;
    }

    /** A new run in place of the one at hand. */
    Json build(Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(USUAL);
        if (!options.containsKey("iterations")) {
            all.put("epochs", USUAL_EPOCHS);
        }
        all.putAll(options);
        return build(Settings.parse(all));
    }

    private Json build(Settings settings) {
        var run = new TrainingRun(lastId + 1, settings, shelf.get(settings.data()), limits, threads);
        putDown();
        lastId++;
        current = run;
        playback = new Playback(run);
        keepWatching();
        return described();
    }

    /** A network that learns no more in place of the run at hand. */
    Json open(String name, Model model) {
        putDown();
        lastId++;
        current = new KeptRun(lastId, name, Map.of(), model, 0, new Curve(), Optional.empty());
        keepWatching();
        return described();
    }

    private void putDown() {
        if (current instanceof TrainingRun run) {
            run.close();
        }
        playback = null;
    }

    private void keepWatching() {
        if (watch.layer() >= current().model().classifier().network().layers().size()) {
            watch = NOTHING;
        }
    }

    /** Goes on until {@code step} steps have been made in all. */
    Json play(long step) {
        goneOn(run -> player().play(step));
        return stepped();
    }

    /** Makes so many steps, at once if they do not take long. */
    Json step(long count) {
        play(training().step() + count);
        player().work(AT_ONCE);
        return stepped();
    }

    /** Goes on to the end of the epoch. */
    Json epoch() {
        int epoch = training().loop().stepsPerEpoch();
        return play((training().step() / epoch + 1) * epoch);
    }

    Json pause() {
        player().pause();
        return stepped();
    }

    /** Whoever goes on from where he has gone back to leaves the run as it was, and begins another. */
    private void goneOn(Consumer<TrainingRun> action) {
        var run = training();
        boolean forks = run.isBehind();
        var left = forks ? run.atFurthest() : Optional.<KeptRun>empty();
        action.accept(run);
        if (forks) {
            left.ifPresent(kept::keepForNow);
            lastId++;
            run.fork(lastId);
        }
    }

    /** Back to the same initial weights, without any changes half-way but those that it was built with. */
    Json reset() {
        return build(training().built());
    }

    /** The same from another seed. */
    Json seed(long seed) {
        return build(training().built().with("seed", Long.toString(seed)));
    }

    /** Other options from the next step on. */
    Json change(Map<String, String> options) {
        goneOn(run -> run.change(options));
        return settled();
    }

    /** Trains longer than was meant. */
    Json more(int epochs) {
        var options = training().options();
        if (!options.getOrDefault("schedule", "constant").equals("constant") || options.containsKey("warm-up")) {
            throw new IllegalArgumentException("more: expected a constant learning rate, received one whose schedule"
                    + " ends with the training; build a longer one");
        }
        if (options.containsKey("iterations")) {
            throw new IllegalArgumentException("more: expected a training in epochs, received one in iterations");
        }
        var loop = training().loop();
        int all = (int) (loop.steps() / loop.stepsPerEpoch()) + epochs;
        goneOn(run -> run.lengthen(all));
        return settled();
    }

    /** Back to where so many steps had been made. */
    Json goTo(long step) {
        training().goTo(step);
        player().moved();
        return stepped();
    }

    /** With smaller steps from where the network was still sound. */
    Json retry() {
        var divergence = training()
                .divergence()
                .orElseThrow(() -> new IllegalArgumentException(
                        "retry: expected a loss that stopped being finite, received one that is"));
        var options = Map.of("learning-rate", Double.toString(divergence.retryRate()));
        goneOn(run -> run.change(options));
        return settled();
    }

    private Json settled() {
        player().moved();
        return stepped().put("settings", Json.of(training().options()));
    }

    private Json stepped() {
        return Json.object().put("run", training().id()).put("step", training().step());
    }

    /** The steps that one can go back to at once. */
    Json timeline() {
        var run = training();
        return stepped()
                .put("furthest", run.furthest())
                .put("kept", run.timeline().steps());
    }

    /** Pictures of a layer with every snapshot. */
    Json watch(Watch wanted) {
        int layers = current().model().classifier().network().layers().size();
        if (wanted.layer() >= layers) {
            throw new IllegalArgumentException(
                    "layer: expected one of the network, 0 to " + (layers - 1) + ", received " + wanted.layer());
        }
        watch = wanted;
        return Json.object();
    }

    /** Keeps the run as it is now. */
    Json keep(Optional<String> name) {
        var run = training();
        int id = lastId + 1;
        kept.keep(run.now(id, name.orElse(run.name())));
        lastId = id;
        return Json.object().put("run", id);
    }

    Json drop(int id) {
        kept.drop(id);
        return Json.object();
    }

    /** The run at hand, and those that were kept. */
    Json runs() {
        List<Run> runs = new ArrayList<>(kept.all());
        if (current != null) {
            runs.add(current);
        }
        return Json.object().put("runs", runs.stream().map(Run::json));
    }

    /** The run of that number. */
    Run run(int id) {
        if (current != null && current.id() == id) {
            return current;
        }
        return kept.find(id)
                .orElseThrow(() -> new IllegalArgumentException("runs: expected the number of a run, received " + id));
    }

    /** The run at hand. */
    Run current() {
        if (current == null) {
            throw new IllegalArgumentException(
                    "run: expected one that was built, received none; build a network first");
        }
        return current;
    }

    /** The run at hand, which trains. */
    TrainingRun training() {
        if (current() instanceof TrainingRun run) {
            return run;
        }
        throw new IllegalArgumentException("run: expected one that trains, received a network from a file; build one");
    }

    private Playback player() {
        training();
        return Objects.requireNonNull(playback);
    }

    boolean work(long nanoseconds) {
        return playback != null && playback.work(nanoseconds);
    }

    /** Whether there is a run at hand. */
    boolean hasRun() {
        return current != null;
    }

    /** The options of the run at hand. */
    Json options() {
        return Json.of(current().options());
    }

    /** What was built. */
    Json described() {
        var run = current();
        var network = run.model().classifier().network();
        var json = Json.object()
                .put("run", run.id())
                .put("settings", Json.of(run.options()))
                .put("layers", LayerText.of(network))
                .put("parameters", network.parameterCount());
        if (run instanceof TrainingRun training) {
            json.put("stepsPerEpoch", training.loop().stepsPerEpoch())
                    .put("steps", training.loop().steps());
        }
        return json.put("step", run.step());
    }

    /** How things stand. */
    Json snapshot() {
        return switch (current) {
            case null -> SnapshotMessage.ofNothing();
            case KeptRun run -> SnapshotMessage.of(run, watch);
            case TrainingRun run -> SnapshotMessage.of(run, player(), watch);
        };
    }
}
