package firsthand.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import firsthand.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionMatrixTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** 3 of a right, 1 taken for b; 2 of b right, 2 taken for c; none of c. */
    private static ConfusionMatrix example() {
        var matrix = new ConfusionMatrix(NAMES);
        int[][] predictions = {{0, 0}, {0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 1}, {1, 2}, {1, 2}};
        for (int[] prediction : predictions) {
            matrix.add(prediction[0], prediction[1]);
        }
        return matrix;
    }

    @Test
    void rowsAreWhatExamplesAre() {
        assertThat(example().counts()).isDeepEqualTo(new long[][] {{3, 1, 0}, {0, 2, 2}, {0, 0, 0}});
        assertThat(example().accuracy()).isEqualTo(5 / 8.0);
    }

    @Test
    void precisionRecallAndF1AreThoseOfTheTextbook() {
        var scores = example().scores();
        assertThat(scores.get(0)).isEqualTo(new ClassScore("a", 1, 0.75, 2 * 0.75 / 1.75, 4));
        assertThat(scores.get(1).precision()).isCloseTo(2 / 3.0, offset(1e-15));
        assertThat(scores.get(1).recall()).isEqualTo(0.5);
        assertThat(scores.get(2)).isEqualTo(new ClassScore("c", 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void theBinaryMatrixIsTheSumOfEveryClassAgainstTheRest(int classes) {
        var random = RandomStream.of(classes);
        var names = java.util.stream.IntStream.range(0, classes)
                .mapToObj(Integer::toString)
                .toList();
        var matrix = new ConfusionMatrix(names);
        var counted = new long[2][2];
        for (int n = 0; n < 500; n++) {
            int actual = random.nextInt(classes);
            int predicted = random.nextInt(3) == 0 ? random.nextInt(classes) : actual;
            matrix.add(actual, predicted);
            for (int c = 0; c < classes; c++) {
                counted[actual == c ? 0 : 1][predicted == c ? 0 : 1]++;
            }
        }
        assertThat(matrix.binary()).isDeepEqualTo(counted);
    }
}
