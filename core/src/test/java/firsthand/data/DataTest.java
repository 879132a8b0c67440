package firsthand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataTest {
    private static final List<String> NAMES = List.of("no", "yes", "maybe");

    /** So many examples of one number each, their own; classes 0, 0, 1, 2, 0, 0, 1, 2, ... */
    private static Dataset numbers(int count) {
        var x = new float[count];
        var labels = new int[count];
        for (int i = 0; i < count; i++) {
            x[i] = i + 1;
            labels[i] = Math.max(0, i % 4 - 1);
        }
        return Dataset.of("numbers", Tensor.of(Shape.of(count, 1), x), labels, NAMES, 1);
    }

    private static int[] values(Dataset data) {
        return IntStream.range(0, data.size())
                .map(i -> (int) data.example(i).values()[0])
                .toArray();
    }

    @Test
    void aSubsetIsAViewInTheOrderGiven() {
        var subset = numbers(10).subset(7, 2).subset(1, 0, 1);
        assertThat(values(subset)).containsExactly(3, 8, 3);
        assertThat(subset.label(0)).isEqualTo(1);
        assertThat(subset.storageRow(1)).isEqualTo(7);
        assertThat(values(numbers(10).take(3))).containsExactly(1, 2, 3);
        assertThat(numbers(10).take(99).size()).isEqualTo(10);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var x = Tensor.zeros(2, 3);
        assertThatThrownBy(() -> Dataset.of("d", x, new int[1], NAMES, 1))
                .hasMessage("Dataset d: expected one label for each of 2 examples, received 1");
        assertThatThrownBy(() -> Dataset.of("d", x, new int[] {0, 3}, NAMES, 1))
                .hasMessage("Dataset d: expected labels from 0 to 2, received 3 for example 1");
        assertThatThrownBy(() -> numbers(3).subset())
                .hasMessage("Dataset numbers: expected at least one example, received none");
    }

    @Test
    void zerosAreLeftOutWhereThatPays() {
        var x = Tensor.of(Shape.of(2, 4), 0, 0, 5, 0, 6, 0, 0, 7);
        var sparse = Dataset.of("d", x, new int[2], NAMES, 1).sparse().orElseThrow();
        assertThat(sparse.start()).containsExactly(0, 1, 3);
        assertThat(sparse.columns()).containsExactly(2, 0, 3);
        assertThat(sparse.values()).containsExactly(5, 6, 7);
        assertThat(numbers(4).sparse()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.25, 0.5, 0.9})
    void aSplitHasEveryExampleOnce(double fraction) {
        var data = numbers(97);
        for (var split : List.of(
                Split.random(data, fraction, RandomStream.of(3)),
                Split.stratified(data, fraction, RandomStream.of(3)),
                Split.last(data, 10))) {
            assertThat(Stream.of(values(split.train()), values(split.test()))
                            .flatMapToInt(Arrays::stream)
                            .sorted()
                            .toArray())
                    .isEqualTo(IntStream.rangeClosed(1, 97).toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.3, 0.5})
    void aStratifiedSplitKeepsTheShareOfEveryClassWithinOneExample(double fraction) {
        var data = numbers(400);
        var test = Split.stratified(data, fraction, RandomStream.of(8)).test();
        assertThat(test.size()).isEqualTo((int) Math.round(400 * fraction));
        for (int c = 0; c < NAMES.size(); c++) {
            int actual = c;
            double share = fraction
                    * Arrays.stream(data.labels())
                            .filter(label -> label == actual)
                            .count();
            assertThat((double) Arrays.stream(test.labels())
                            .filter(label -> label == actual)
                            .count())
                    .isBetween(share - 1, share + 1);
        }
    }

    @Test
    void theSameSeedSplitsInTheSameWay() {
        var first = Split.random(numbers(50), 10, RandomStream.of(1));
        var second = Split.random(numbers(50), 10, RandomStream.of(1));
        var other = Split.random(numbers(50), 10, RandomStream.of(2));
        assertThat(values(first.test())).isEqualTo(values(second.test()));
        assertThat(values(first.test())).isNotEqualTo(values(other.test()));
        assertThat(values(Split.last(numbers(50), 3).test())).containsExactly(48, 49, 50);
    }

    @Test
    void aSplitLeavesSomethingOnBothSides() {
        assertThatThrownBy(() -> Split.random(numbers(5), 5, RandomStream.of(1)))
                .hasMessage("Split: expected to set aside 1 to 4 of 5 examples, received 5");
        assertThatThrownBy(() -> Split.stratified(numbers(5), 1.0, RandomStream.of(1)))
                .hasMessage("Split: expected a fraction between 0 and 1, both excluded, received 1.0");
    }

    private enum Animal {
        CAT,
        DOG
    }

    @Test
    void oneHotCodesHaveLabelsOfAnyType() {
        var words = OneHotEncoder.fit(List.of("dog", "cat", "dog"));
        assertThat(words.classes()).containsExactly("cat", "dog");
        assertThat(words.encode(List.of("dog", "cat")).values()).containsExactly(0, 1, 1, 0);
        assertThat(OneHotEncoder.fit(List.of(30, 4)).classes()).containsExactly(4, 30);
        assertThat(OneHotEncoder.fit(List.of(Animal.DOG, Animal.CAT)).classes())
                .containsExactly(Animal.CAT, Animal.DOG);
        assertThat(OneHotEncoder.fit(List.<Object>of("b", 1, "a")).classes()).containsExactly("b", 1, "a");
        assertThat(OneHotEncoder.fit(List.of(List.of(2), List.of(1))).classes())
                .containsExactly(List.of(2), List.of(1));
    }

    @Test
    void decodingFindsTheLabelsAgain() {
        var encoder = OneHotEncoder.fit(List.of("a", "b", "c"));
        var labels = List.of("c", "a", "a", "b");
        assertThat(encoder.decode(encoder.encode(labels))).isEqualTo(labels);
        assertThat(encoder.decode(Tensor.of(Shape.of(2, 3), 0.2f, 0.5f, 0.3f, 0.4f, 0.4f, 0.2f)))
                .containsExactly("b", "a");
        assertThatThrownBy(() -> encoder.encode(List.of("z")))
                .hasMessage("OneHotEncoder: expected one of [a, b, c], received z");
        assertThatThrownBy(() -> encoder.decode(Tensor.zeros(1, 2)))
                .hasMessage("OneHotEncoder: expected rows of 3 numbers, received 1x2");
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll(@TempDir Path folder) throws IOException {
        var target = folder.resolve("new/file.txt");
        AtomicFile.write(target, out -> out.write("first".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(target).hasContent("first");
        assertThatThrownBy(() -> AtomicFile.write(target, out -> {
                    out.write('x');
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(target).hasContent("first");
        try (var files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }
}
