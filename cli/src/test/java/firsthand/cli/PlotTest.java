package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code firsthand plot} and {@code evaluate --report}, on two runs over digits. */
class PlotTest {
    private static final String MODEL = "runs/seed-2/model.safetensors";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() {
        var trained = Cli.run(
                folder,
                "train",
                "--data",
                "digits",
                "--epochs",
                "3",
                "--hidden",
                "16",
                "--validation",
                "0.2",
                "--seeds",
                "2",
                "--seed",
                "2",
                "--out",
                "runs");
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    private JsonNode plot(String... arguments) {
        List<String> words = new ArrayList<>(List.of("plot"));
        words.addAll(List.of(arguments));
        words.add("--json");
        return Cli.run(folder, words.toArray(String[]::new)).json();
    }

    private JsonNode evaluation() {
        return Cli.run(folder, "evaluate", MODEL, "--json").json();
    }

    private List<double[]> column(String run, int column) throws IOException {
        List<double[]> values = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("runs/" + run + "/history.csv"))
                .subList(1, 4)) {
            values.add(new double[] {Double.parseDouble(line.split(",")[column])});
        }
        return values;
    }

    @Test
    void curvesOverSeedsAreMeanAndStandardDeviation() throws IOException {
        var result = plot("curves", "runs", "-o", "curves.svg");
        assertThat(result.get("axis").asString()).isEqualTo("epoch");
        var validation = result.at("/accuracy/1");
        assertThat(validation.get("name").asString()).isEqualTo("validation, 2 seeds ± sd");
        var first = column("seed-2", 5);
        var second = column("seed-3", 5);
        for (int i = 0; i < 3; i++) {
            double a = first.get(i)[0];
            double b = second.get(i)[0];
            double deviation = Math.abs(a - b) / Math.sqrt(2);
            assertThat(validation.get("y").get(i).asDouble()).isCloseTo((a + b) / 2, within(1e-15));
            assertThat(validation.get("low").get(i).asDouble()).isCloseTo((a + b) / 2 - deviation, within(1e-12));
            assertThat(validation.get("high").get(i).asDouble()).isCloseTo((a + b) / 2 + deviation, within(1e-12));
        }
        assertThat(folder.resolve("curves.svg")).content().contains("<polygon", "Accuracy", "epoch");
    }

    @Test
    void severalRunsAreToldApartByName() {
        var result = plot("curves", "runs/seed-2", "runs/seed-3", "-o", "two.png", "--log", "--theme", "dark");
        assertThat(result.at("/loss/0/name").asString()).isEqualTo("seed-2, training");
        assertThat(result.at("/loss/3/name").asString()).isEqualTo("seed-3, validation");
        assertThat(result.at("/loss/0").has("low")).isFalse();
        assertThat(folder.resolve("two.png")).exists();
    }

    @Test
    void confusionIsThatOfEvaluate() throws IOException {
        var result = plot("confusion", MODEL);
        assertThat(result.get("confusion_matrix")).isEqualTo(evaluation().get("confusion_matrix"));
        assertThat(result.get("file").asString()).isEqualTo("confusion.png");
        assertThat(ImageIO.read(folder.resolve("confusion.png").toFile()).getWidth())
                .isGreaterThan(900);
    }

    @Test
    void mistakesAreAllThatEvaluateCountsAsWrong() {
        var result = plot("mistakes", MODEL, "--count", "5", "-o", "mistakes.svg");
        var evaluation = evaluation();
        assertThat(result.get("wrong").asInt())
                .isEqualTo(evaluation.get("examples").asInt()
                        - evaluation.get("correct").asInt());
        assertThat(result.get("mistakes")).hasSize(5);
        for (var mistake : result.get("mistakes")) {
            int index = mistake.get("index").asInt();
            var predicted = Cli.run(folder, "predict", MODEL, "--index", "" + index, "--json")
                    .json()
                    .at("/predictions/0");
            assertThat(predicted.get("label")).isEqualTo(mistake.get("predicted"));
            assertThat(predicted.get("probabilities").size()).isEqualTo(10);
        }
    }

    @Test
    void weightsSamplesAndActivationsAreDrawn() {
        var weights = plot("weights", "runs/seed-2", "--count", "4", "-o", "weights.png");
        assertThat(weights.get("shown").asInt()).isEqualTo(4);
        assertThat(weights.get("weights")).hasSize(64 * 16);
        var samples = plot("samples", "--data", "digits", "--count", "2", "-o", "samples.png");
        assertThat(samples.get("examples")).hasSize(20);
        var activations = plot("activations", MODEL, "--index", "3", "-o", "activations.svg");
        assertThat(activations.get("layers")).hasSize(3);
        assertThat(activations.at("/layers/2/values")).hasSize(10);
        int best = 0;
        var outputs = activations.at("/layers/2/values");
        for (int c = 1; c < 10; c++) {
            best = outputs.get(c).asDouble() > outputs.get(best).asDouble() ? c : best;
        }
        assertThat(activations.get("predicted").asString()).isEqualTo(Integer.toString(best));
    }

    @Test
    void everyRunLeavesAReportAndEvaluateMakesOneOfAnyModel() throws IOException {
        String ofRun = Files.readString(folder.resolve("runs/seed-2/report.html"));
        var evaluated = Cli.run(folder, "evaluate", MODEL, "--report", "report.html", "--json");
        String accuracy = String.format(
                Locale.ROOT,
                "<b id=\"accuracy\">%.2f %%</b>",
                100 * evaluated.json().get("accuracy").asDouble());
        assertThat(ofRun).contains(accuracy, "id=\"history\"", "firsthand train --data digits");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains(accuracy, "firsthand evaluate")
                .doesNotContain("id=\"history\"");
        var both = Cli.run(folder, "evaluate", MODEL, "runs/seed-3/model.safetensors", "--report", "both.html");
        assertThat(both.status()).as(both.err()).isZero();
        assertThat(Files.readString(folder.resolve("both.html"))).contains("2 models together");
    }

    @Test
    void whatCannotBeDrawnIsRefusedInOneLine() {
        assertRefused(
                "--out: expected a name that ends in .png or .svg, received a.gif", "curves", "runs", "-o", "a.gif");
        assertRefused("theme: expected light or dark, received pink", "curves", "runs", "--theme", "pink");
        assertRefused(
                "nowhere: expected the folder of a run, with history.csv or seed-N folders in it", "curves", "nowhere");
        assertRefused("--index: expected a number from 0 to 358, received 359", "activations", MODEL, "--index", "359");
        assertRefused("--count: expected 1 or more, received 0", "weights", MODEL, "--count", "0");
        assertRefused("plot: expected curves, weights, confusion, samples, mistakes or activations, received none;"
                + " see firsthand plot --help");
    }

    private void assertRefused(String message, String... arguments) {
        List<String> words = new ArrayList<>(List.of("plot"));
        words.addAll(List.of(arguments));
        var refused = Cli.run(folder, words.toArray(String[]::new));
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("firsthand: " + message);
    }
}
