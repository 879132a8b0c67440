package firsthand.playground.drawn;

import firsthand.playground.drawn.Manner.Variation;
import firsthand.random.RandomStream;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A digit as one hand wrote it once.
 *
 * @param number which one of its set, by which everything random about it is decided
 * @param glyph with the points where a hand that is never quite steady put them
 */
record DrawnDigit(long number, Glyph glyph) {
    /** How far a point is from where it was meant to be, in hundredths of the digit's height or so. */
    private static final double UNSTEADY = 2.5;

    /** So many of each way to write a digit. */
    static List<DrawnDigit> of(List<Glyph> handwriting, int times, long seed) {
        return IntStream.range(0, times * handwriting.size())
                .mapToObj(i -> of(handwriting.get(i % handwriting.size()), seed + i))
                .toList();
    }

    private static DrawnDigit of(Glyph glyph, long number) {
        var random = RandomStream.of(number).split("hand");
        return new DrawnDigit(number, unsteady(glyph, random));
    }

    /** Where one stroke ends and another begins at the same point, they still do. */
    private static Glyph unsteady(Glyph glyph, RandomStream random) {
        var moved = new HashMap<Point, Point>();
        return glyph.mapped(point -> moved.computeIfAbsent(
                point, _ -> point.plus(UNSTEADY * random.nextGaussian(), UNSTEADY * random.nextGaussian())));
    }

    /** How it is drawn when people differ in these things only. */
    Manner manner(Set<Variation> variations) {
        var manner = Manner.PLAIN;
        for (var variation : Variation.values()) {
            if (variations.contains(variation)) {
                manner = variation.applied(manner, RandomStream.of(number).split(variation.name()));
            }
        }
        return manner;
    }
}
