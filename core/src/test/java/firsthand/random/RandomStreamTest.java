package firsthand.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final int DRAWS = 100_000;

    /** The first outputs of SplitMix64 for seed 0, as its authors' reference gives them. */
    @Test
    void isSplitMix64() {
        var random = RandomStream.of(0);
        assertThat(random.nextLong()).isEqualTo(0xe220a8397b1dcdafL);
        assertThat(random.nextLong()).isEqualTo(0x6e789e6aa1b965f4L);
        assertThat(random.nextLong()).isEqualTo(0x06c45d188009454fL);
    }

    @Test
    void goesOnFromASavedState() {
        var random = RandomStream.of(7);
        random.nextLong();
        var resumed = RandomStream.of(random.state());
        assertThat(resumed.nextLong()).isEqualTo(random.nextLong());
    }

    @Test
    void splittingDoesNotAdvanceAndPurposesDiffer() {
        var random = RandomStream.of(7);
        long state = random.state();
        Set<Long> firsts = new HashSet<>();
        for (String purpose : new String[] {"weights", "shuffling", "validation", ""}) {
            firsts.add(random.split(purpose).nextLong());
        }
        for (long index = 0; index < 100; index++) {
            firsts.add(random.split(index).nextLong());
        }
        assertThat(firsts).hasSize(104);
        assertThat(random.state()).isEqualTo(state);
        assertThat(random.split("weights").nextLong())
                .isEqualTo(RandomStream.of(7).split("weights").nextLong());
    }

    @Test
    void numbersLieInTheirRanges() {
        var random = RandomStream.of(1);
        for (int i = 0; i < DRAWS; i++) {
            assertThat(random.nextFloat()).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(random.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(random.nextInt(7)).isBetween(0, 6);
        }
    }

    /** The 0.999 quantile of chi-square with 9 degrees of freedom is 27.88. */
    @Test
    void wholeNumbersAreUniform() {
        var random = RandomStream.of(2);
        var counts = new int[10];
        for (int i = 0; i < DRAWS; i++) {
            counts[random.nextInt(10)]++;
        }
        double expected = DRAWS / 10.0;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(27.88);
    }

    @Test
    void gaussiansHaveTheMomentsOfANormalDistribution() {
        var random = RandomStream.of(3);
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = random.nextGaussian();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        // Four standard errors: 1, sqrt(2) and sqrt(96) over sqrt(100,000).
        assertThat(sum / DRAWS).isCloseTo(0, offset(4 / Math.sqrt(DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(1, offset(4 * Math.sqrt(2.0 / DRAWS)));
        assertThat(fourth / DRAWS).isCloseTo(3, offset(4 * Math.sqrt(96.0 / DRAWS)));
    }

    @Test
    void everyOrderOfThreeIsEquallyLikely() {
        var random = RandomStream.of(4);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            int[] items = {0, 1, 2};
            random.shuffle(items);
            counts.merge("" + items[0] + items[1] + items[2], 1, Integer::sum);
        }
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    @Test
    void shufflingLosesNothing() {
        var items = IntStream.range(0, 1000).toArray();
        RandomStream.of(5).shuffle(items);
        assertThat(items).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(IntStream.of(items).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThatThrownBy(() -> RandomStream.of(1).nextInt(0))
                .hasMessage("nextInt: expected a bound of 1 or more, received 0");
    }
}
