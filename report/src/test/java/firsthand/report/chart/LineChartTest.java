package firsthand.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineChartTest {
    private static final LineChart ACCURACY = LineChart.of(
                    "Digits & <b>", Axis.whole("epoch"), Axis.percent("accuracy"))
            .with(Series.of("validation", List.of(1.0, 2.0, 3.0), List.of(0.90, 0.94, 0.95))
                    .withBand(List.of(0.88, 0.93, 0.945), List.of(0.92, 0.95, 0.955)))
            .with(Series.of("training", List.of(1.0, 2.0, 3.0), List.of(0.91, Double.NaN, 0.97)));

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 0.03, 0.41, '0.0 0.1 0.2 0.3 0.4 0.5'",
        "WHOLE, 1, 3, '1 2 3'",
        "WHOLE, 0, 2500, '0 500 1,000 1,500 2,000 2,500'",
        "PERCENT, 0.951, 0.989, '95 % 96 % 97 % 98 % 99 %'",
        "LOGARITHMIC, 0.03, 0.9, '0.02 0.05 0.1 0.2 0.5 1'",
        "LOGARITHMIC, 0.0004, 3, '0.0001 0.001 0.01 0.1 1 10'"
    })
    void anAxisIsMarkedWithRoundNumbers(Axis.Kind kind, double low, double high, String marks) {
        var axis = new Axis("", kind, Double.NaN, Double.NaN);
        var ticks = Ticks.of(axis, DoubleStream.of(low, high), true);
        assertThat(ticks.values().stream().map(ticks::text)).containsExactly(marks.split(" (?!%)"));
    }

    @Test
    void equalNumbersAndNoneAtAllHaveAnAxisToo() {
        for (var axis : List.of(Axis.linear("a"), Axis.whole("b"), Axis.percent("c"), Axis.logarithmic("d"))) {
            for (var numbers : List.of(new double[0], new double[] {0.5}, new double[] {7, 7}, new double[] {0})) {
                var ticks = Ticks.of(axis, DoubleStream.of(numbers), true);
                assertThat(ticks.low()).isLessThan(ticks.high());
                assertThat(ticks.values()).isNotEmpty();
            }
        }
    }

    @Test
    void everyPointLiesWhereItsNumbersSay() {
        var line = Pattern.compile("<polyline points=\"([^\" ]+) ([^\" ]+) ([^\" ]+)\"")
                .matcher(ACCURACY.svg(Theme.LIGHT));
        assertThat(line.find()).isTrue();
        double[][] points = new double[3][];
        for (int i = 0; i < 3; i++) {
            String[] point = line.group(i + 1).split(",");
            points[i] = new double[] {Double.parseDouble(point[0]), Double.parseDouble(point[1])};
        }
        assertThat(points[1][0] - points[0][0]).isCloseTo(points[2][0] - points[1][0], within(0.02));
        assertThat((points[0][1] - points[1][1]) / (points[1][1] - points[2][1]))
                .isCloseTo((0.94 - 0.90) / (0.95 - 0.94), within(0.02));
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    @Test
    void aMissingNumberIsAGapAndNotAZero() {
        String svg = ACCURACY.svg(Theme.LIGHT);
        // One line of three points; of the other, two lone points, besides the marks of the first.
        assertThat(svg.split("<polyline points=\"[^\" ]+ [^\" ]+ [^\" ]+\"", -1))
                .hasSize(2);
        assertThat(svg.split("<circle", -1)).hasSize(1 + 3 + 2);
        assertThat(svg).doesNotContain("NaN");
    }

    @Test
    void aLongLineKeepsItsPeaks() {
        var x = new double[100_000];
        var y = new double[100_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i / 200.0;
            y[i] = i % 7;
        }
        y[54_321] = -100;
        y[54_345] = 100;
        var thinned = Thinning.of(x, y);
        assertThat(thinned.x()).hasSizeBetween(500, 2000);
        assertThat(thinned.y()).contains(-100, 100);
        assertThat(thinned.x()).startsWith(0).endsWith(99_999 / 200.0);
    }

    @Test
    void wordsShowAsTheyAre() {
        assertThat(ACCURACY.svg(Theme.LIGHT))
                .contains(">Digits &amp; &lt;b&gt;</text>")
                .doesNotContain("<b>");
    }

    @Test
    void aFileIsOfTheFormatThatItsNameSays(@TempDir Path folder) throws IOException {
        ACCURACY.write(folder.resolve("chart.svg"), Theme.DARK);
        assertThat(Files.readString(folder.resolve("chart.svg")))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("#14171a");
        ACCURACY.write(folder.resolve("chart.PNG"), Theme.LIGHT);
        var image = ImageIO.read(folder.resolve("chart.PNG").toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
        assertThatThrownBy(() -> ACCURACY.write(folder.resolve("chart.gif"), Theme.LIGHT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("picture: expected a name that ends in .png or .svg, received ");
        assertThat(folder.resolve("chart.gif")).doesNotExist();
    }

    @Test
    void theSameNumbersGiveTheSameBytes() throws IOException {
        assertThat(ACCURACY.png(Theme.LIGHT)).isEqualTo(ACCURACY.png(Theme.LIGHT));
        assertThat(ImageIO.read(new ByteArrayInputStream(ACCURACY.png(Theme.DARK)))
                        .getRGB(0, 0))
                .isEqualTo(0xff14171a);
    }

    @Test
    void withinAPageTheColoursAreThoseOfThePage() {
        assertThat(ACCURACY.html()).contains("var(--blue)").contains("<title>").doesNotContain("#0072b2");
    }

    @Test
    void unevenNumbersAreRefused() {
        assertThatThrownBy(() -> Series.of("loss", List.of(1.0), List.of()))
                .hasMessage("series loss: expected as many numbers of each kind, received x 1, y 0, low 0, high 0");
    }

    /** Machado, Oliveira and Fernandes' matrices for colours as a red-, green- or blue-blind reader sees them (2009). */
    @Test
    void coloursStayApartForAColourBlindReader() {
        double[][][] blindness = {
            {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
            {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
            {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}
        };
        for (var theme : Theme.values()) {
            for (double[][] matrix : blindness) {
                for (int i = 0; i < 7; i++) {
                    for (int j = 0; j < i; j++) {
                        assertThat(distance(
                                        seen(Palette.series(i).on(theme), matrix),
                                        seen(Palette.series(j).on(theme), matrix)))
                                .as("%s and %s, %s", Palette.series(i), Palette.series(j), theme)
                                .isGreaterThan(20);
                    }
                }
            }
        }
    }

    private static double[] seen(int colour, double[][] matrix) {
        double[] rgb = {colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff};
        var seen = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                seen[i] += matrix[i][j] * rgb[j];
            }
        }
        return seen;
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }
}
