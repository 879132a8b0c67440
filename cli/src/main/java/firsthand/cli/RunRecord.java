package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.cli.recipe.Experiment;
import firsthand.formats.Weights;
import firsthand.report.RunReport;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.LayerStatistics;
import firsthand.training.Predictions;
import firsthand.training.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training run has to say for itself, for programs, for run.json, for report.html and for the model file.
 *
 * @param recipe what its options began with
 * @param experiment what it was trained and tested on
 * @param classifier what came of it
 */
record RunRecord(String recipe, Experiment experiment, Classifier classifier) {

    /** The result of {@code train --json}. */
    Map<String, Object> results(
            History history, long steps, Evaluation train, Evaluation test, String model, double seconds) {
        boolean started = !history.entries().isEmpty();
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("test_accuracy", test.accuracy());
        results.put("train_accuracy", train.accuracy());
        results.put("test_loss", test.loss());
        results.put("train_loss", train.loss());
        results.put("epochs", started ? history.last().epoch() : 0);
        results.put("steps", steps);
        results.put("train_seconds", started ? history.last().seconds() : 0.0);
        results.put("seconds", seconds);
        results.put("parameters", classifier.network().parameterCount());
        results.put("weights_sha256", Weights.sha256(classifier.network()));
        results.put("seed", experiment.settings().seed());
        results.put("model", model);
        return results;
    }

    /** Everything needed to repeat the run, with its results. */
    Map<String, Object> runJson(Map<String, Object> results, int threads, Optional<String> startedFrom) {
        var options = experiment.settings().arguments();
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("command", command());
        run.put("options", options);
        run.put("recipe", recipe);
        startedFrom.ifPresent(model -> run.put("started_from", model));
        run.put("data", experiment.loaded().origin());
        run.put("version", Version.current());
        run.put("java", Runtime.version().toString());
        run.put("kernels", Trainer.kernels());
        run.put("threads", threads);
        run.put("results", results);
        return run;
    }

    private String command() {
        return "firsthand train " + String.join(" ", experiment.settings().arguments());
    }

    /** Everything that report.html shows. */
    RunReport report(
            Predictions test,
            History history,
            LayerStatistics statistics,
            Map<String, Object> results,
            int threads,
            Optional<String> startedFrom) {
        var data = experiment.loaded();
        List<RunReport.Fact> facts = new ArrayList<>();
        facts.add(new RunReport.Fact("recipe", recipe));
        startedFrom.ifPresent(model -> facts.add(new RunReport.Fact("started from", model)));
        facts.add(new RunReport.Fact(
                "data",
                "%s (%s): %,d training and %,d test examples of %s"
                        .formatted(
                                data.name(),
                                data.origin().description(),
                                experiment.train().size(),
                                experiment.test().size(),
                                experiment.train().exampleShape())));
        for (var file : data.origin().files()) {
            facts.add(new RunReport.Fact("SHA-256 of " + file.name(), file.sha256()));
        }
        facts.add(new RunReport.Fact("loss", classifier.loss().name()));
        facts.add(new RunReport.Fact("steps", experiment.settings().describeSteps()));
        facts.add(new RunReport.Fact("seed", Long.toString(experiment.settings().seed())));
        facts.add(new RunReport.Fact("SHA-256 of the weights", String.valueOf(results.get("weights_sha256"))));
        facts.add(new RunReport.Fact("Firsthand", Version.current()));
        facts.add(new RunReport.Fact("Java", Runtime.version().toString()));
        facts.add(new RunReport.Fact(
                "kernels", Trainer.kernels() + ", " + threads + (threads == 1 ? " thread" : " threads")));
        var subject = new RunReport.Subject(recipe + " on " + data.name(), command(), facts);
        return RunReport.of(subject, "test", test)
                .withNetwork(classifier.network(), test)
                .withTraining(history, statistics.entries());
    }

    /**
     * Entries for the model file: only what the same seed gives again, and no times, so that the same run gives the
     * same file.
     */
    Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("recipe", recipe);
        provenance.put("options", String.join("\n", experiment.settings().arguments()));
        provenance.put("data", experiment.loaded().name());
        for (var file : experiment.loaded().origin().files()) {
            provenance.put("data_sha256." + file.name(), file.sha256());
        }
        provenance.put("version", Version.current());
        return provenance;
    }

    /** {@link #provenance()} with what the test set said. */
    Map<String, String> provenance(Evaluation test) {
        Map<String, String> provenance = provenance();
        provenance.put("test_accuracy", Double.toString(test.accuracy()));
        provenance.put("test_loss", Double.toString(test.loss()));
        return provenance;
    }
}
