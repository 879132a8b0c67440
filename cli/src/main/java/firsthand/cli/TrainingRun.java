package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.cli.terminal.Output;
import firsthand.cli.terminal.TrainingDisplay;
import firsthand.data.Dataset;
import firsthand.training.DivergenceException;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.LayerStatistics;
import firsthand.training.Predictions;
import firsthand.training.Trainer;
import firsthand.training.Training;
import firsthand.training.Warnings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * One training from its first step to its run folder.
 *
 * @param record what is trained on what
 * @param threads how many share the work
 * @param layerStatistics whether to look into the layers, and leave layers.csv
 * @param startedFrom the model whose weights it starts from, if any
 * @param checkpointing whether it leaves checkpoints, and goes on from one
 * @param folder where it leaves what comes of it
 */
record TrainingRun(
        RunRecord record,
        int threads,
        boolean layerStatistics,
        Optional<String> startedFrom,
        Checkpointing checkpointing,
        RunFolder folder) {

    /**
     * Trains, measures, saves, and says so.
     *
     * @param start when it all began, by {@link System#nanoTime()}
     * @return the result for programs
     */
    Map<String, Object> run(long start, Interrupt interrupt, Output output) throws IOException {
        var experiment = record.experiment();
        var display = new TrainingDisplay(output);
        var statistics = LayerStatistics.atReports();
        Training training = experiment
                .settings()
                .training()
                .threads(threads)
                .callback(display)
                .callback(new Warnings(display::warn))
                .callback(statistics);
        training = checkpointing.addTo(training, record.provenance(), startedFrom, folder);
        var classifier = record.classifier();
        var trainer = new Trainer(classifier.network(), classifier.loss(), training);
        interrupt.stops(trainer);
        var history = fit(trainer);
        var train = evaluate(classifier, experiment.part("train", training));
        var predictions = Predictions.of(classifier.network(), classifier.loss(), experiment.test(), threads);
        var test = predictions.evaluation();
        double seconds = (System.nanoTime() - start) * 1e-9;
        var results = record.results(
                history, trainer.stepsDone(), train, test, folder.model().toString(), seconds);
        folder.saveModel(classifier, record.provenance(test));
        folder.saveHistory(history);
        if (layerStatistics) {
            folder.saveLayers(statistics);
        }
        folder.saveRun(record.runJson(results, threads, startedFrom));
        folder.saveReport(record.report(predictions, history, statistics, results, threads, startedFrom));
        conclude(test, output);
        return results;
    }

    /** A training that diverges leaves a model too, with the last weights that worked. */
    private History fit(Trainer trainer) throws IOException {
        var classifier = record.classifier();
        var train = record.experiment().train();
        try {
            return checkpointing.start().isPresent()
                    ? classifier.resume(train, trainer, checkpointing.start().get())
                    : classifier.fit(train, trainer);
        } catch (UncheckedIOException noCheckpoint) {
            throw noCheckpoint.getCause();
        } catch (DivergenceException diverged) {
            folder.saveModel(record.classifier(), record.provenance());
            throw new IllegalStateException(diverged.getMessage() + "; saved as " + folder.model(), diverged);
        }
    }

    private Evaluation evaluate(Classifier classifier, Dataset data) {
        return Evaluation.of(classifier.network(), classifier.loss(), data, threads);
    }

    private void conclude(Evaluation test, Output output) {
        output.print("");
        output.print(
                "test      %.2f %% (%,d of %,d), loss %s",
                100 * test.accuracy(), test.correct(), test.examples(), Output.number(test.loss()));
        output.print(
                "saved     %s: report.html, model.safetensors, history.csv, run.json%s%s",
                folder.folder(),
                layerStatistics ? ", layers.csv" : "",
                checkpointing.every() > 0 ? ", checkpoints/" : "");
    }
}
