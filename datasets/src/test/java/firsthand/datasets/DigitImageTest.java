package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitImageTest {
    private static Dataset train;
    private static Dataset test;

    @TempDir
    Path folder;

    @BeforeAll
    static void loadSample() throws IOException {
        train = Mnist.sample().train();
        test = Mnist.sample().test();
    }

    static IntStream digits() {
        return IntStream.range(0, 50);
    }

    @Test
    void keepsMnistDigitsAsTheyAre() throws Exception {
        var differences = new double[test.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = difference(digit(test.example(i)), test.example(i));
        }
        Arrays.sort(differences);

        // What is left comes from strokes whose darkest pixel was not quite black, and a few centres of mass on the
        // edge of two pixels.
        assertThat(differences[differences.length / 2]).isLessThan(0.0005);
        assertThat(differences[differences.length * 9 / 10]).isLessThan(0.002);
        assertThat(differences[differences.length * 98 / 100]).isLessThan(0.03);
    }

    @Test
    void keepsMnistDigitsRecognisableThroughPngAndJpeg() throws Exception {
        int asTheyAre = 0;
        int fromPng = 0;
        int fromJpeg = 0;
        for (int i = 0; i < 100; i++) {
            Tensor example = test.example(i);
            Path png = Planted.picture(folder.resolve("digit.png"), example, "png");
            Path jpeg = Planted.picture(folder.resolve("digit.jpg"), example, "jpg");
            asTheyAre += nearestLabel(example) == test.label(i) ? 1 : 0;
            fromPng += nearestLabel(ImageReader.readDigit(png).centred()) == test.label(i) ? 1 : 0;
            fromJpeg += nearestLabel(ImageReader.readDigit(jpeg).centred()) == test.label(i) ? 1 : 0;
        }

        assertThat(asTheyAre).isGreaterThan(85);
        assertThat(fromPng).isCloseTo(asTheyAre, within(1));
        assertThat(fromJpeg).isCloseTo(asTheyAre, within(2));
    }

    @ParameterizedTest
    @MethodSource("digits")
    void makesTheSameDigitOfDarkInkOnLightPaper(int i) throws Exception {
        Tensor inverted = mapped(test.example(i), value -> 1 - value);

        assertThat(difference(digit(inverted), digit(test.example(i)))).isLessThan(1e-3);
    }

    @ParameterizedTest
    @MethodSource("digits")
    void makesTheSameDigitOfPaleInkOnGrayPaper(int i) throws Exception {
        Tensor pale = mapped(test.example(i), value -> 0.7 - 0.3 * value);

        assertThat(difference(digit(pale), digit(test.example(i)))).isLessThan(4e-3);
    }

    @ParameterizedTest
    @MethodSource("digits")
    void makesTheSameDigitWhereverItStands(int i) throws Exception {
        var random = RandomStream.of(i);
        int height = 40 + random.nextInt(100);
        int width = 40 + random.nextInt(100);
        Tensor moved = placed(
                test.example(i), 1, height, width, 1 + random.nextInt(height - 30), 1 + random.nextInt(width - 30));

        assertThat(digit(moved)).isEqualTo(digit(test.example(i)));
    }

    @ParameterizedTest
    @MethodSource("digits")
    void makesTheSameDigitOfALargerPicture(int i) throws Exception {
        int factor = 2 + i % 20;
        Tensor large = placed(test.example(i), factor, 30 * factor, 35 * factor, 2, 3);

        assertThat(difference(digit(large), digit(test.example(i)))).isLessThan(1e-3);
    }

    @Test
    void keepsDigitsRecognisableOnUnevenlyLitNoisyPaper() throws Exception {
        int asTheyAre = 0;
        int fromPhoto = 0;
        for (int i = 0; i < 100; i++) {
            asTheyAre += nearestLabel(test.example(i)) == test.label(i) ? 1 : 0;
            fromPhoto += nearestLabel(digit(photo(test.example(i), RandomStream.of(i)))) == test.label(i) ? 1 : 0;
        }

        assertThat(fromPhoto).isCloseTo(asTheyAre, within(4));
    }

    /** Dark ink on paper that grows darker towards the bottom, as a camera sees it. */
    private static Tensor photo(Tensor example, RandomStream random) {
        Tensor photo = placed(example, 5, 280, 200, 60, 20);
        for (int place = 0; place < photo.size(); place++) {
            double light = 0.85 - 0.1 * place / photo.size() + 0.02 * random.nextGaussian();
            photo.values()[place] = (float) (light - 0.6 * photo.values()[place]);
        }
        return photo;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 12, 19, 20, 21, 100, 3000})
    void bringsTheLongSideToTwentyPixelsAndKeepsTheAspect(int length) throws Exception {
        var bar = Tensor.zeros(length + 4, length + 4);
        for (int row = 2; row < length + 2; row++) {
            for (int column = 2; column < 2 + (length + 3) / 4; column++) {
                bar.values()[row * (length + 4) + column] = 1;
            }
        }
        var stages = DigitImage.of("bar", bar);

        assertThat(stages.ink().shape()).isEqualTo(bar.shape());
        assertThat(stages.crop().shape()).isEqualTo(Shape.of(length, (length + 3) / 4));
        assertThat(stages.scaled().shape().extent(0)).isEqualTo(20);
        assertThat(stages.scaled().shape().extent(1))
                .isEqualTo(Math.max(1, Math.round(20f * ((length + 3) / 4) / length)));
        assertThat(stages.centred().shape()).isEqualTo(Shape.of(28, 28));
        assertThat(stages.scaled().values()).containsOnly(1);
    }

    @Test
    void putsTheCentreOfMassInTheMiddleAsMnistDoes() throws Exception {
        for (int i = 0; i < 200; i++) {
            Tensor centred = digit(placed(test.example(i), 3, 100, 120, 5, 9));
            double mass = 0;
            double byRow = 0;
            double byColumn = 0;
            for (int place = 0; place < 784; place++) {
                mass += centred.values()[place];
                byRow += centred.values()[place] * (place / 28);
                byColumn += centred.values()[place] * (place % 28);
            }
            assertThat(byRow / mass).isCloseTo(14, within(0.51));
            assertThat(byColumn / mass).isCloseTo(14, within(0.51));
        }
    }

    @Test
    void takesStepsOf255OnlyWithAFullBlackSomewhere() throws Exception {
        float[] values = digit(test.example(0)).values();

        for (float value : values) {
            assertThat(Math.round(value * 255) / 255f).isEqualTo(value);
        }
        assertThat(values).contains(1);
    }

    @Test
    void refusesBlankPictures() {
        for (var blank : new Tensor[] {Tensor.zeros(28, 28), mapped(Tensor.zeros(5, 7), v -> 1), Tensor.zeros(1, 1)}) {
            assertThatThrownBy(() -> DigitImage.of("blank.png", blank))
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContainingAll("blank.png", "blank picture");
        }
    }

    @Test
    void leavesNothingOutUnlessAsked() throws Exception {
        for (int i = 0; i < 50; i++) {
            Tensor drawing = placed(test.example(i), 3, 100, 120, 5, 9);
            var all = DigitImage.of("test", drawing, DigitImage.Field.of(28), EnumSet.allOf(DigitImage.Stage.class));

            assertThat(all).isEqualTo(DigitImage.of("test", drawing));
        }
    }

    @Test
    void takesThePictureForBlackOnWhiteWhereNoInkIsLookedFor() throws Exception {
        var gray = Tensor.of(Shape.of(2, 2), 0.25f, 1, 1, 0.5f);

        assertThat(without(DigitImage.Stage.INK, gray).ink()).isEqualTo(Tensor.of(Shape.of(2, 2), 0.75f, 0, 0, 0.5f));
    }

    @Test
    void keepsTheWholePictureWhereNothingIsCropped() throws Exception {
        var stages = without(DigitImage.Stage.CROP, bar());

        assertThat(stages.crop()).isEqualTo(stages.ink());
        assertThat(stages.scaled().shape()).isEqualTo(Shape.of(20, 10));
    }

    @Test
    void fillsTheFieldWhereThereIsNoBox() throws Exception {
        var stages = without(DigitImage.Stage.BOX, bar());

        assertThat(stages.scaled().shape()).isEqualTo(Shape.of(28, 28));
        assertThat(stages.centred().values()).containsOnly(1);
    }

    @Test
    void putsTheBoxInTheMiddleWhereTheMassIsNotCentred() throws Exception {
        var heavyFoot = Tensor.of(Shape.of(4, 3), 0, 0, 0, 0, 0.2f, 0, 0, 1, 0, 0, 0, 0);

        assertThat(rows(without(DigitImage.Stage.CENTRE, heavyFoot).centred())).containsExactly(4, 23);
        assertThat(rows(digit(heavyFoot))).containsExactly(1, 20);
    }

    @ParameterizedTest
    @EnumSource
    void refusesBlankPicturesWithoutAnyStage(DigitImage.Stage stage) {
        assertThatThrownBy(() -> without(stage, mapped(Tensor.zeros(9, 9), v -> 1)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("blank picture");
    }

    @Test
    void readsDrawingsAsTheSmallDigitsAre() throws Exception {
        var stages = DigitImage.of("bar", bar(), DigitImage.Field.of(8), DigitImage.Stage.ALL);

        assertThat(stages.centred().shape()).isEqualTo(Shape.of(8, 8));
        assertThat(rows(stages.centred())).containsExactly(0, 7);
    }

    @Test
    void refusesFieldsThatNoDigitFitsInto() {
        assertThatThrownBy(() -> new DigitImage.Field(7, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigitImage.Field(28, 29)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigitImage.Field(28, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DigitImage without(DigitImage.Stage stage, Tensor gray) throws IOException {
        return DigitImage.of("test", gray, DigitImage.Field.MNIST, EnumSet.complementOf(EnumSet.of(stage)));
    }

    /** Ink of 8 x 4 pixels in a picture of 20 x 10. */
    private static Tensor bar() {
        var bar = Tensor.zeros(20, 10);
        for (int row = 5; row < 13; row++) {
            Arrays.fill(bar.values(), row * 10 + 2, row * 10 + 6, 1);
        }
        return bar;
    }

    /** The first and the last row with ink. */
    private static int[] rows(Tensor image) {
        int width = image.shape().extent(1);
        var inked = IntStream.range(0, image.size())
                .filter(i -> image.values()[i] > 0)
                .map(i -> i / width)
                .summaryStatistics();
        return new int[] {inked.getMin(), inked.getMax()};
    }

    private static Tensor digit(Tensor gray) throws IOException {
        return DigitImage.of("test", gray).centred();
    }

    private static double difference(Tensor a, Tensor b) {
        return IntStream.range(0, a.size())
                .mapToDouble(i -> Math.abs(a.values()[i] - b.values()[i]))
                .average()
                .orElseThrow();
    }

    private static Tensor mapped(Tensor image, DoubleUnaryOperator function) {
        var mapped = image.copy();
        for (int i = 0; i < mapped.size(); i++) {
            mapped.values()[i] = (float) function.applyAsDouble(mapped.values()[i]);
        }
        return mapped;
    }

    /** A picture that has each pixel of {@code image} as a square of {@code factor} x {@code factor}. */
    private static Tensor placed(Tensor image, int factor, int height, int width, int top, int left) {
        var placed = Tensor.zeros(height, width);
        for (int row = 0; row < 28 * factor; row++) {
            for (int column = 0; column < 28 * factor; column++) {
                int at = (row + top) * width + column + left;
                if (row + top < height && column + left < width) {
                    placed.values()[at] = image.values()[row / factor * 28 + column / factor];
                }
            }
        }
        return placed;
    }

    private static int nearestLabel(Tensor digit) {
        var other = new float[784];
        double nearest = Double.MAX_VALUE;
        int label = -1;
        for (int i = 0; i < train.size(); i++) {
            train.copyExample(i, other, 0);
            float distance = 0;
            for (int place = 0; place < other.length; place++) {
                float difference = other[place] - digit.values()[place];
                distance += difference * difference;
            }
            if (distance < nearest) {
                nearest = distance;
                label = train.label(i);
            }
        }
        return label;
    }
}
