package firsthand.playground.session;

import firsthand.playground.look.Pictures;
import firsthand.playground.message.Json;
import firsthand.playground.session.Command.Watch;
import firsthand.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run that is worked on, and those beside it. Every method either does what it is asked for or changes nothing. */
final class Workbench {
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
        return build(Usual.settings(options));
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

    /** Back to the same initial weights, without any changes half-way but those that it was built with. */
    Json reset() {
        return build(training().built());
    }

    /** The same from another seed. */
    Json seed(long seed) {
        return build(training().built().with("seed", Long.toString(seed)));
    }

    /** Keeps a run that another has forked off from, which is given the number returned. */
    int leave(Optional<KeptRun> left) {
        left.ifPresent(kept::keepForNow);
        lastId++;
        return lastId;
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
        kept.keep(run.now(id, name.orElse(run.name() + ", step " + run.step())));
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

    /** What plays the run at hand. */
    Playback player() {
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
