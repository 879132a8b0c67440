package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input ends with status 2 and one line that says what is wrong, where, and what was expected; nothing is left
 * behind.
 */
class BadInputTest {
    @TempDir
    private Path folder;

    private void assertRefused(String expected, String... arguments) throws IOException {
        var before = files();
        var refused = Cli.run(folder, arguments);
        assertThat(refused.err()).contains(expected);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).startsWith("firsthand: ");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out().lines().filter(line -> !line.startsWith("verified")))
                .isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    private java.util.List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --learning-rate -1              | learning rate: expected a finite number above 0, received -1.0
                    --learning-rate NaN             | learning rate: expected a finite number above 0, received NaN
                    --learning-rate fast            | '--learning-rate'
                    --hidden 0                      | --hidden: expected layers of 1 unit or more, received 0
                    --hidden 10,x                   | '--hidden'
                    --activation step               | --activation: expected relu, leaky-relu, elu, gelu, silu, sigmoid, tanh, softplus, softmax or log-softmax, received step
                    --optimizer newton              | --optimizer: expected sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, nadam, amsgrad or lion, received newton
                    --loss none                     | --loss: expected cross-entropy
                    --loss log-likelihood --output none | log-likelihood needs probabilities
                    --weights uniform:1             | --weights: expected two numbers
                    --batch-size 0                  | batch size: expected 1 or more, received 0
                    --batch-size -3                 | batch size: expected 1 or more, received -3
                    --batch-size 1.5                | batch size: expected a fraction above 0 and at most 1, received 1.5
                    --batch-size half               | --batch-size: expected a number, received half
                    --epochs 0                      | epochs: expected 1 or more, received 0
                    --epochs -1                     | epochs: expected 1 or more, received -1
                    --iterations 0                  | iterations: expected 1 or more, received 0
                    --epochs 1 --iterations 1       | --epochs and --iterations: expected one of the two
                    --validation 1                  | validation: expected a fraction from 0 to below 1, received 1.0
                    --limit 0                       | --limit: expected 1 example or more, received 0
                    --hold-out 0                    | --hold-out: expected a number of examples
                    --threads 0                     | --threads: expected 1 or more, received 0
                    --kernels gpu                   | --kernels: expected auto, vector or scalar, received gpu
                    --schedule step                 | --schedule: expected constant, cosine, one-cycle, step:EVERY:FACTOR,
                    --layers conv                   | --layers: expected conv:FILTERS:SIZE
                    --layers conv:4:9,gap           | layer 0 (conv2d): expected an input of at least 9x9, received 8x8
                    --layers dense:5,skip:1         | layer 1 (skip): expected to add two tensors of one shape, received 5 and 8x8
                    --layers dense:5,gap            | layer 1 (global-average-pool): expected an image, of shape height x width x channels, received shape 5
                    --augment twirl:3               | received twirl
                    --dropout 1                     | dropout: expected a rate from 0 to below 1, received 1.0
                    --loss hinge --label-smoothing 0.1 | --label-smoothing and --class-weights: expected the loss cross-entropy, received hinge
                    --early-stopping 2 --validation 0 | --early-stopping: expected examples held back by --validation, received none
                    --checkpoint-every 0            | --checkpoint-every: expected 1 step or more, received 0
                    --checkpoint-every 5 --layer-statistics | --layer-statistics: expected a training without --checkpoint-every
                    --recipe nobodys                | --recipe: expected one of mlp, tiny-mlp, mlp-128, mlp-deep, lenet, cnn, golf, sprint, fashion-mlp, fashion-cnn, elcapo, shlomostept, zhang, nnfs, stockifab, received nobodys
                    --data nowhere                  | nowhere: no such data set, file or folder
                    --from nothing.safetensors      | nothing.safetensors: no such file
                    --wings 2                       | '--wings'
                    """)
    void trainRefusesOptions(String options, String expected) throws IOException {
        String[] data = options.contains("--data") ? new String[0] : new String[] {"--data", "digits"};
        assertRefused(
                expected,
                Stream.of(new String[] {"train"}, data, options.split(" "))
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    @Test
    void aRunFolderThatIsAFile() throws IOException {
        Files.writeString(folder.resolve("run"), "mine");
        var refused = Cli.run(folder, "train", "--data", "digits", "--out", "run");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("firsthand: run: expected a folder, received a file");
        assertThat(folder.resolve("run")).hasContent("mine");
    }

    @Test
    void aCommandIsNamed() {
        assertThat(Cli.run(folder).status()).isEqualTo(2);
        assertThat(Cli.run(folder, "--help").status()).isZero();
    }

    @Test
    void dataWantsToKnowWhatToDo() throws IOException {
        assertRefused("data: expected fetch, info, show or export, received none", "data");
    }

    @Test
    void anUnknownCommandIsRefused() throws IOException {
        assertRefused("'fly'", "fly");
    }

    @Test
    void aModelThatIsNotThere() throws IOException {
        assertRefused("none.safetensors: no such file", "evaluate", "none.safetensors");
        assertRefused("none.safetensors: no such file", "predict", "none.safetensors", "--random");
        assertRefused("none.safetensors: no such file", "inspect", "none.safetensors");
    }

    @Test
    void aModelThatIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(model());
        Files.write(folder.resolve("short.safetensors"), Arrays.copyOf(whole, whole.length - 100));
        assertRefused("short.safetensors: ", "inspect", "short.safetensors");
    }

    @Test
    void anExampleThatIsNotThere() throws IOException {
        assertRefused("--index: expected a number from 0 to 358", "predict", model().toString(), "--index", "359");
    }

    @Test
    void aPredictionOfNothing() throws IOException {
        assertRefused("expected a picture, --index N or --random", "predict", model().toString());
    }

    @Test
    void aPictureForAModelOfAnotherShape() throws IOException {
        Files.write(folder.resolve("huge.png"), png(28, 28));
        assertRefused(
                "expected a model of input shape 28x28 for pictures, received 8x8",
                "predict",
                model().toString(),
                "huge.png");
    }

    @Test
    void dataForAModelOfAnotherShape() throws IOException {
        assertRefused(
                "expected examples of shape 8x8, received 28x28", "evaluate", model().toString(), "--data", "sample");
        assertRefused(
                "expected a model of input shape 28x28, received 8x8",
                "train",
                "--data",
                "sample",
                "--from",
                model().toString());
    }

    @Test
    void aPictureThatIsNone() throws IOException {
        Path model = mnistModel();
        Files.writeString(folder.resolve("note.png"), "not a picture");
        assertRefused("note.png: expected a picture", "predict", model.toString(), "note.png");
        assertRefused("gone.png", "predict", model.toString(), "gone.png");
    }

    @Test
    void aPictureThatClaimsToBeEnormous() throws IOException {
        Path model = mnistModel();
        Files.write(folder.resolve("huge.png"), png(50_000, 50_000));
        assertRefused("received one of 50000 x 50000", "predict", model.toString(), "huge.png");
    }

    @Test
    void anIdxFileThatIsCutShort() throws IOException {
        assertRefused("train-images-idx3-ubyte", "train", "--data", idxFolder(-1, 0));
    }

    @Test
    void anIdxFileThatIsTooLong() throws IOException {
        assertRefused("train-images-idx3-ubyte", "train", "--data", idxFolder(1, 0));
    }

    @Test
    void labelsThatDoNotMatchTheImages() throws IOException {
        assertRefused("labels", "train", "--data", idxFolder(0, 1));
    }

    @Test
    void aCsvRowOfTheWrongWidth() throws IOException {
        assertRefused("mine.csv", "train", "--data", csv("1,0,0,0,0\n2,0,0,0\n"));
    }

    @Test
    void aCsvCellThatIsText() throws IOException {
        assertRefused("mine.csv", "train", "--data", csv("1,0,0,0,0\n2,0,ink,0,0\n"));
    }

    @Test
    void aLossThatStopsBeingFiniteKeepsTheLastGoodWeights() {
        var diverged = Cli.run(
                folder,
                "train",
                "--data",
                "digits",
                "--loss",
                "mean-squared-error",
                "--output",
                "none",
                "--optimizer",
                "sgd",
                "--learning-rate",
                "1e20",
                "--out",
                "run");
        assertThat(diverged.status()).isEqualTo(1);
        assertThat(diverged.err().lines()).hasSize(1);
        assertThat(diverged.err())
                .containsPattern("the loss stopped being finite at step \\d+ .*layer \\d \\(dense\\)")
                .contains("saved as run/model.safetensors");
        var kept = Cli.run(folder, "inspect", "run/model.safetensors", "--json");
        assertThat(kept.json().get("parameters").asInt()).isEqualTo(9_610);
    }

    private Path model() {
        return trained("digits", "digits-model");
    }

    private Path mnistModel() {
        return trained("sample", "mnist-model");
    }

    private Path trained(String data, String name) {
        Path model = folder.resolve(name).resolve("model.safetensors");
        if (!Files.exists(model)) {
            assertThat(Cli.run(folder, "train", "--data", data, "--iterations", "2", "--out", name)
                            .status())
                    .isZero();
        }
        return model;
    }

    private String csv(String text) throws IOException {
        Files.writeString(folder.resolve("mine.csv"), text);
        return "mine.csv";
    }

    /**
     * Three images of 28x28 and their labels, for training and test, with so many bytes or labels too many in the
     * training part.
     */
    private String idxFolder(int extraBytes, int extraLabels) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String part : new String[] {"train", "t10k"}) {
            boolean train = part.equals("train");
            int labels = 3 + (train ? extraLabels : 0);
            var images = ByteBuffer.allocate(16 + 3 * 784 + (train ? extraBytes : 0));
            images.putInt(0x803).putInt(3).putInt(28).putInt(28);
            Files.write(data.resolve(part + "-images-idx3-ubyte"), images.array());
            var classes = ByteBuffer.allocate(8 + labels);
            classes.putInt(0x801).putInt(labels);
            Files.write(data.resolve(part + "-labels-idx1-ubyte"), classes.array());
        }
        return "data";
    }

    /** The beginning of a gray PNG of the given size: signature and header, and no pixels at all. */
    private static byte[] png(int width, int height) {
        var header = ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        header.put(new byte[] {8, 0, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.array());
        var png = ByteBuffer.allocate(33);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.putInt(13).put(header.array()).putInt((int) crc.getValue());
        return png.array();
    }
}
