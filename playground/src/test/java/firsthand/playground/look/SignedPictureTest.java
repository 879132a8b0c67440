package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SignedPictureTest {
    @Test
    void tellsNumbersAsSharesOfTheLargest() {
        var picture = SignedPicture.of(Tensor.of(Shape.of(2, 2), -0.5f, 0, 0.25f, 0.1f));

        assertThat(picture.scale()).isEqualTo(0.5f);
        assertThat(picture.values()).containsExactly(-127, 0, 64, 25);
    }

    @Test
    void tellsNothingOfWhatIsNotFinite() {
        var picture = SignedPicture.of(
                Tensor.of(Shape.of(1, 4), Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2));

        assertThat(picture.scale()).isEqualTo(2);
        assertThat(picture.values()).containsExactly(0, 0, 0, 127);
    }

    @Test
    void tellsZerosAsZeros() {
        assertThat(SignedPicture.of(Tensor.zeros(1, 3)).values()).containsExactly(0, 0, 0);
    }

    @Test
    void makesBlackWhiteAndTheGraysBetweenOfAnImage() {
        var picture = GrayPicture.of(Tensor.of(Shape.of(1, 4), 0, 1, 0.5f, -3));

        assertThat(picture.pixels()).containsExactly(0, 255, 128, 0);
    }

    @Test
    void makesSharesOfTheLargestWhereAnImageIsBrighterThanWhite() {
        assertThat(GrayPicture.of(Tensor.of(Shape.of(1, 2), 2, 4)).pixels()).containsExactly(128, 255);
    }
}
