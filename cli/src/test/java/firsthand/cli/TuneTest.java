package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code firsthand tune}. */
class TuneTest {
    private static final String SMALL = "tune --data digits --hidden 16 --epochs 3 --learning-rates 0.01,0.001,0.0001"
            + " --recipe mlp --out tuned";

    @TempDir
    private Path folder;

    private Cli run(String line) {
        return Cli.run(folder, line.split(" "));
    }

    private JsonNode json(String line) {
        return run(line + " --json").json();
    }

    @Test
    void theBestComesFirstWithACommandToPasteAndARecipe() throws IOException {
        var result = json(SMALL);
        assertThat(result.propertyNames())
                .containsExactlyInAnyOrder("search", "complete", "trials", "best", "command", "folder");
        assertThat(result.get("trials")).hasSize(3);
        for (var trial : result.get("trials")) {
            assertThat(trial.propertyNames())
                    .containsExactlyInAnyOrder(
                            "trial",
                            "options",
                            "seed",
                            "validation_accuracy",
                            "validation_loss",
                            "diverged",
                            "rung",
                            "steps",
                            "seconds");
            assertThat(trial.get("seed").asInt())
                    .isEqualTo(1 + trial.get("trial").asInt());
        }
        assertThat(result.get("best")).isEqualTo(result.at("/trials/0"));
        assertThat(result.at("/best/options/learning-rate").asString()).isEqualTo("0.01");
        assertThat(result.get("command").asString())
                .isEqualTo("firsthand train --data digits --hidden 16 --epochs 3 --validation 0.1"
                        + " --learning-rate 0.01");
        assertThat(Files.readString(folder.resolve("tuned/best.recipe"))).contains("\n--learning-rate 0.01\n");
    }

    /** The first trial has the seed of the search: its command is the trial itself. */
    @Test
    void theCommandAndTheRecipeTrainTheTrialAgain() throws IOException {
        var best = json(SMALL).get("best");
        assertThat(best.get("trial").asInt()).isZero();
        var command = json("train --data digits --hidden 16 --epochs 3 --validation 0.1 --learning-rate 0.01 --out a");
        var recipe = json("train --recipe tuned/best.recipe --out b");
        assertThat(recipe.get("weights_sha256")).isEqualTo(command.get("weights_sha256"));
        var history = Files.readAllLines(folder.resolve("b/history.csv"));
        String[] last = history.getLast().split(",");
        assertThat(Double.parseDouble(last[4]))
                .isEqualTo(best.get("validation_loss").asDouble());
        assertThat(Double.parseDouble(last[5]))
                .isEqualTo(best.get("validation_accuracy").asDouble());
        assertThat(json("train --recipe=tuned/best.recipe --epochs 1")
                        .get("model")
                        .asString())
                .as("a run is named after the recipe, not after its file")
                .matches("runs/\\d+-\\d+-best/model.safetensors");
    }

    @Test
    void curvesCsvHasARowForEachTrialAndEpoch() throws IOException {
        json(SMALL);
        var rows = Files.readAllLines(folder.resolve("tuned/curves.csv"));
        assertThat(rows.getFirst())
                .isEqualTo("trial,seed,learning-rate,step,epoch,train_loss,train_accuracy,validation_loss,"
                        + "validation_accuracy,learning_rate");
        assertThat(rows).hasSize(1 + 3 * 3);
        assertThat(rows.get(4)).startsWith("1,2,0.001,21,1,");
    }

