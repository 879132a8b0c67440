package firsthand.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
    private static List<String> draws(String text, int count) {
        var choice = Choice.parse(text);
        var random = RandomStream.of(1);
        return IntStream.range(0, count)
                .mapToObj(i -> choice.draw(random.split(i)))
                .toList();
    }

    @Test
    void commasDivideValues() {
        assertThat(Choice.parse("learning-rate=0.1,0.01"))
                .isEqualTo(new Choice.Listed("--learning-rate", List.of("0.1", "0.01")));
    }

    @Test
    void slashesDivideValuesThatHaveCommas() {
        assertThat(Choice.parse("hidden=64/128,64")).isEqualTo(new Choice.Listed("--hidden", List.of("64", "128,64")));
    }

    @Test
    void twoDotsMakeARange() {
        assertThat(Choice.parse("--learning-rate=1e-4..0.1:log"))
                .isEqualTo(new Choice.Range("--learning-rate", "1e-4", "0.1", true));
        assertThat(Choice.parse("dropout=0..0.5")).isEqualTo(new Choice.Range("--dropout", "0", "0.5", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"learning-rate=0.1,0.01", "hidden=64/128,64", "hidden=16..64", "l2=1e-6..1e-2:log"})
    void aChoiceIsReadBackFromItsText(String text) {
        assertThat(Choice.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    learning-rate           | expected OPTION=VALUE,VALUE,... or OPTION=LOW..HIGH[:log], received learning-rate
                    learning-rate=          | expected OPTION=VALUE
                    =0.1                    | expected OPTION=VALUE
                    learning-rate=0.1,,0.2  | --try learning-rate: expected values with a comma between, received 0.1,,0.2
                    learning-rate=0.1,0.1   | --try learning-rate: expected every value once, received 0.1,0.1
                    learning-rate=1..0.1    | --try learning-rate: expected LOW..HIGH with LOW < HIGH, received 1..0.1
                    learning-rate=0..1:log  | --try learning-rate: expected LOW..HIGH with 0 < LOW < HIGH, received 0..1
                    learning-rate=a..b      | expected LOW..HIGH with LOW < HIGH, received a..b
                    no-shuffle=yes,no       | --try no-shuffle: expected true or false with a comma between, received yes,no
                    speed=1,2               | --try: expected an option of train, received --speed
                    validation=0.1,0.2      | --try: expected an option by which trials of the same data may differ, received --validation
                    data=mnist,fashion      | received --data
                    seed=1,2                | received --seed
                    limit=100,200           | received --limit
                    hold-out=0.1,0.2        | received --hold-out
                    """)
    void whatIsNoChoiceIsRefused(String text, String message) {
        assertThatThrownBy(() -> Choice.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void drawsRepeatWithTheSeedAndDifferFromEachOther() {
        assertThat(draws("learning-rate=0..1", 50)).isEqualTo(draws("learning-rate=0..1", 50));
        assertThat(draws("learning-rate=0..1", 50).stream().distinct().count()).isGreaterThan(45);
    }

    @Test
    void drawsOfAListComeUpEquallyOften() {
        var draws = draws("hidden=16/32/64,32", 3000);
        for (String value : List.of("16", "32", "64,32")) {
            assertThat(draws.stream().filter(value::equals).count()).isBetween(900L, 1100L);
        }
    }

    @Test
    void wholeBoundsGiveWholeNumbersOfWhichEachComesUpEquallyOften() {
        var draws = draws("hidden=3..6", 4000);
        assertThat(draws).containsOnly("3", "4", "5", "6");
        for (int units = 3; units <= 6; units++) {
            String value = Integer.toString(units);
            assertThat(draws.stream().filter(value::equals).count()).isBetween(880L, 1120L);
        }
        assertThat(draws("hidden=16..256:log", 200)).allMatch(value -> value.matches("\\d+"));
    }

    @Test
    void anOptionThatTakesFractionsGetsThemBetweenWholeBounds() {
        assertThat(draws("dropout=0..1", 20)).allMatch(value -> value.matches("0\\.\\d+"));
    }

    @Test
    void drawnNumbersAreWrittenAsAPersonWould() {
        assertThat(draws("learning-rate=1e-3..1e3:log", 500))
                .allMatch(value -> value.matches("\\d{1,3}|\\d{1,2}\\.\\d{1,2}|0\\.0{0,2}\\d{1,3}"))
                .noneMatch(value -> value.contains(".") && value.endsWith("0"));
    }

    @Test
    void onALogarithmicScaleEachPowerOfTenIsAsLikely() {
        var draws = draws("learning-rate=1e-4..1e-1:log", 3000);
        var numbers = draws.stream().mapToDouble(Double::parseDouble).toArray();
        assertThat(Arrays.stream(numbers)).allMatch(number -> number >= 1e-4 && number <= 1e-1);
        for (double low = 1e-4; low < 0.09; low *= 10) {
            double least = low;
            assertThat(IntStream.range(0, numbers.length)
                            .filter(i -> numbers[i] >= least && numbers[i] < 10 * least)
                            .count())
                    .isBetween(900L, 1100L);
        }
    }

    @Test
    void onALinearScaleHalfOfAllDrawsAreInEachHalf() {
        var draws = draws("dropout=0.2..0.4", 2000);
        assertThat(draws.stream().mapToDouble(Double::parseDouble)).allMatch(number -> number >= 0.2 && number <= 0.4);
        assertThat(draws.stream()
                        .filter(value -> Double.parseDouble(value) < 0.3)
                        .count())
                .isBetween(930L, 1070L);
        assertThat(draws).allMatch(value -> value.length() <= "0.123".length());
    }

    @Test
    void roundingToThreeDigitsDoesNotLeaveTheRange() {
        assertThat(draws("dropout=0.12345..0.12349", 20).stream().mapToDouble(Double::parseDouble))
                .allMatch(number -> number >= 0.12345 && number <= 0.12349);
    }
}
