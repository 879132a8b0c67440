package firsthand.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.random.RandomStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of known size, put into the map by hand. */
class DistortionTest {
    private static final int HEIGHT = 9;
    private static final int WIDTH = 7;

    private static float[] noise(int size) {
        var random = RandomStream.of(1);
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 0.1f + random.nextFloat();
        }
        return values;
    }

    private static float[] changed(float[] image, int height, int width, Consumer<float[]> change) {
        var memory = new float[AffineMap.LENGTH + 2 * height * width + (height + 2) * (width + 2)];
        AffineMap.reset(memory);
        change.accept(memory);
        float[] changed = image.clone();
        Distortion.resample(changed, 0, height, width, 1, memory);
        return changed;
    }

    private static float at(float[] image, int height, int width, int row, int column) {
        return row >= 0 && row < height && column >= 0 && column < width ? image[row * width + column] : 0;
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "-2,3", "0,-6", "8,6", "9,0", "0,-7", "1000000,0", "-3,1000000"})
    void aShiftByWholePixelsMovesExactly(int down, int right) {
        float[] image = noise(HEIGHT * WIDTH);
        float[] shifted = changed(image, HEIGHT, WIDTH, map -> AffineMap.shift(map, down, right));
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                assertThat(shifted[row * WIDTH + column])
                        .isEqualTo(at(image, HEIGHT, WIDTH, row - down, column - right));
            }
        }
    }

    @Test
    void aPlaceBetweenPixelsHasTheirBilinearMean() {
        float[] image = noise(HEIGHT * WIDTH);
        float[] shifted = changed(image, HEIGHT, WIDTH, map -> AffineMap.shift(map, 0.25, -0.5));
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                double expected = 0.25 * 0.5 * at(image, HEIGHT, WIDTH, row - 1, column)
                        + 0.25 * 0.5 * at(image, HEIGHT, WIDTH, row - 1, column + 1)
                        + 0.75 * 0.5 * at(image, HEIGHT, WIDTH, row, column)
                        + 0.75 * 0.5 * at(image, HEIGHT, WIDTH, row, column + 1);
                assertThat((double) shifted[row * WIDTH + column]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void aQuarterTurnGoesAgainstTheClock() {
        float[] image = noise(64);
        float[] turned = changed(image, 8, 8, map -> AffineMap.rotate(map, 90));
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                assertThat(turned[(7 - column) * 8 + row]).isCloseTo(image[row * 8 + column], within(1e-6f));
            }
        }
    }

    @Test
    void fourQuarterTurnsAndTwoFlipsLeaveEverythingInPlace() {
        float[] image = noise(64);
        float[] turned = changed(image, 8, 8, map -> {
            AffineMap.flip(map);
            for (int quarter = 0; quarter < 4; quarter++) {
                AffineMap.rotate(map, 90);
            }
            AffineMap.flip(map);
        });
        for (int i = 0; i < 64; i++) {
            assertThat(turned[i]).isCloseTo(image[i], within(1e-5f));
        }
    }

    @Test
    void laterChangesWorkOnWhatEarlierOnesMade() {
        float[] image = noise(64);
        float[] both = changed(image, 8, 8, map -> {
            AffineMap.shift(map, 0, 2);
            AffineMap.rotate(map, 90);
        });
        float[] shifted = changed(image, 8, 8, map -> AffineMap.shift(map, 0, 2));
        float[] oneByOne = changed(shifted, 8, 8, map -> AffineMap.rotate(map, 90));
        for (int i = 0; i < 64; i++) {
            assertThat(both[i]).isCloseTo(oneByOne[i], within(1e-6f));
        }
    }

    @Test
    void aLargerImageHasItsPixelsFurtherFromTheCentre() {
        float[] image = noise(81);
        float[] larger = changed(image, 9, 9, map -> AffineMap.scale(map, 2));
        for (int row = -2; row <= 2; row++) {
            for (int column = -2; column <= 2; column++) {
                assertThat(larger[(4 + 2 * row) * 9 + 4 + 2 * column])
                        .isCloseTo(image[(4 + row) * 9 + 4 + column], within(1e-6f));
            }
        }
    }

    @Test
    void shearingMovesHigherRowsToTheRight() {
        float[] image = noise(81);
        float[] slanted = changed(image, 9, 9, map -> AffineMap.shear(map, 0.5));
        for (int column = 0; column < 9; column++) {
            assertThat(slanted[column]).isCloseTo(at(image, 9, 9, 0, column - 2), within(1e-6f));
            assertThat(slanted[4 * 9 + column]).isCloseTo(at(image, 9, 9, 4, column), within(1e-6f));
            assertThat(slanted[8 * 9 + column]).isCloseTo(at(image, 9, 9, 8, column + 2), within(1e-6f));
        }
    }

    @Test
    void aDisplacementIsWhereThePixelIsReadFrom() {
        float[] image = noise(HEIGHT * WIDTH);
        int pixel = AffineMap.LENGTH + 2 * 3 * WIDTH + 2;
        float[] bent = changed(image, HEIGHT, WIDTH, memory -> {
            memory[pixel] = 2;
            memory[pixel + WIDTH] = -1;
        });
        float[] expected = image.clone();
        expected[3 * WIDTH + 2] = image[(3 + 2) * WIDTH + 2 - 1];
        assertThat(bent).isEqualTo(expected);
    }
}