    @Test
    void thePictureHasACurveForEachTrial() throws IOException {
        json(SMALL);
        assertThat(Files.readString(folder.resolve("tuned/curves.svg")))
                .contains("<svg", "Validation accuracy by learning rate", ">0.01<", ">0.001<", ">0.0001<");
        assertThat(Files.readAllBytes(folder.resolve("tuned/curves.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    /** Twice the same training set, each time with another test set: one is right, the other all wrong. */
    @Test
    void theTestSetDecidesNothing() throws IOException {
        writeCsv("right", i -> i % 2);
        writeCsv("wrong", i -> 1 - i % 2);
        assertThat(Files.readString(folder.resolve("right/train.csv")))
                .isEqualTo(Files.readString(folder.resolve("wrong/train.csv")));
        String options = " --hidden 4 --epochs 4 --batch-size 8 --try learning-rate=0.1,0.01,0.001 --search halving";
        var right = json("tune --data right --out a" + options);
        var wrong = json("tune --data wrong --out b" + options);
        assertThat(json("train --data right --hidden 4 --epochs 20 --learning-rate 0.1 --batch-size 8")
                        .get("test_accuracy")
                        .asDouble())
                .as("there is something to be seen on the test set")
                .isGreaterThan(0.9);
        assertThat(Files.readString(folder.resolve("a/curves.csv")))
                .isEqualTo(Files.readString(folder.resolve("b/curves.csv")));
        assertThat(withoutSeconds(right.get("trials"))).isEqualTo(withoutSeconds(wrong.get("trials")));
    }

    private void writeCsv(String name, IntUnaryOperator testLabel) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.write(folder.resolve(name).resolve("train.csv"), rows(i -> i % 2, 0));
        Files.write(folder.resolve(name).resolve("test.csv"), rows(testLabel, 1));
        Files.write(folder.resolve(name).resolve("classes.txt"), List.of("dark", "light"));
    }

    private static List<String> rows(IntUnaryOperator label, int shade) {
        List<String> rows = new ArrayList<>(List.of("label,pixel0,pixel1,pixel2,pixel3"));
        IntStream.range(0, 200).forEach(i -> {
            int level = i % 2 == 0 ? 20 + shade + i % 50 : 180 + shade + i % 50;
            rows.add(label.applyAsInt(i) + "," + level + "," + (level + 1) + "," + (level + 2) + "," + (i % 7));
        });
        return rows;
    }

    private static List<String> withoutSeconds(JsonNode trials) {
        List<String> texts = new ArrayList<>();
        trials.forEach(trial -> texts.add(trial.toString().replaceFirst(",\"seconds\":[^}]*", "")));
        return texts;
    }

    @Test
    void aSearchThatIsKilledGoesOnToTheSameEnd() throws Exception {
        String search = "tune --json --data digits --epochs 12 --try hidden=8..64 --try learning-rate=1e-3..1e-1:log"
                + " --search halving --trials 9 --dropout 0.1 --optimizer momentum --parallel 2 --out ";
        var straight = run(search + "straight").json();
        for (boolean politely : new boolean[] {false, true}) {
            String name = politely ? "stopped" : "killed";
            kill(search + name, name, politely);
            assertThat(folder.resolve(name).resolve("plan.json")).exists();
            var again = run("tune --json --resume " + name).json();
            assertThat(Files.readString(folder.resolve(name).resolve("curves.csv")))
                    .isEqualTo(Files.readString(folder.resolve("straight/curves.csv")));
            assertThat(Files.readString(folder.resolve(name).resolve("best.recipe")))
                    .isEqualTo(Files.readString(folder.resolve("straight/best.recipe")));
            assertThat(withoutSeconds(again.get("trials"))).isEqualTo(withoutSeconds(straight.get("trials")));
            assertThat(again.get("complete").asBoolean()).isTrue();
        }
    }

    /** Ends a search in the middle; asked politely, it leaves what it has. */
    private void kill(String line, String name, boolean politely) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var process = Cli.start(folder, List.of(), out, err, line.split(" "));
        while (process.isAlive() && outcomes(name) < 4) {
            Thread.sleep(1);
        }
        assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
        boolean asked =
                politely ? process.toHandle().destroy() : process.toHandle().destroyForcibly();
        assertThat(asked).isTrue();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        if (politely) {
            assertThat(folder.resolve(name).resolve("curves.csv")).exists();
            assertThat(Files.readString(err)).contains("go on with: firsthand tune --resume stopped");
        }
    }

    private long outcomes(String name) throws IOException {
        Path trials = folder.resolve(name).resolve("trials");
        if (!Files.isDirectory(trials)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(trials)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    @Test
    void theTableIsForPeople() {
        var told = run(SMALL);
        assertThat(told.status()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("to choose by; the test set is left alone")
                .containsPattern("place +learning-rate +seed +validation +loss +steps +seconds\n +1 +0.01 +1 +\\d+\\.")
                .contains("best      firsthand train --data digits --hidden 16");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tune                                                  | tune: expected something to try, received nothing
                    tune --data digits --try hidden                       | --try: expected OPTION=VALUE
                    tune --data digits --try hidden=8,0                   | trial of hidden 0: --hidden: expected layers of 1 unit or more, received 0
                    tune --data digits --try epochs=1,x                   | 'x'
                    tune --data digits --try optimizer=adam,newton        | trial of optimizer newton: --optimizer: expected sgd
                    tune --data digits --try hidden=8,9 --validation 0    | --validation: expected a share above 0, to choose by
                    tune --data digits --try hidden=8,9 --search guess    | --search: expected grid, random or halving, received guess
                    tune --data digits --try hidden=8,9 --trials 0        | --trials: expected 1 or more, received 0
                    tune --data digits --try hidden=8,9 --parallel 0      | --parallel: expected 1 or more, received 0
                    tune --data digits --try hidden=8,9 --search halving --eta 1 | --eta: expected 2 or more, received 1
                    tune --data digits --try hidden=8,9 --recipe nobodys  | --recipe: expected one of mlp
                    tune --data nowhere --try hidden=8,9                  | nowhere: no such data set, file or folder
                    tune --resume nowhere                                 | nowhere: no search in this folder
                    tune --resume nowhere --epochs 3                      | --resume: expected the settings of the search, received --epochs
                    """)
    void badInputIsRefusedInOneLineAndLeavesNothing(String line, String message) throws IOException {
        var refused = run(line);
        assertThat(refused.err()).contains(message);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.status()).isEqualTo(2);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aFolderWithASearchIsNotWrittenOver() {
        run(SMALL);
        var refused = run(SMALL);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("--out: expected a folder without a search, received tuned; go on with --resume tuned");
    }

    @Test
    void aSearchInWhichEveryTrialDivergesFails() {
        var failed = run("tune --data digits --optimizer sgd --epochs 2 --loss mean-squared-error --output none"
                + " --try learning-rate=1e30,1e31 --out tuned");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("tune: expected a trial that learns");
        assertThat(folder.resolve("tuned/curves.csv")).exists();
        assertThat(folder.resolve("tuned/best.recipe")).doesNotExist();
    }

    @Test
    void aRecipeFileThatIsNoneIsRefused() throws IOException {
        Files.writeString(folder.resolve("mine.recipe"), "--epochs 3\n--speed 9\n");
        var refused = run("train --recipe mine.recipe");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("firsthand: --recipe: expected options of train in mine.recipe, received others: ")
                .contains("--speed");
    }
}
