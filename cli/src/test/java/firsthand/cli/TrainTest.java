package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code firsthand train} and what it leaves, in processes of their own, on real digits. */
class TrainTest {
    @TempDir
    private Path folder;

    private JsonNode train(String... options) {
        return train(List.of(), options);
    }

    private JsonNode train(List<String> javaOptions, String... options) {
        List<String> arguments = new ArrayList<>(List.of("train", "--json", "--out", "run"));
        arguments.addAll(List.of(options));
        return Cli.run(folder, javaOptions, arguments.toArray(String[]::new)).json();
    }

    private String weights(String... options) {
        return train(options).get("weights_sha256").asString();
    }

    @Test
    void theResultHasEveryFieldOfTheContract() {
        var result = train("--data", "sample", "--epochs", "2", "--seed", "5");
        assertThat(result.propertyNames())
                .containsExactlyInAnyOrder(
                        "test_accuracy",
                        "train_accuracy",
                        "test_loss",
                        "train_loss",
                        "epochs",
                        "steps",
                        "train_seconds",
                        "seconds",
                        "parameters",
                        "weights_sha256",
                        "seed",
                        "model");
        assertThat(result.get("epochs").asInt()).isEqualTo(2);
        assertThat(result.get("steps").asInt()).isEqualTo(2 * 90);
        assertThat(result.get("parameters").asInt()).isEqualTo(101_770);
        assertThat(result.get("seed").asInt()).isEqualTo(5);
        assertThat(result.get("test_accuracy").asDouble()).isBetween(0.8, 1.0);
        assertThat(result.get("train_seconds").asDouble())
                .isLessThan(result.get("seconds").asDouble());
        assertThat(folder.resolve(result.get("model").asString())).exists();
    }

