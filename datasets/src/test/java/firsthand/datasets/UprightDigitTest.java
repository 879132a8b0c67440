package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.data.InvalidFileException;
import firsthand.datasets.DigitImage.Field;
import firsthand.datasets.DigitImage.Stage;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings become what the 8x8 digits are, as far as these tell how they were made. */
class UprightDigitTest {
    private static Tensor of(Tensor drawing) throws InvalidFileException {
        return DigitImage.of("test", drawing, Field.of(8), Stage.ALL).centred();
    }

    /** A stroke from the middle of the top to the middle of the bottom, or beside it by as much as it leans. */
    private static Tensor stroke(int thickness, double lean) {
        var drawing = Tensor.zeros(120, 200);
        for (int row = 10; row < 110; row++) {
            int left = (int) Math.round(100 - thickness / 2.0 - lean * (row - 60));
            for (int column = left; column < left + thickness; column++) {
                drawing.values()[row * 200 + column] = 1;
            }
        }
        return drawing;
    }

    private static double ink(float[] example) {
        return IntStream.range(0, example.length).mapToDouble(i -> example[i]).sum() / example.length;
    }

    @Test
    void theDigitsHaveAsMuchInkWhicheverTheyAre() throws IOException {
        var data = Digits.load().train();
        for (int digit = 0; digit < 10; digit++) {
            int label = digit;
            double mean = IntStream.range(0, data.size())
                    .filter(i -> data.label(i) == label)
                    .mapToDouble(i -> ink(data.example(i).values()))
                    .average()
                    .orElseThrow();
            assertThat(mean).as("digit " + digit).isBetween(0.29, 0.33);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 30})
    void aDrawingHasAsMuchInkAsTheyHave(int thickness) throws InvalidFileException {
        var nought = Tensor.zeros(120, 100);
        for (int row = 0; row < 120; row++) {
            for (int column = 0; column < 100; column++) {
                double radius = Math.hypot((row - 60) / 50.0, (column - 50) / 35.0);
                nought.values()[row * 100 + column] = radius < 1 && radius > 1 - thickness / 50.0 ? 1 : 0;
            }
        }

        assertThat(ink(of(nought).values())).isCloseTo(0.3, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.4, -0.1, 0.2, 0.6})
    void aDrawingThatLeansIsPutUpright(double lean) throws InvalidFileException {
        var upright = of(stroke(20, 0)).values();
        var leant = of(stroke(20, lean)).values();
        for (int i = 0; i < upright.length; i++) {
            assertThat(leant[i]).as("pixel " + i).isCloseTo(upright[i], within(0.15f));
        }
    }

    @Test
    void aDrawingFillsTheHeightAndNotTheWidth() throws InvalidFileException {
        var wide = Tensor.zeros(60, 200);
        for (int column = 20; column < 180; column++) {
            wide.values()[10 * 200 + column] = 1;
            wide.values()[11 * 200 + column] = 1;
            wide.values()[49 * 200 + column] = 1;
        }
        var example = of(wide);

        assertThat(IntStream.range(0, 8).mapToDouble(i -> example.at(0, i)).sum())
                .isPositive();
        assertThat(IntStream.range(0, 8).mapToDouble(i -> example.at(7, i)).sum())
                .isPositive();
        assertThat(IntStream.range(0, 8)
                        .mapToDouble(i -> example.at(i, 0) + example.at(i, 7))
                        .sum())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 30", "30, 1"})
    void aDotOrALineIsADrawing(int height, int width) throws InvalidFileException {
        var drawing = Tensor.zeros(40, 40);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                drawing.values()[(5 + row) * 40 + 5 + column] = 1;
            }
        }

        assertThat(ink(of(drawing).values())).isBetween(0.1, 0.7);
    }

    @Test
    void countsAreSixteenths() throws InvalidFileException {
        for (float value : of(stroke(17, 0.3)).values()) {
            assertThat(16 * value).isEqualTo(Math.round(16 * value)).isBetween(0f, 16f);
        }
    }
}
