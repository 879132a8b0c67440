package firsthand.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import firsthand.datasets.Mnist;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationsTest {
    private static final String EVERYTHING = "shift:2,rotate:10,scale:0.1,shear:0.1,elastic:34:4,erase:0.5:0.2,flip";
    private static final Shape IMAGE = Shape.of(28, 28);

    private static Tensor noise(Shape shape, long seed) {
        var random = RandomStream.of(seed);
        var image = Tensor.zeros(shape);
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] = random.nextFloat();
        }
        return image;
    }

    /** With memory full of what others have left there. */
    private static Tensor augmented(Tensor image, String text, long seed) {
        var augmentation = Augmentations.parse(text);
        var memory = new float[augmentation.memoryLength(image.shape())];
        Arrays.fill(memory, Float.NaN);
        var copy = Tensor.zeros(image.shape());
        System.arraycopy(image.values(), 0, copy.values(), 0, image.size());
        augmentation.apply(copy.values(), 0, image.shape(), RandomStream.of(seed), memory);
        return copy;
    }

    private static double sum(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {EVERYTHING, "erase:0:0.3", "flip,shift:1.5", "erase:1:1,elastic:0.5:0", "rotate:360"})
    void givesItsTextBack(String text) {
        assertThat(Augmentations.parse(text)).hasToString(text);
        assertThat(Augmentations.parse(text)).isEqualTo(Augmentations.parse(text + ""));
    }

    @Test
    void ofChangesIsWhatTheTextNames() {
        assertThat(Augmentations.of(new Shift(2), new Elastic(34, 4), new Erase(0.5, 0.2), new Flip()))
                .isEqualTo(Augmentations.parse("shift:2, elastic:34:4, erase:0.5:0.2, flip"))
                .hasSameHashCodeAs(Augmentations.parse("shift:2,elastic:34:4,erase:0.5:0.2,flip"))
                .isNotEqualTo(Augmentations.parse("shift:2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            blur:2           | augmentation: expected shift:PIXELS, rotate:DEGREES, scale:FRACTION, shear:FRACTION, elastic:ALPHA:SIGMA, erase:PROBABILITY:SHARE or flip, received blur:2
            flip,,shift:2    | or flip, received nothing
            ''               | or flip, received nothing
            shift:two        | augmentation shift: expected shift:PIXELS, received shift:two
            shift            | augmentation shift: expected shift:PIXELS, received shift
            flip:2           | augmentation flip: expected flip, received flip:2
            elastic:34       | augmentation elastic: expected elastic:ALPHA:SIGMA, received elastic:34
            erase:1:2:3      | augmentation erase: expected erase:PROBABILITY:SHARE, received erase:1:2:3
            shift:-1         | shift in pixels: expected a finite number of 0 or more, received -1.0
            shift:NaN        | shift in pixels: expected a finite number of 0 or more, received NaN
            shift:Infinity   | shift in pixels: expected a finite number of 0 or more, received Infinity
            rotate:361       | rotate in degrees: expected a number from 0 to 360, received 361.0
            scale:1          | scale as a fraction: expected a number from 0 to 0.9, received 1.0
            shear:11         | shear as a fraction: expected a number from 0 to 10, received 11.0
            elastic:-1:4     | elastic, alpha: expected a finite number of 0 or more, received -1.0
            elastic:34:101   | elastic, sigma in pixels: expected a number from 0 to 100, received 101.0
            erase:2:0.1      | erase, probability: expected a number from 0 to 1, received 2.0
            erase:0.5:2      | erase, share: expected a number from 0 to 1, received 2.0
            shift:2,shift:3  | augmentation: expected each kind of change once, received shift:2 and shift:3
            """)
    void refusesOtherTexts(String text, String message) {
        assertThatThrownBy(() -> Augmentations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void refusesExamplesThatAreNotImages() {
        assertThatThrownBy(() -> Augmentations.parse("shift:2").memoryLength(Shape.of(784)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("augmentation shift:2: expected images of height x width, or height x width x channels, "
                        + "received shape 784");
    }

    @Test
    void isDecidedByTheStreamAlone() {
        Tensor image = noise(IMAGE, 1);
        assertThat(augmented(image, EVERYTHING, 7).values())
                .isEqualTo(augmented(image, EVERYTHING, 7).values())
                .isNotEqualTo(augmented(image, EVERYTHING, 8).values());
    }

    @Test
    void isTheSameInSeveralThreadsAtOnce() {
        var images = IntStream.range(0, 200).mapToObj(i -> noise(IMAGE, i)).toList();
        var augmentation = Augmentations.parse(EVERYTHING);
        var together = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> {
                    float[] values = images.get(i).values().clone();
                    augmentation.apply(
                            values, 0, IMAGE, RandomStream.of(i), new float[augmentation.memoryLength(IMAGE)]);
                    return values;
                })
                .toList();
        for (int i = 0; i < 200; i++) {
            assertThat(together.get(i))
                    .isEqualTo(augmented(images.get(i), EVERYTHING, i).values());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"28x28", "5x9", "1x1", "7x6x3", "40x31", "2x30x2"})
    void changesNothingWhereAllAmountsAreZero(String extents) {
        Tensor image = noise(shape(extents), 1);
        String nothing = "shift:0,rotate:0,scale:0,shear:0,elastic:0:4,erase:1:0";
        assertThat(augmented(image, nothing, 3).values()).isEqualTo(image.values());
    }

    private static Shape shape(String extents) {
        return Shape.of(
                Arrays.stream(extents.split("x")).mapToInt(Integer::parseInt).toArray());
    }

    @Test
    void touchesOnlyItsExampleOfABatch() {
        var augmentation = Augmentations.parse(EVERYTHING);
        Tensor batch = noise(IMAGE.batch(3), 1);
        float[] before = batch.values().clone();
        augmentation.apply(batch.values(), 784, IMAGE, RandomStream.of(7), new float[augmentation.memoryLength(IMAGE)]);
        var alone = Tensor.zeros(IMAGE);
        System.arraycopy(before, 784, alone.values(), 0, 784);
        System.arraycopy(augmented(alone, EVERYTHING, 7).values(), 0, before, 784, 784);
        assertThat(batch.values()).isEqualTo(before);
    }

    @Test
    void movesAllChannelsAlike() {
        Tensor gray = noise(Shape.of(20, 17), 1);
        var colour = Tensor.zeros(Shape.of(20, 17, 3));
        for (int i = 0; i < colour.size(); i++) {
            colour.values()[i] = gray.values()[i / 3] * (1 << i % 3); // powers of two, for equal bits
        }
        Tensor expected = augmented(gray, EVERYTHING, 5);
        Tensor received = augmented(colour, EVERYTHING, 5);
        for (int i = 0; i < colour.size(); i++) {
            assertThat(received.values()[i]).isEqualTo(expected.values()[i / 3] * (1 << i % 3));
        }
    }

    @Test
    void flipsHalfOfTheImagesExactly() {
        Tensor image = noise(Shape.of(6, 5), 1);
        float[] mirrored = new float[30];
        for (int i = 0; i < 30; i++) {
            mirrored[i] = image.at(i / 5, 4 - i % 5);
        }
        int flipped = 0;
        for (int seed = 0; seed < 1000; seed++) {
            float[] received = augmented(image, "flip", seed).values();
            boolean isFlipped = Arrays.equals(received, mirrored);
            assertThat(received).isEqualTo(isFlipped ? mirrored : image.values());
            flipped += isFlipped ? 1 : 0;
        }
        assertThat(flipped).isCloseTo(500, within(64)); // four standard deviations of sqrt(1000) / 2
    }

    @Test
    void keepsTheInkOfDigits() throws IOException {
        var data = Mnist.sample().train();
        double before = 0;
        double after = 0;
        for (int i = 0; i < 500; i++) {
            Tensor digit = data.example(i);
            before += sum(digit.values());
            after += sum(augmented(digit, "shift:2,rotate:10,scale:0.1,shear:0.1,elastic:34:4", i)
                    .values());
        }
        assertThat(after / before)
                .isCloseTo(1, within(0.02)); // 1.003 for the mean of a squared factor; a little is lost
    }

    @Test
    void erasesTheStatedShareOfSomeImages() {
        var white = Tensor.zeros(IMAGE);
        Arrays.fill(white.values(), 1);
        int images = 4000;
        int erased = 0;
        double share = 0;
        double largest = 0;
        for (int seed = 0; seed < images; seed++) {
            double zeros = 1 - sum(augmented(white, "erase:0.25:0.3", seed).values()) / 784;
            erased += zeros > 0 ? 1 : 0;
            share += zeros;
            largest = Math.max(largest, zeros);
        }
        // Four standard deviations, 0.5 percent of the area for rounding to whole pixels, one row or column at most.
        assertThat((double) erased / images).isCloseTo(0.25, within(0.0275));
        assertThat(share / erased).isCloseTo((0.02 + 0.3) / 2, within(0.0105 + 0.005));
        assertThat(largest).isBetween(0.25, 0.3 + 1.0 / 28);
    }

    @Test
    void erasesOneRectangle() {
        var white = Tensor.zeros(Shape.of(12, 9, 2));
        Arrays.fill(white.values(), 1);
        for (int seed = 0; seed < 200; seed++) {
            Tensor received = augmented(white, "erase:1:0.4", seed);
            int[] rows = IntStream.range(0, 216)
                    .filter(i -> received.values()[i] == 0)
                    .map(i -> i / 18)
                    .toArray();
            int[] columns = IntStream.range(0, 216)
                    .filter(i -> received.values()[i] == 0)
                    .map(i -> i / 2 % 9)
                    .toArray();
            int height = (int) IntStream.of(rows).distinct().count();
            int width = (int) IntStream.of(columns).distinct().count();
            assertThat(rows).isNotEmpty();
            assertThat(rows.length).isEqualTo(2 * height * width);
            assertThat(rows[rows.length - 1] - rows[0] + 1).isEqualTo(height);
            assertThat(IntStream.of(columns).max().orElseThrow()
                            - IntStream.of(columns).min().orElseThrow()
                            + 1)
                    .isEqualTo(width);
        }
    }

    @Tag("allocation")
    @Test
    void allocatesNothingOnceWarm() throws Throwable {
        var augmentation = Augmentations.parse(EVERYTHING);
        var memory = new float[augmentation.memoryLength(IMAGE)];
        float[] values = noise(IMAGE, 1).values();
        var random = RandomStream.of(1);
        var allocated = allocatedBytes();
        long fewest = Long.MAX_VALUE;
        // StrictMath's sine has a small array, until the just-in-time compiler has done away with it.
        for (int round = 0; round < 200 && fewest > 0; round++) {
            long before = (long) allocated.invokeExact();
            for (int i = 0; i < 500; i++) {
                augmentation.apply(values, 0, IMAGE, random, memory);
            }
            fewest = Math.min(fewest, (long) allocated.invokeExact() - before);
        }
        assertThat(fewest).as("bytes in 500 images").isZero();
    }

    /** Of a module that this one does not read: hence by method handle. */
    private static MethodHandle allocatedBytes() throws ReflectiveOperationException {
        var factory = Class.forName("java.lang.management.ManagementFactory");
        var bean = Class.forName("com.sun.management.ThreadMXBean");
        return MethodHandles.publicLookup()
                .findVirtual(bean, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                .bindTo(factory.getMethod("getThreadMXBean").invoke(null));
    }
}
