package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.recipe.SettingsOptions;
import firsthand.datasets.FetchListener;
import firsthand.formats.CheckpointFile;
import firsthand.formats.SafeTensors;
import firsthand.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes on: all it needs is in its folder, and the data set where it was.
 *
 * @param folder the run's
 * @param file its newest checkpoint that is whole
 */
record Resumption(RunFolder folder, CheckpointFile file) {

    /** @param complaints told of checkpoints that are damaged */
    static Resumption of(Path run, Consumer<String> complaints) throws IOException {
        var folder = new RunFolder(run);
        if (!Files.isDirectory(run)) {
            throw new NoSuchFileException(run.toString(), null, "no such run folder; check the path");
        }
        folder.checkpoints().removeAbandoned();
        var newest = folder.checkpoints()
                .newest(complaints)
                .orElseThrow(() -> new IllegalArgumentException("--resume: expected checkpoints in "
                        + folder.checkpoints().folder() + ", received none; train with --checkpoint-every"));
        return new Resumption(folder, newest);
    }

    String recipe() {
        return file.provenance().getOrDefault("recipe", "");
    }

    Settings settings() {
        return SettingsOptions.parse(
                Arrays.asList(file.provenance().getOrDefault("options", "").split("\n")));
    }

    /** The same data as before, to the byte where it has checksums. */
    Experiment experiment(FetchListener listener) throws IOException {
        var experiment = Experiment.load(settings(), listener);
        for (var data : experiment.loaded().origin().files()) {
            @Nullable String before = file.provenance().get("data_sha256." + data.name());
            if (!data.sha256().equals(before)) {
                throw new IllegalArgumentException("--resume: expected " + data.name() + " of SHA-256 " + before
                        + ", which the run had begun with, received " + data.sha256()
                        + "; bring back the data, or train anew");
            }
        }
        return experiment;
    }

    /** The network of the run; what its weights are does not matter, since those of the checkpoint replace them. */
    Classifier classifier(Experiment experiment) throws IOException {
        return startedFrom().isEmpty() ? experiment.classifier() : SafeTensors.load(folder.start());
    }

    Optional<String> startedFrom() {
        return Checkpointing.startedFrom(file);
    }
}
