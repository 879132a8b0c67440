package firsthand.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void theExpectedErrorIsTheMeanDistanceOfConfidenceAndAccuracy() {
        double[] confidences = {0.9, 0.95, 1.0, 0.55, 0.52, 0.05};
        boolean[] right = {true, true, false, false, true, false};
        var calibration = Calibration.of(confidences, right, 10);
        assertThat(calibration.total()).isEqualTo(6);
        assertThat(calibration.bins().get(9).count()).isEqualTo(2); // 0.95 and 1; 0.9 is in the bin up to 0.9
        double expected = (0.05 + Math.abs(1 - 0.535 * 2) + Math.abs(1 - 0.9) + Math.abs(1 - 1.95)) / 6;
        assertThat(calibration.expectedError()).isCloseTo(expected, within(1e-12));
        assertThat(calibration.bins().get(3).accuracy()).isNaN();
    }

    @Test
    void aBinEndsWithItsUpperBound() {
        for (int bins : new int[] {3, 7, 10, 15}) {
            for (int b = 1; b <= bins; b++) {
                var calibration = Calibration.of(new double[] {b / (double) bins}, new boolean[] {true}, bins);
                assertThat(calibration.bins().get(b - 1).count()).isEqualTo(1);
            }
        }
        assertThat(Calibration.of(new double[] {0}, new boolean[] {true}, 4)
                        .bins()
                        .getFirst()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoIsRightAsOftenAsHeSaysHasNoError() {
        double[] confidences = {0.75, 0.75, 0.75, 0.75};
        assertThat(Calibration.of(confidences, new boolean[] {true, false, true, true}, 10)
                        .expectedError())
                .isZero();
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> Calibration.of(new double[] {1.5}, new boolean[] {true}, 10))
                .hasMessage("calibration: expected confidences from 0 to 1, received 1.5");
        assertThatThrownBy(() -> Calibration.of(new double[] {0.5}, new boolean[0], 10))
                .hasMessage("calibration: expected as many confidences as results, and bins, received 1, 0 and 10");
    }
}
