package firsthand.playground.look;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.tensor.Shape;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrangementTest {
    static Shape[] shapes() {
        return new Shape[] {
            Shape.of(1),
            Shape.of(10),
            Shape.of(16),
            Shape.of(64),
            Shape.of(100),
            Shape.of(33),
            Shape.of(784),
            Shape.of(28, 28),
            Shape.of(3, 5),
            Shape.of(5, 4, 1),
            Shape.of(5, 4, 3),
            Shape.of(7, 7, 16),
            Shape.of(1, 1, 9)
        };
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void givesEachNumberAPixelOfItsOwn(Shape shape) {
        var arrangement = Arrangement.of(shape);
        var places = new HashSet<Integer>();
        for (int i = 0; i < shape.size(); i++) {
            places.add(arrangement.place(i));
        }

        assertThat(places)
                .hasSize(shape.size())
                .allMatch(place -> place >= 0 && place < arrangement.width() * arrangement.height());
    }

    @Test
    void keepsAnImageAsItIs() {
        var arrangement = Arrangement.of(Shape.of(3, 5));

        assertThat(arrangement.width()).isEqualTo(5);
        assertThat(arrangement.height()).isEqualTo(3);
        assertThat(arrangement.place(7)).isEqualTo(7);
    }

    @Test
    void makesASquareOfARowThatFillsOne() {
        assertThat(Arrangement.of(Shape.of(64)).width()).isEqualTo(8);
        assertThat(Arrangement.of(Shape.of(10)).width()).isEqualTo(10);
        assertThat(Arrangement.of(Shape.of(128)).height()).isEqualTo(4);
    }

    @Test
    void setsChannelsSideBySideWithAGapBetween() {
        var arrangement = Arrangement.of(Shape.of(2, 2, 3));

        assertThat(arrangement.width()).isEqualTo(5);
        assertThat(arrangement.height()).isEqualTo(5);
        assertThat(arrangement.place(0)).isZero(); // row 0, column 0, channel 0
        assertThat(arrangement.place(1)).isEqualTo(3); // the same of channel 1, after two columns and the gap
        assertThat(arrangement.place(2)).isEqualTo(15); // the same of channel 2, below
        assertThat(arrangement.place(3)).isEqualTo(1); // row 0, column 1, channel 0
    }
}
