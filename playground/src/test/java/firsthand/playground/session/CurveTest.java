package firsthand.playground.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.playground.session.Curve.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CurveTest {
    private final Curve curve = new Curve();

    private void add(int from, int to) {
        for (int i = from; i <= to; i++) {
            curve.add(point(i, i));
        }
    }

    private static Point point(int number, double loss) {
        return new Point(number, 10L * number, loss, 0.5, Optional.empty());
    }

    private List<Integer> numbers() {
        return curve.points().stream().map(Point::number).toList();
    }

    @Test
    void keepsEveryPointWhileThereIsRoom() {
        add(0, Curve.MOST - 1);

        assertThat(numbers()).hasSize(Curve.MOST).startsWith(0, 1, 2);
    }

    @Test
    void neverHasMorePointsThanItMay() {
        for (int i = 0; i < 10_000; i++) {
            curve.add(point(i, i));

            assertThat(curve.points()).hasSizeBetween(1, Curve.MOST);
        }
    }

    @Test
    void keepsPointsAtEvenDistancesAndTheNewest() {
        add(0, 1001);

        assertThat(numbers()).startsWith(0, 4, 8).endsWith(996, 1000, 1001).hasSize(252);
    }

    @Test
    void isTheSameWhenItsEndIsDrawnAgain() {
        add(0, 700);
        var once = numbers();
        curve.cutAfter(3000);
        add(301, 700);

        assertThat(numbers()).isEqualTo(once);
    }

    @Test
    void refusesAPointThatComesTooLate() {
        add(0, 3);

        assertThatThrownBy(() -> curve.add(point(3, 1))).hasMessageContaining("after number 3");
    }

    @Test
    void knowsTheLastMomentBeforeTheLossRose() {
        curve.add(point(0, 1));
        curve.add(point(1, 0.5));
        curve.add(point(2, 0.7));
        curve.add(point(3, 8));
        curve.add(point(4, Double.NaN));

        assertThat(curve.lastSound()).isEqualTo(20);
    }

    @Test
    void tellsNothingButNumbersThatJsonKnows() {
        curve.add(point(0, Double.NaN));

        assertThat(curve.json().toString()).contains("\"trainLoss\":[null]");
    }
}
