package firsthand.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the definition in {@link Elastic}, summed up in double. */
class ElasticFieldTest {

    /** Both fields of one image, side by side. */
    private static float[] fields(Elastic elastic, int height, int width, RandomStream random) {
        int length = 2 * height * width;
        var memory = new float[length + ElasticField.memoryLength(height, width)];
        Arrays.fill(memory, Float.NaN);
        new ElasticField(elastic).draw(random, height, width, memory, 0, length);
        return Arrays.copyOf(memory, length);
    }

    /** g(k), not yet divided by its sum. */
    private static double gaussian(int k, double sigma) {
        return k == 0 ? 1 : StrictMath.exp(-k * k / (2 * sigma * sigma));
    }

    private static double sum(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            sum += gaussian(k, sigma);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"28,28,4", "28,28,0.01", "9,14,2", "14,9,2.5", "1,1,3", "3,50,6", "60,41,4", "5,900,1", "10,10,0"})
    void smoothsTheNoiseByATwoDimensionalConvolution(int height, int width, double sigma) {
        // With a Gaussian of no width, the noise itself can be seen.
        float[] noise = fields(new Elastic(34, 0), height, width, RandomStream.of(1));
        float[] smooth = fields(new Elastic(34, sigma), height, width, RandomStream.of(1));
        int radius = (int) Math.ceil(3 * sigma);
        double sum = sum(sigma);
        for (int field = 0; field < 2; field++) {
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    double expected = 0;
                    for (int k = Math.max(-radius, -i); k <= radius && i + k < height; k++) {
                        for (int l = Math.max(-radius, -j); l <= radius && j + l < width; l++) {
                            expected += gaussian(k, sigma)
                                    * gaussian(l, sigma)
                                    * noise[(2 * (i + k) + field) * width + j + l];
                        }
                    }
                    // Floats of up to 34, added up with weights of sum 1: a few units in the last place.
                    assertThat((double) smooth[(2 * i + field) * width + j])
                            .isCloseTo(expected / (sum * sum), within(1e-5));
                }
            }
        }
    }

    @Test
    void theNoiseIsUniform() {
        float[] noise = fields(new Elastic(2, 0), 300, 300, RandomStream.of(1));
        double mean = 0;
        double square = 0;
        double neighbours = 0;
        for (int i = 0; i < noise.length; i++) {
            assertThat(noise[i]).isBetween(-2f, 2f);
            mean += noise[i] / noise.length;
            square += noise[i] * noise[i] / noise.length;
            neighbours += i == 0 ? 0 : noise[i] * noise[i - 1] / noise.length;
        }
        // Five standard errors of 180,000 numbers of variance 4 / 3.
        assertThat(mean).isCloseTo(0, within(0.014));
        assertThat(square).isCloseTo(4 / 3.0, within(0.015));
        assertThat(neighbours).isCloseTo(0, within(0.016));
    }

    @Test
    void theDisplacementsHaveTheStatedStandardDeviation() {
        double squares = 0;
        int images = 4000;
        var random = RandomStream.of(1);
        for (int image = 0; image < images; image++) {
            float[] fields = fields(new Elastic(34, 4), 28, 28, random);
            float down = fields[(2 * 14) * 28 + 14];
            float right = fields[(2 * 14 + 1) * 28 + 14];
            squares += (double) down * down + (double) right * right;
        }
        double gaussianSquares = 0;
        for (int k = -12; k <= 12; k++) {
            gaussianSquares += gaussian(k, 4) * gaussian(k, 4);
        }
        double stated = 34 / StrictMath.sqrt(3) * gaussianSquares / (sum(4) * sum(4));

        // Four standard errors of a standard deviation from 8,000 numbers: 4 / sqrt(2 x 8,000).
        assertThat(StrictMath.sqrt(squares / (2 * images)) / stated).isCloseTo(1, within(0.032));
        assertThat(stated).isCloseTo(0.16 * 34 / 4, within(0.03));
    }

    @Test
    void theTwoDisplacementsAreIndependent() {
        double product = 0;
        var random = RandomStream.of(2);
        for (int image = 0; image < 4000; image++) {
            float[] fields = fields(new Elastic(1, 4), 28, 28, random);
            product += fields[(2 * 14) * 28 + 14] * fields[(2 * 14 + 1) * 28 + 14] / 4000;
        }
        double variance = 0.0407 * 0.0407;
        assertThat(product).isCloseTo(0, within(4 * variance / StrictMath.sqrt(4000)));
    }
}
