package firsthand.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.metric.ConfusionMatrix;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pictures made of characters. */
class TerminalTest {
    @Test
    void aSparklineGoesFromTheSmallestNumberToTheLargest() {
        var rising = DoubleStream.iterate(0, x -> x + 1).limit(8).boxed().toList();
        assertThat(Sparkline.of(rising, 8)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(List.of(5.0, 5.0), 8)).isEqualTo("▁▁");
        assertThat(Sparkline.of(List.of(), 8)).isEmpty();
        assertThat(Sparkline.of(List.of(1.0, Double.NaN, 2.0), 8)).hasSize(3);
    }

    @Test
    void ofManyNumbersEachCharacterIsTheMeanOfSome() {
        var numbers =
                IntStream.range(0, 1000).mapToObj(i -> i < 500 ? 1.0 : 3.0).toList();
        assertThat(Sparkline.of(numbers, 10)).isEqualTo("▁▁▁▁▁█████");
    }

    @Test
    void aConfusionMatrixIsThePlainNumbersWithOrWithoutColour() {
        var confusion = new ConfusionMatrix(List.of("cat", "crocodile"));
        confusion.add(0, 0);
        confusion.add(0, 0);
        confusion.add(0, 1);
        confusion.add(1, 1);
        var plain = ConfusionTable.lines(confusion, false);
        assertThat(plain)
                .containsExactly(
                        "actual          cat crocod   predicted",
                        "cat               2      1",
                        "crocodile         0      1");
        var coloured = ConfusionTable.lines(confusion, true);
        assertThat(coloured.get(1)).contains("\u001b[");
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .isEqualTo(plain);
    }
}
