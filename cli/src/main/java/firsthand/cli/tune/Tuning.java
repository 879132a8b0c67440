package firsthand.cli.tune;

import firsthand.classifier.Classifier;
import firsthand.data.InvalidFileException;
import firsthand.data.Split;
import firsthand.formats.CheckpointFile;
import firsthand.training.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A search under way: rung by rung, several trials at a time, each on threads of its own.
 *
 * <p>What a trial comes to does not depend on threads, nor on the trials beside it; what is done is written down at
 * once, and read instead of done again. So a search that was stopped or killed goes on to the same end.
 */
public final class Tuning {
    private final Plan plan;
    private final List<Trial> trials;
    private final Split data;
    private final TuneFolder folder;
    private final int threads;
    private final int parallel;
    private final BooleanSupplier stopRequested;
    private final Listener listener;
    private volatile boolean failed;

    /** Told of each trial that has come to the end of a rung, on the thread that trained it. */
    @FunctionalInterface
    public interface Listener {
        void onOutcome(Trial trial, Search.Rung rung, Outcome outcome);
    }

    /**
     * @param data what to train on, and what to choose by
     * @param threads that all trials under way share
     * @param parallel how many trials are under way at most
     * @param stopRequested asked again and again whether to end early
     */
    public Tuning(
            Plan plan,
            Split data,
            TuneFolder folder,
            int threads,
            int parallel,
            BooleanSupplier stopRequested,
            Listener listener) {
        if (parallel < 1) {
            throw new IllegalArgumentException("--parallel: expected 1 or more, received " + parallel);
        }
        this.plan = plan;
        this.trials = plan.trials();
        this.data = data;
        this.folder = folder;
        this.threads = threads;
        this.parallel = parallel;
        this.stopRequested = stopRequested;
        this.listener = listener;
    }

    /**
     * Finds what is wrong with a plan before anything is trained or written.
     *
     * @throws IllegalArgumentException if the settings of a trial cannot be trained by
     */
    public static void check(Plan plan, Split data) {
        for (var trial : plan.trials()) {
            var settings = trial.settings();
            naming(trial, () -> Classifier.of(settings.network(data.train()), settings.loss()));
            naming(trial, settings::training);
        }
    }

    /** A trial that is refused says which it was. */
    private static <T> T naming(Trial trial, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("trial of " + trial.label() + ": " + refused.getMessage(), refused);
        }
    }

    /**
     * Trains what is not done yet.
     *
     * @return how all trials that were come to stand, however the search ended
     * @throws IOException if what is done cannot be kept
     */
    public Standings run() throws IOException, InterruptedException {
        Map<Integer, Outcome> latest = new TreeMap<>();
        var running = trials;
        var rungs = plan.search().rungs(trials.size());
        for (int i = 0; i < rungs.size(); i++) {
            var outcomes = train(running, rungs.get(i), i + 1 < rungs.size());
            outcomes.forEach(outcome -> latest.put(outcome.trial(), outcome));
            if (outcomes.size() < running.size()) {
                return new Standings(plan, trials, latest, false);
            }
            if (i + 1 < rungs.size()) {
                running = best(outcomes, rungs.get(i + 1).trials());
            }
        }
        folder.removeCheckpoints();
        return new Standings(plan, trials, latest, true);
    }

    /** The best so many, in the order of their numbers; of those that diverged, none. */
    private List<Trial> best(List<Outcome> outcomes, int count) {
        return outcomes.stream()
                .filter(outcome -> !outcome.diverged())
                .sorted(Outcome.BEST_FIRST)
                .limit(count)
                .map(Outcome::trial)
                .sorted()
                .map(trials::get)
                .toList();
    }

    /** Brings trials to the end of a rung; those that were stopped on the way are missing from the result. */
    private List<Outcome> train(List<Trial> running, Search.Rung rung, boolean goesOn)
            throws IOException, InterruptedException {
        if (running.isEmpty()) {
            return List.of();
        }
        int atOnce = Math.min(parallel, running.size());
        int threadsEach = Math.max(1, threads / atOnce);
        List<Outcome> outcomes = new ArrayList<>();
        try (var workers = Executors.newFixedThreadPool(atOnce)) {
            List<Future<Optional<Outcome>>> futures = new ArrayList<>();
            for (var trial : running) {
                Callable<Optional<Outcome>> work = () -> train(trial, rung, goesOn, threadsEach);
                futures.add(workers.submit(work));
            }
            for (var future : futures) {
                future.get().ifPresent(outcomes::add);
            }
        } catch (ExecutionException failure) {
            throw rethrown(failure);
        }
        return outcomes;
    }

    private Optional<Outcome> train(Trial trial, Search.Rung rung, boolean goesOn, int threads) throws IOException {
        var done = folder.outcome(trial.number(), rung.index());
        if (done.isPresent() || isStopped()) {
            return done;
        }
        try {
            var run = new TrialRun(trial, rung, data, this::isStopped);
            var start = checkpointBefore(trial, rung);
            var outcome = naming(trial, () -> run.run(start, threads));
            if (outcome.isPresent()) {
                if (goesOn && run.checkpoint().isPresent()) {
                    folder.checkpoints(trial.number(), rung.index())
                            .save(run.checkpoint().get(), Map.of());
                }
                folder.save(outcome.get());
                listener.onOutcome(trial, rung, outcome.get());
            }
            return outcome;
        } catch (IOException | RuntimeException failure) {
            failed = true;
            throw failure;
        }
    }

    /** Where a checkpoint is missing or damaged, the trial is trained from the start, to the same bits. */
    private Optional<Checkpoint> checkpointBefore(Trial trial, Search.Rung rung) throws IOException {
        if (rung.index() == 0) {
            return Optional.empty();
        }
        try {
            return folder.checkpoints(trial.number(), rung.index() - 1)
                    .newest(complaint -> {})
                    .map(CheckpointFile::checkpoint);
        } catch (InvalidFileException damaged) {
            return Optional.empty();
        }
    }

    private boolean isStopped() {
        return failed || stopRequested.getAsBoolean();
    }

    private static IOException rethrown(ExecutionException failure) {
        return switch (failure.getCause()) {
            case IOException io -> io;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException(failure);
        };
    }
}
