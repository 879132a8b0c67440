package firsthand.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    @Test
    void gridAndRandomSearchTrainEveryTrialToTheEnd() {
        assertThat(new Search(Search.Kind.GRID, 0, 3).rungs(12)).containsExactly(new Search.Rung(0, 12, 1));
        assertThat(new Search(Search.Kind.RANDOM, 12, 3).rungs(12)).containsExactly(new Search.Rung(0, 12, 1));
    }

    @Test
    void halvingKeepsAThirdAndTrainsItThreeTimesAsLong() {
        assertThat(new Search(Search.Kind.HALVING, 27, 3).rungs(27))
                .containsExactly(
                        new Search.Rung(0, 27, 27),
                        new Search.Rung(1, 9, 9),
                        new Search.Rung(2, 3, 3),
                        new Search.Rung(3, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"1,3", "2,3", "3,3", "8,3", "10,3", "16,2", "17,4", "100,5", "81,3"})
    void everyRungFollowsItsFormula(int trials, int eta) {
        var rungs = new Search(Search.Kind.HALVING, trials, eta).rungs(trials);
        int count = 1 + (int) Math.floor(Math.log(trials) / Math.log(eta) + 1e-9);
        assertThat(rungs).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(rungs.get(i).trials()).isEqualTo((int) Math.floor(trials / Math.pow(eta, i)));
            assertThat(rungs.get(i).steps(1000)).isEqualTo((long)
                    Math.ceil(1000 / Math.pow(eta, count - 1 - i) - 1e-9));
        }
        assertThat(rungs.getLast().steps(1000)).isEqualTo(1000);
    }

    @Test
    void everyRungHasAStep() {
        assertThat(new Search.Rung(0, 9, 9).steps(4)).isEqualTo(1);
    }

    @Test
    void badNumbersAreRefused() {
        assertThatThrownBy(() -> new Search(Search.Kind.RANDOM, 0, 3))
                .hasMessage("--trials: expected 1 or more, received 0");
        assertThatThrownBy(() -> new Search(Search.Kind.HALVING, 9, 1))
                .hasMessage("--eta: expected 2 or more, received 1");
        assertThatThrownBy(() -> new Search(Search.Kind.GRID, 5, 3))
                .hasMessage("--trials: expected --search random or halving, received grid, which tries every"
                        + " combination");
    }
}
