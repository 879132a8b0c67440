package firsthand.playground.drawn;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A digit as somebody writes it.
 *
 * @param digit which one, 0 to 9
 * @param strokes one after the other
 */
record Glyph(int digit, List<Stroke> strokes) {

    /** Reads a line: the digit, then its strokes, with a semicolon between. */
    static Glyph parse(String line) {
        return new Glyph(
                Character.digit(line.charAt(0), 10),
                Arrays.stream(line.substring(1).split(";")).map(Stroke::parse).toList());
    }

    Glyph mapped(UnaryOperator<Point> map) {
        return new Glyph(
                digit, strokes.stream().map(stroke -> stroke.mapped(map)).toList());
    }

    double left() {
        return along(Point::x).min().orElseThrow();
    }

    double right() {
        return along(Point::x).max().orElseThrow();
    }

    double top() {
        return along(Point::y).min().orElseThrow();
    }

    double bottom() {
        return along(Point::y).max().orElseThrow();
    }

    private DoubleStream along(ToDoubleFunction<Point> axis) {
        return strokes.stream().flatMap(stroke -> stroke.path().stream()).mapToDouble(axis);
    }
}
