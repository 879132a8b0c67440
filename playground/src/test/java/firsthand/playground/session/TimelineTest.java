package firsthand.playground.session;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.training.Checkpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TimelineTest {
    private static final int VALUES = 100;

    private static Timeline of(long mostBytes, int moments) {
        var timeline = new Timeline(mostBytes);
        for (int moment = 0; moment < moments; moment++) {
            if (timeline.wants(moment)) {
                timeline.keep(moment, state(10L * moment));
            }
        }
        return timeline;
    }

    private static Checkpoint state(long steps) {
        return new Checkpoint(Map.of("steps", steps), Map.of(), Map.of("w", new float[VALUES]), List.of());
    }

    @Test
    void keepsTheFirstStateAndOthersAtEvenDistances() {
        assertThat(of(Long.MAX_VALUE, 100).steps())
                .startsWith(0, 20, 40)
                .endsWith(980)
                .hasSize(50);
    }

    @Test
    void takesNoMoreMemoryThanItMay() {
        assertThat(of(10 * Float.BYTES * VALUES, 1000).steps())
                .hasSizeBetween(5, 10)
                .startsWith(0);
    }

    @Test
    void alwaysHasTheFirstStateHoweverLargeItIs() {
        assertThat(of(0, 1000).before(9990).steps()).isLessThan(9990);
        assertThat(of(0, 1000).before(5).steps()).isZero();
    }

    @Test
    void findsTheNearestStateBefore() {
        var timeline = of(Long.MAX_VALUE, 20);

        assertThat(timeline.before(59).steps()).isEqualTo(50);
        assertThat(timeline.before(60).steps()).isEqualTo(60);
        assertThat(timeline.before(1_000_000).steps()).isEqualTo(190);
    }

    @Test
    void wantsAgainWhatWasCut() {
        var timeline = of(Long.MAX_VALUE, 20);
        timeline.cutAfter(95);

        assertThat(timeline.before(1_000).steps()).isEqualTo(90);
        assertThat(timeline.wants(10)).isTrue();
        assertThat(timeline.wants(9)).isFalse();
    }
}
