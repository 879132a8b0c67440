package firsthand.playground.session;

import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.look.LayerNumbers;
import firsthand.playground.look.Pictures;
import firsthand.playground.message.Json;
import java.util.Optional;

/** How things stand, as the page is told again and again. */
final class SnapshotMessage {
    private SnapshotMessage() {}

    /** Before anything was built. */
    static Json ofNothing() {
        return Json.object().put("run", 0).put("state", "none").put("step", 0).put("steps", 0);
    }

    /** Of a run that learns no more. */
    static Json of(KeptRun run, Command.Watch watch) {
        var json = Json.object()
                .put("run", run.id())
                .put("name", run.name())
                .put("state", "over")
                .put("step", run.step())
                .put("steps", run.step())
                .put("epoch", 1)
                .put("stepsPerEpoch", 1)
                .put("furthest", run.step())
                .put("curve", run.curve().json())
                .put("layers", LayerNumbers.of(network(run)).look(Optional.empty()));
        return watched(run, watch, Optional.empty(), json);
    }

    /** Of a run that trains. */
    static Json of(TrainingRun run, Playback playback, Command.Watch watch) {
        var loop = run.loop();
        var json = Json.object()
                .put("run", run.id())
                .put("name", run.name())
                .put("state", state(run, playback))
                .put("step", run.step())
                .put("steps", loop.steps())
                .put("epoch", Math.min(loop.steps() - 1, run.step()) / loop.stepsPerEpoch() + 1)
                .put("stepsPerEpoch", loop.stepsPerEpoch())
                .put("furthest", run.past().furthest())
                .put("loss", loop.batchLoss())
                .put("imagesPerSecond", Math.rint(playback.speed().perSecond()))
                .put("seconds", playback.speed().seconds())
                .put("curve", run.curve().json())
                .put("layers", playback.layers().stream())
                .put("changes", Changes.json(run.settings()))
                .put("current", Json.of(Changes.current(run.step(), run.settings())));
        run.divergence().ifPresent(divergence -> json.put("divergence", divergence.json()));
        return watched(run, watch, playback.lastBatch(), json);
    }

    private static Json watched(Run run, Command.Watch watch, Optional<Workspace> lastBatch, Json json) {
        run.validation().ifPresent(measured -> json.put("validation", measured.json()));
        if (watch.layer() >= 0) {
            json.put("pictures", Pictures.look(network(run), lastBatch, watch.layer(), watch.show(), watch.count()));
        }
        return json;
    }

    private static Network network(Run run) {
        return run.model().classifier().network();
    }

    private static String state(TrainingRun run, Playback playback) {
        if (run.divergence().isPresent()) {
            return "diverged";
        }
        if (run.loop().isOver()) {
            return "over";
        }
        return playback.isRunning() ? "running" : "paused";
    }
}