    @Test
    void anotherSeedGivesOtherWeights() {
        assertThat(weights("--data", "sample", "--epochs", "1", "--seed", "1"))
                .isNotEqualTo(weights("--data", "sample", "--epochs", "1", "--seed", "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--hidden 32,16 --activation tanh --optimizer momentum --learning-rate 0.05",
                "--hidden 20 --activation sigmoid --optimizer sgd --learning-rate 0.5 --batch-size full --iterations 20",
                "--hidden 20 --batch-size 0.1 --no-shuffle --epochs 2 --validation 0.2",
                "--hidden 20 --loss mean-squared-error --output softmax --epochs 2",
                "--hidden 20 --loss binary-cross-entropy --epochs 2 --weights normal:0:0.1 --biases uniform:-0.1:0.1",
                "--hidden 20 --loss log-likelihood --drawn-batches --epochs 30 --weights lecun"
            })
    void runJsonHasWhatItTakesToRepeatARun(String options) throws IOException {
        var arguments = new ArrayList<>(List.of("--data", "digits", "--seed", "7"));
        arguments.addAll(List.of(options.split(" ")));
        String first = weights(arguments.toArray(String[]::new));
        var run = JsonMapper.shared().readTree(Files.readString(folder.resolve("run/run.json")));
        List<String> repeated = new ArrayList<>();
        run.get("options").forEach(option -> repeated.add(option.asString()));
        assertThat(weights(repeated.toArray(String[]::new))).isEqualTo(first);
    }

    @Test
    void evaluateFindsWhatTrainReported() {
        var trained = train("--data", "sample", "--epochs", "2");
        var evaluated =
                Cli.run(folder, "evaluate", "run/model.safetensors", "--json").json();
        assertThat(evaluated.get("accuracy").asDouble())
                .isEqualTo(trained.get("test_accuracy").asDouble());
        assertThat(evaluated.get("loss").asDouble())
                .isEqualTo(trained.get("test_loss").asDouble());
        assertThat(evaluated.get("examples").asInt()).isEqualTo(1000);
        assertThat(evaluated.get("correct").asInt())
                .isEqualTo(evaluated.at("/binary_confusion_matrix/0/0").asInt());
        assertThat(evaluated.get("confusion_matrix")).hasSize(10);
        assertThat(evaluated.at("/per_class/0").propertyNames())
                .containsExactlyInAnyOrder("label", "precision", "recall", "f1", "support");
        var validation = Cli.run(folder, "evaluate", "run/model.safetensors", "--json", "--split", "validation");
        assertThat(validation.json().get("examples").asInt()).isEqualTo(300);
        var train = Cli.run(folder, "evaluate", "run/model.safetensors", "--json", "--split", "train");
        assertThat(train.json().get("accuracy").asDouble())
                .isEqualTo(trained.get("train_accuracy").asDouble());
    }

    @Test
    void theChecksumIsThatOfTheParametersAsTheyLieInTheFile() throws IOException, NoSuchAlgorithmException {
        var trained = train("--data", "digits", "--epochs", "1");
        byte[] file = Files.readAllBytes(folder.resolve("run/model.safetensors"));
        long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(file, (int) header + 8, file.length - (int) header - 8);
        String expected = HexFormat.of().formatHex(digest.digest());
        assertThat(trained.get("weights_sha256").asString()).isEqualTo(expected);
        var inspected =
                Cli.run(folder, "inspect", "run/model.safetensors", "--json").json();
        assertThat(inspected.get("weights_sha256").asString()).isEqualTo(expected);
        assertThat(inspected.get("parameters").asInt()).isEqualTo(64 * 128 + 128 + 1290);
        assertThat(inspected.get("layers")).hasSize(3);
        assertThat(inspected.at("/metadata/recipe").asString()).isEqualTo("mlp");
    }

    @Test
    void trainingGoesOnFromAModelsWeights() {
        train("--data", "digits", "--epochs", "20");
        double before = Cli.run(folder, "evaluate", "run/model.safetensors", "--json")
                .json()
                .get("accuracy")
                .asDouble();
        var again = Cli.run(
                        folder,
                        "train",
                        "--json",
                        "--data",
                        "digits",
                        "--from",
                        "run/model.safetensors",
                        "--out",
                        "again",
                        "--iterations",
                        "1",
                        "--learning-rate",
                        "1e-9")
                .json();
        assertThat(again.get("test_accuracy").asDouble()).isEqualTo(before);
    }

    @Test
    void predictShowsTheDigitAndABarForEachClass() {
        train("--data", "sample", "--epochs", "3");
        var shown = Cli.run(folder, "predict", "run/model.safetensors", "--index", "0");
        assertThat(shown.status()).isZero();
        assertThat(shown.out().lines().filter(line -> line.contains("%"))).hasSize(10);
        assertThat(shown.out()).contains("7, which is right");
        var result = Cli.run(folder, "predict", "run/model.safetensors", "--index", "0", "--json")
                .json();
        var prediction = result.at("/predictions/0");
        assertThat(prediction.get("label").asString()).isEqualTo("7");
        double sum = 0;
        for (var probability : prediction.get("probabilities")) {
            sum += probability.asDouble();
        }
        assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void fullMnistTrainsIn512Megabytes() {
        var result = train(List.of("-Xmx512m"), "--data", "mnist", "--epochs", "1");
        assertThat(result.get("test_accuracy").asDouble()).isGreaterThan(0.94);
        assertThat(result.get("steps").asInt()).isEqualTo(891);
    }

    @Test
    void theDefaultRecipeReaches98Percent() {
        assertThat(train().get("test_accuracy").asDouble()).isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void withoutJsonItSaysWhatItDoesOnStandardOutput() {
        var told = Cli.run(folder, "train", "--data", "digits", "--epochs", "3", "--out", "run");
        assertThat(told.status()).isZero();
        assertThat(told.err()).isEmpty();
        assertThat(told.out()).contains("dense", "total", "9,610").containsPattern("test +\\d\\d\\.\\d\\d %");
        assertThat(told.out().lines().filter(line -> line.startsWith("epoch"))).hasSize(3);
        assertThat(folder.resolve("run/history.csv")).content().hasLineCount(4);
    }

    @Test
    void reproducePrintsTheirsBesideOurs() {
        var result = Cli.run(folder, "reproduce", "stockifab", "--seeds", "2", "--json")
                .json();
        var recipe = result.at("/recipes/0");
        assertThat(recipe.propertyNames())
                .containsExactlyInAnyOrder("name", "claimed", "measured", "parameters", "seconds");
        assertThat(recipe.get("parameters").asInt()).isEqualTo(5_090);
        assertThat(recipe.at("/claimed/test_accuracy").asDouble()).isEqualTo(0.9);
        assertThat(recipe.at("/measured/test_accuracy/values")).hasSize(2);
        assertThat(recipe.at("/measured/test_accuracy/mean").asDouble()).isGreaterThan(0.9);
    }
}
