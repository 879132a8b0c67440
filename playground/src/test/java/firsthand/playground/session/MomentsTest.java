package firsthand.playground.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 9, 10, 11, 19, 84, 100, 844, 938})
    void areTenAnEpochOrOneAStepAndAlwaysTheEndOfIt(int stepsPerEpoch) {
        var moments = new Moments(stepsPerEpoch);
        long perEpoch =
                LongStream.rangeClosed(1, stepsPerEpoch).filter(moments::isOne).count();

        assertThat(perEpoch).isEqualTo(Math.min(10, stepsPerEpoch));
        assertThat(moments.isOne(0)).isTrue();
        assertThat(moments.isOne(3L * stepsPerEpoch)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 11, 844})
    void areNumberedWithoutAGap(int stepsPerEpoch) {
        var moments = new Moments(stepsPerEpoch);
        int[] numbers = LongStream.range(0, 3L * stepsPerEpoch)
                .filter(moments::isOne)
                .mapToInt(moments::before)
                .toArray();

        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i]).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 11, 844})
    void comeLastBeforeAnyStepThatIsNone(int stepsPerEpoch) {
        var moments = new Moments(stepsPerEpoch);
        long last = 0;
        for (long step = 0; step < 2L * stepsPerEpoch; step++) {
            last = moments.isOne(step) ? step : last;

            assertThat(moments.step(moments.before(step))).isEqualTo(last);
        }
    }
}
