package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.cli.recipe.Experiment;
import firsthand.cli.recipe.Recipes;
import firsthand.cli.recipe.SettingsOptions;
import firsthand.datasets.FetchListener;
import firsthand.formats.Weights;
import firsthand.settings.Change;
import firsthand.settings.Settings;
import firsthand.training.Trainer;
import firsthand.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --change}: a training that was changed half-way, repeated from the command line. */
class ChangeTest {
    private static final List<String> DIGITS = List.of(
            "--data", "digits", "--hidden", "8", "--batch-size", "50", "--iterations", "30", "--schedule", "cosine");

    @TempDir
    private Path folder;

    @Test
    void aTrainingChangedByHandIsRepeatedToTheSameBits() throws IOException {
        var settings = Recipes.named(Recipes.DEFAULT).settings(DIGITS);
        var experiment = Experiment.load(settings, FetchListener.SILENT);
        var classifier = experiment.classifier();
        var trainer = new Trainer(
                classifier.network(), classifier.loss(), settings.training().threads(1));
        try (var loop = trainer.begin(experiment.train())) {
            stepTo(loop, 10);
            settings = settings.change(loop, Map.of("learning-rate", "0.02"));
            stepTo(loop, 20);
            settings = settings.change(loop, Map.of("l2", "0.01", "learning-rate", "0.01"));
            stepTo(loop, 30);
            loop.finish();
        }
        List<String> arguments = new ArrayList<>(List.of("train", "--json", "--out", "run"));
        arguments.addAll(settings.arguments());
        var repeated = Cli.run(folder, arguments.toArray(String[]::new)).json();
        assertThat(repeated.get("weights_sha256").asString()).isEqualTo(Weights.sha256(classifier.network()));
    }

    private static void stepTo(TrainingLoop loop, long step) {
        while (loop.stepsDone() < step) {
            loop.step();
        }
    }

    @Test
    void changesMayBeGivenOneByOneOrTogether() {
        var oneByOne =
                SettingsOptions.parse(List.of("--change", "500:learning-rate=0.01", "--change", "900:l2=0.0001,l1=0"));
        var together = SettingsOptions.parse(List.of("--change", "900:l2=0.0001,l1=0;500:learning-rate=0.01"));
        assertThat(oneByOne.changes())
                .containsExactly(
                        new Change(500, Map.of("learning-rate", "0.01")),
                        new Change(900, Map.of("l2", "0.0001", "l1", "0")));
        assertThat(together.arguments()).isEqualTo(oneByOne.arguments());
    }

    @Test
    void theArgumentsOfSettingsAreOptionsOfTheCommandLine() {
        var settings = Settings.parse(Map.of(
                "hidden",
                "8,4",
                "no-shuffle",
                "true",
                "class-weights",
                "1,2",
                "clip-norm",
                "1",
                "change",
                "5:l1=1;7:l2=1"));
        assertThat(SettingsOptions.parse(settings.arguments()).arguments()).isEqualTo(settings.arguments());
    }
}
