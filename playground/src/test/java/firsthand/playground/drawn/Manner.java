package firsthand.playground.drawn;

import firsthand.playground.look.Pad;
import firsthand.random.RandomStream;

/**
 * How a digit is drawn.
 *
 * @param height of the picture in pixels
 * @param width of the same
 * @param size the digit's height, or its width if that is more, as a share of the room there is
 * @param x where it stands from left to right, 0 to 1, of the places at which it is whole
 * @param y where it stands from top to bottom, 0 to 1
 * @param slant how far its top leans to the right, as a share of its height
 * @param thickness of the pen, as a share of the digit's height
 * @param paper the gray of the background, 0 black to 1 white
 * @param ink the gray of the pen
 */
record Manner(
        int height,
        int width,
        double size,
        double x,
        double y,
        double slant,
        double thickness,
        double paper,
        double ink) {

    /** In the middle of a square, upright, with a pen of medium thickness, black on white. */
    static final Manner PLAIN = new Manner(200, 200, 0.7, 0.5, 0.5, 0, 0.11, 1, 0);

    /** One thing that people do differently from each other. */
    enum Variation {
        POSITION,
        SIZE,
        SLANT,
        THICKNESS,
        POLARITY;

        Manner applied(Manner manner, RandomStream random) {
            return switch (this) {
                case POSITION -> manner.at(random.nextDouble(), random.nextDouble());
                case SIZE ->
                    manner.sized(100 + random.nextInt(201), 100 + random.nextInt(201), between(0.3, 0.98, random));
                case SLANT -> manner.slanted(between(-0.2, 0.45, random));
                case THICKNESS -> manner.thick(between(0.05, 0.18, random));
                case POLARITY -> manner.coloured(between(0, 0.3, random), between(0.6, 1, random));
            };
        }

        private static double between(double low, double high, RandomStream random) {
            return low + (high - low) * random.nextDouble();
        }
    }

    private Manner at(double newX, double newY) {
        return new Manner(height, width, size, newX, newY, slant, thickness, paper, ink);
    }

    private Manner sized(int newHeight, int newWidth, double newSize) {
        return new Manner(newHeight, newWidth, newSize, x, y, slant, thickness, paper, ink);
    }

    private Manner slanted(double newSlant) {
        return new Manner(height, width, size, x, y, newSlant, thickness, paper, ink);
    }

    private Manner thick(double newThickness) {
        return new Manner(height, width, size, x, y, slant, newThickness, paper, ink);
    }

    private Manner coloured(double newPaper, double newInk) {
        return new Manner(height, width, size, x, y, slant, thickness, newPaper, newInk);
    }

    /** A picture of the digit. */
    Pad draw(Glyph glyph) {
        double tall = glyph.bottom() - glyph.top();
        var leaning = glyph.mapped(point -> point.plus(slant * (glyph.bottom() - point.y()), 0));
        double wide = leaning.right() - leaning.left();
        double pen = thickness * tall;
        double scale = size * Math.min(height / (tall + pen), width / (wide + pen));
        double left = x * (width - scale * (wide + pen)) + scale * (pen / 2 - leaning.left());
        double top = y * (height - scale * (tall + pen)) + scale * (pen / 2 - leaning.top());
        var placed = leaning.mapped(point -> new Point(left + scale * point.x(), top + scale * point.y()));
        return new Pen(scale * pen / 2, paper, ink).draw(placed, width, height);
    }
}
