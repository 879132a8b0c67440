package firsthand.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /** The ends are the shares p0 whose own spread just reaches the share measured: |p - p0| = z sqrt(p0 (1 - p0) / n). */
    @ParameterizedTest
    @CsvSource({"1, 2", "7, 10", "97, 100", "9800, 10000", "352, 359", "59999, 60000"})
    void theEndsAreWhereTheNormalApproximationJustReachesTheShareMeasured(long successes, long trials) {
        var interval = Interval.wilson(successes, trials);
        double p = successes / (double) trials;
        for (double end : new double[] {interval.low(), interval.high()}) {
            assertThat(Math.abs(p - end) / Math.sqrt(end * (1 - end) / trials)).isCloseTo(1.959964, within(1e-6));
        }
        assertThat(p).isBetween(interval.low(), interval.high());
    }

    @Test
    void whereAllOrNoneSucceedItStaysWithinZeroAndOne() {
        assertThat(Interval.wilson(10, 10).high()).isEqualTo(1);
        assertThat(Interval.wilson(10, 10).low()).isCloseTo(0.7225, within(1e-4)); // n / (n + z^2)
        assertThat(Interval.wilson(0, 10).low()).isEqualTo(0);
        assertThat(Interval.wilson(0, 10).high()).isCloseTo(1 - 0.7225, within(1e-4));
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> Interval.wilson(2, 1))
                .hasMessage("interval: expected 0 to n successes of 1 trial or more, received 2 of 1");
        assertThatThrownBy(() -> Interval.wilson(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
