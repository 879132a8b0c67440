package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.datasets.DigitImage.Stage;
import firsthand.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PadTest {
    static Shape[] squares() {
        return new Shape[] {Shape.of(28, 28), Shape.of(28, 28, 1), Shape.of(784), Shape.of(8, 8), Shape.of(64)};
    }

    static Shape[] others() {
        return new Shape[] {Shape.of(28, 27), Shape.of(14, 56), Shape.of(28, 28, 3), Shape.of(2), Shape.of(4)};
    }

    @ParameterizedTest
    @MethodSource("squares")
    void hasTheShapeOfTheNetworksInput(Shape input) throws Exception {
        assertThat(bar().example(input, Stage.ALL).shape()).isEqualTo(input);
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesNetworksThatSeeNoSquareImage(Shape input) {
        assertThatThrownBy(() -> bar().example(input, Stage.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("square", input.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0", "5, 0, 0", "1001, 1, 1001", "1, 1001, 1001", "5, 5, 24", "5, 5, 26", "-1, -1, 1"})
    void refusesWhatIsNoPicture(int width, int height, int bytes) {
        assertThatThrownBy(() -> new Pad(width, height, new byte[bytes]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("drawing: expected");
    }

    @Test
    void takesBytesAbove127ForLight() throws Exception {
        var example = bar().example(Shape.of(28, 28), Stage.ALL);

        assertThat(example.at(14, 14)).isEqualTo(1);
        assertThat(example.at(14, 4)).isZero();
    }

    /** A black stroke, three times as high as wide, on white. */
    private static Pad bar() {
        var pixels = new byte[50 * 40];
        for (int i = 0; i < pixels.length; i++) {
            boolean ink = i / 50 >= 5 && i / 50 < 35 && i % 50 >= 20 && i % 50 < 30;
            pixels[i] = (byte) (ink ? 0 : 255);
        }
        return new Pad(50, 40, pixels);
    }
}
