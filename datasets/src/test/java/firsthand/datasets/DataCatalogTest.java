package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCatalogTest {
    @TempDir
    Path folder;

    private final Dataset train = Planted.dataset(40, 4, 255, RandomStream.of(1));
    private final Dataset test = Planted.dataset(10, 4, 255, RandomStream.of(2));

    @Test
    void knowsTheBundledSetsByName() throws Exception {
        assertThat(DataCatalog.names()).containsExactly("mnist", "fashion", "digits", "sample");
        assertThat(DataCatalog.load("sample").train().size()).isEqualTo(6000);
        assertThat(DataCatalog.load("digits").train().size()).isEqualTo(1438);
    }

    @Test
    void splitsTheDigitsTheSameWayEveryTimeWithEqualShares() throws Exception {
        LoadedData digits = Digits.load();
        Dataset all = Digits.all();

        assertThat(all.size()).isEqualTo(1797);
        assertThat(all.exampleShape()).isEqualTo(Shape.of(8, 8));
        assertThat(all.fullScale()).isEqualTo(16);
        assertThat(all.labels()).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
        assertThat(all.example(0).at(0, 2)).isEqualTo(5 / 16f);
        assertThat(digits.test().size()).isEqualTo(359);
        assertThat(Digits.load().test().labels()).containsExactly(digits.test().labels());
        for (int label = 0; label < 10; label++) {
            int digit = label;
            long ofAll = Arrays.stream(all.labels()).filter(l -> l == digit).count();
            long ofTest = Arrays.stream(digits.test().labels())
                    .filter(l -> l == digit)
                    .count();
            assertThat(ofTest / (double) ofAll).isBetween(0.19, 0.21);
        }
        assertThat(digits.origin().sample()).isFalse();
        assertThat(digits.origin().files())
                .containsExactly(new SourceFile(
                        "digits.csv.gz", "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"));
    }

    @ParameterizedTest
    @CsvSource({"-,''", ".,''", "-,.gz", ".,.gz"})
    void readsAFolderOfIdxFilesUnderTheirUsualNames(String between, String packed) throws Exception {
        plantIdx(between, packed);
        LoadedData data = DataCatalog.load(folder.toString());

        assertThat(Planted.inputs(data.train())).containsExactly(Planted.inputs(train));
        assertThat(data.test().labels()).containsExactly(test.labels());
        assertThat(data.name()).isEqualTo(folder.getFileName().toString());
        assertThat(data.origin().files()).hasSize(4);
        assertThat(data.origin().files().get(1).sha256())
                .isEqualTo(Planted.sha256(Planted.idx(bytes(train.labels()), 40)));
    }

    @Test
    void asksForTheFolderOfAnIdxFile() throws Exception {
        plantIdx("-", "");

        assertThatThrownBy(() -> DataCatalog.load(
                        folder.resolve("train-images-idx3-ubyte").toString()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("name the folder");
    }

    @Test
    void namesTheIdxFileThatIsMissing() throws Exception {
        plantIdx("-", "");
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));

        assertThatThrownBy(() -> DataCatalog.load(folder.toString()))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContainingAll("t10k-labels-idx1-ubyte", "add it");
    }

    @Test
    void refusesTestExamplesOfAnotherShape() throws Exception {
        plantIdx("-", "");
        IdxWriter.writeInputs(
                Planted.dataset(10, 5, 255, RandomStream.of(3)), folder.resolve("t10k-images-idx3-ubyte"));
        assertThatThrownBy(() -> DataCatalog.load(folder.toString()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll("t10k-images", "4x4", "5x5");
    }

    @Test
    void readsClassNamesBesideTheFiles() throws Exception {
        plantIdx("-", "");
        Planted.file(folder, "classes.txt", String.join("\n", FashionMnist.CLASS_NAMES) + "\nand more\n");

        assertThat(DataCatalog.load(folder.toString()).train().classNames())
                .hasSize(11)
                .startsWith("T-shirt/top");
    }

    @Test
    void readsTrainAndTestCsv() throws Exception {
        CsvWriter.write(train, folder.resolve("train.csv"));
        CsvWriter.write(test, folder.resolve("test.csv.gz"));
        LoadedData data = DataCatalog.load(folder.toString());

        assertThat(Planted.inputs(data.train())).containsExactly(Planted.inputs(train));
        assertThat(Planted.inputs(data.test())).containsExactly(Planted.inputs(test));
        assertThat(data.origin().files()).extracting(SourceFile::name).containsExactly("train.csv", "test.csv.gz");
    }

    @Test
    void setsExamplesAsideWhereKagglesTestCsvHasNoLabels() throws Exception {
        CsvWriter.write(train, folder.resolve("train.csv"));
        Planted.file(folder, "test.csv", "p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12,p13,p14,p15\n");
        List<String> notes = new ArrayList<>();
        LoadedData data = DataCatalog.load(folder.toString(), new FetchListener() {
            @Override
            public void note(String message) {
                notes.add(message);
            }
        });

        assertThat(data.train().size()).isEqualTo(32);
        assertThat(data.test().size()).isEqualTo(8);
        assertThat(notes).singleElement().asString().contains("test.csv has no labels");
    }

    @Test
    void splitsOneCsvFileTheSameWayEveryTime() throws Exception {
        Path file = folder.resolve("mine.csv");
        CsvWriter.write(train, file);
        LoadedData first = DataCatalog.load(file.toString());
        LoadedData second = DataCatalog.load(file.toString());

        assertThat(first.name()).isEqualTo("mine.csv");
        assertThat(first.test().size()).isEqualTo(8);
        assertThat(Planted.inputs(second.test())).containsExactly(Planted.inputs(first.test()));
        assertThat(first.origin().files())
                .containsExactly(new SourceFile("mine.csv", Planted.sha256(Files.readAllBytes(file))));
    }

    @Test
    void refusesOneExampleThatCannotBeSplit() throws Exception {
        CsvWriter.write(train.take(1), folder.resolve("one.csv"));

        assertThatThrownBy(() -> DataCatalog.load(folder.resolve("one.csv").toString()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("at least 2 examples");
    }

    @ParameterizedTest
    @CsvSource({"mnits", "''", "no/such/file.csv", "MNIST"})
    void namesTheChoicesForWhatIsNeitherNameNorPath(String name) {
        assertThatThrownBy(() -> DataCatalog.load(name))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContainingAll(name, "mnist, fashion, digits, sample", "existing path");
    }

    @Test
    void refusesAFolderWithNothingInIt() {
        assertThatThrownBy(() -> DataCatalog.load(folder.toString()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(folder.toString(), "train-images-idx3-ubyte", "train.csv");
    }

    @Test
    void tellsHowToGetFashionMnist() {
        var environment =
                new Environment(Map.of("FIRSTHAND_MIRRORS", "", "XDG_CACHE_HOME", folder.toString()), folder, folder);

        assertThatThrownBy(() -> DataCatalog.load("fashion", environment, FetchListener.SILENT))
                .isInstanceOf(DataUnavailableException.class)
                .hasMessageContainingAll("Fashion-MNIST", "apt-get install dataset-fashion-mnist", folder.toString());
    }

    @Test
    void keepsTheCacheWhereTheVariablesSay() {
        Path home = Path.of("/home/ada");

        assertThat(new Environment(Map.of("FIRSTHAND_DATA", "/data", "XDG_CACHE_HOME", "/xdg"), home, home).cache())
                .isEqualTo(Path.of("/data"));
        assertThat(new Environment(Map.of("FIRSTHAND_DATA", "", "XDG_CACHE_HOME", "/xdg"), home, home).cache())
                .isEqualTo(Path.of("/xdg/firsthand"));
        assertThat(new Environment(Map.of(), home, home).cache()).isEqualTo(Path.of("/home/ada/.cache/firsthand"));
    }

    private void plantIdx(String between, String packed) throws IOException {
        IdxWriter.writeInputs(train, folder.resolve("train-images" + between + "idx3-ubyte" + packed));
        IdxWriter.writeLabels(train, folder.resolve("train-labels" + between + "idx1-ubyte" + packed));
        IdxWriter.writeInputs(test, folder.resolve("t10k-images" + between + "idx3-ubyte" + packed));
        IdxWriter.writeLabels(test, folder.resolve("t10k-labels" + between + "idx1-ubyte" + packed));
    }

    private static byte[] bytes(int[] labels) {
        var bytes = new byte[labels.length];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) labels[i]);
        return bytes;
    }
}
