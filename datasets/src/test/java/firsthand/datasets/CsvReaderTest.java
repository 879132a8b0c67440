package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    private static final String HEADER = "label," + numbered("pixel%d", 784) + "\n";

    @TempDir
    Path folder;

    @Test
    void readsKagglesLayout() throws Exception {
        var data = read(HEADER + "3," + pixels(784, 5, 200) + "\n8," + pixels(784, 783, 255) + "\n");

        assertThat(data.labels()).containsExactly(3, 8);
        assertThat(data.exampleShape()).isEqualTo(Shape.of(28, 28));
        assertThat(data.example(0).at(0, 5)).isEqualTo(200 / 255f);
        assertThat(data.example(1).at(27, 27)).isEqualTo(1);
        assertThat(data.fullScale()).isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void readsRowsWithoutAHeaderLabelFirst(String lineEnd) throws Exception {
        var data = read("3," + pixels(784, 0, 7) + lineEnd + "\"8\", " + pixels(784, 1, 255) + lineEnd + lineEnd);

        assertThat(data.labels()).containsExactly(3, 8);
        assertThat(data.example(0).at(0, 0)).isEqualTo(7 / 255f);
    }

    @Test
    void readsTheEightByEightDigitsLabelLast() throws Exception {
        var data = read(pixels(64, 10, 16) + ",4\n");

        assertThat(data.label(0)).isEqualTo(4);
        assertThat(data.example(0).at(1, 2)).isEqualTo(1);
        assertThat(data.fullScale()).isEqualTo(16);
    }

    @Test
    void findsTheLabelWhereTheHeaderHasIt() throws Exception {
        var data = read(numbered("p%d", 64) + ",Label\n" + pixels(64, 0, 3) + ",4\n");

        assertThat(data.label(0)).isEqualTo(4);
    }

    @Test
    void takesColumnsNamedByNumbersForAHeader() throws Exception {
        assertThat(read("label," + numbered("%d", 784) + "\n3," + pixels(784, 0, 0))
                        .size())
                .isEqualTo(1);
        assertThat(read("\ufefflabel," + numbered("1x%d", 784) + "\n3," + pixels(784, 0, 0))
                        .size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0012", "\u0000", "\u0085"})
    void quotesNoControlCharacters(String control) throws Exception {
        Path file = Planted.file(folder, "quote.csv", "3,0,0,7,255\n\"9\"" + control + ",0,0,0,0\n");

        assertThatThrownBy(() -> CsvReader.read("quote", file, Mnist.CLASS_NAMES))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("not CSV")
                .message()
                .doesNotContainPattern("\\p{Cntrl}|\u0085");
    }

    @Test
    void readsGzipByContent() throws Exception {
        Path file = Planted.file(folder, "train.csv", Planted.gzip(HEADER + "3," + pixels(784, 5, 200)));

        assertThat(CsvReader.read("train", file, Mnist.CLASS_NAMES).label(0)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"abc,abc", "-1,-1", "1.5,1.5", "'',''", "12345678901234567890,12345678901234567890", "0x10,0x10"})
    void namesRowAndColumnOfAFieldThatIsNoNumber(String field, String shown) {
        assertRefused(
                HEADER + "3," + pixels(784, 0, 0) + "\n4,0,0," + field + "," + pixels(781, 0, 0) + "\n",
                "row 3, column 4 (pixel2)",
                "whole number from 0 to 255",
                "\"" + shown + "\"");
    }

    @Test
    void namesRowAndColumnOfAPixelOrLabelOutOfRange() {
        assertRefused("3," + pixels(784, 7, 256), "row 1, column 9 (pixel7)", "0 to 255", "received 256");
        assertRefused(HEADER + "10," + pixels(784, 0, 0), "row 2, column 1 (label)", "0 to 9", "received 10");
        assertRefused(pixels(64, 3, 17) + ",1", "row 1, column 4 (pixel3)", "0 to 16", "received 17");
    }

    @Test
    void namesTheRowOfAnotherWidth() {
        assertRefused(HEADER + "3," + pixels(783, 0, 0), "row 2", "expected 785 columns", "received 784");
        assertRefused("3," + pixels(784, 0, 0) + "\n3," + pixels(785, 0, 0), "row 2", "expected 785", "received 786");
        assertRefused("3," + pixels(70, 0, 0), "row 1", "785 columns for 28x28", "received 71 columns");
    }

    @Test
    void suspectsKagglesTestFileWithoutLabels() {
        assertRefused(numbered("pixel%d", 784) + "\n" + pixels(784, 0, 0), "received 784 columns", "label missing");
    }

    @Test
    void refusesFilesWithoutExamples() {
        assertRefused("", "empty");
        assertRefused("\n\n", "empty");
        assertRefused(HEADER, "expected examples below the names");
    }

    @Test
    void refusesWhatIsNotCsv() throws Exception {
        assertRefused(HEADER + "3,\"0,0,0", "row 2");
        assertRefused("\u0000\u0001\u0002PNG\u001b[31m", "row 1", "received 1 columns");
        Path cut = Planted.file(folder, "cut.csv.gz", Arrays.copyOf(Planted.gzip(HEADER), 200));
        assertThatThrownBy(() -> CsvReader.read("cut", cut, Mnist.CLASS_NAMES))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll("cut.csv.gz", "damaged or cut-off gzip");
    }

    @Test
    void doesNotRepeatControlCharactersOfAFieldOnTheTerminal() {
        assertRefused("3,\u001b[2J," + pixels(783, 0, 0), "column 2", "\"?[2J\"");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> CsvReader.read("none", folder.resolve("none.csv"), Mnist.CLASS_NAMES))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.csv");
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackEveryBitThatCsvWriterWrote(long seed) throws Exception {
        var random = RandomStream.of(seed);
        boolean digits = random.nextInt(2) == 0;
        var data = digits
                ? Planted.dataset(1 + random.nextInt(30), 8, 16, random)
                : Planted.dataset(1 + random.nextInt(30), 9 + random.nextInt(20), 255, random);
        Path file = folder.resolve(random.nextInt(2) == 0 ? "export.csv" : "export.csv.gz");
        CsvWriter.write(data, file);

        var back = CsvReader.read("back", file, data.classNames());

        assertThat(Planted.inputs(back)).containsExactly(Planted.inputs(data));
        assertThat(back.labels()).containsExactly(data.labels());
        assertThat(back.exampleShape()).isEqualTo(data.exampleShape());
        assertThat(back.fullScale()).isEqualTo(data.fullScale());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersDamageWithTheOneExceptionOrNotAtAll(long seed) throws Exception {
        var random = RandomStream.of(seed);
        byte[] bytes =
                (HEADER + "3," + pixels(784, 0, 9) + "\n4," + pixels(784, 1, 8)).getBytes(StandardCharsets.UTF_8);
        for (int damages = 1 + random.nextInt(5); damages > 0; damages--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Path file = Planted.file(folder, "damaged.csv", bytes);
        try {
            assertThat(CsvReader.read("damaged", file, Mnist.CLASS_NAMES).size())
                    .isPositive();
        } catch (InvalidFileException refused) {
            assertThat(refused.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        }
    }

    @Test
    void writesKagglesHeaderAndWholeNumbers() throws Exception {
        var data = Planted.dataset(2, 2, 255, RandomStream.of(5));
        CsvWriter.write(data, folder.resolve("two.csv"));

        assertThat(folder.resolve("two.csv"))
                .content()
                .startsWith("label,pixel0,pixel1,pixel2,pixel3\n0,")
                .matches("(?s)[^\n]*\n(\\d+,\\d+,\\d+,\\d+,\\d+\n){2}");
    }

    @Test
    void leavesNothingBehindWhenAnExportFails() {
        var standardised = Dataset.of(
                "standardised", Tensor.of(Shape.of(1, 2, 2), 0, -1, 0, 0), new int[] {0}, Mnist.CLASS_NAMES, 255);

        assertThatThrownBy(() -> CsvWriter.write(standardised, folder.resolve("export.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("example 0", "input 1", "-1.0");
        assertThat(folder).isEmptyDirectory();
    }

    private Dataset read(String text) throws IOException {
        return CsvReader.read("test", Planted.file(folder, "test.csv", text), Mnist.CLASS_NAMES);
    }

    private void assertRefused(String text, String... parts) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(folder.resolve("test.csv").toString())
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }

    private static String numbered(String format, int count) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(","));
    }

    private static String pixels(int count, int place, int value) {
        return IntStream.range(0, count)
                .mapToObj(i -> i == place ? "" + value : "0")
                .collect(Collectors.joining(","));
    }
}
