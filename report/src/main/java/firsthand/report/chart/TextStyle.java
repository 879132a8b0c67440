package firsthand.report.chart;

/**
 * How words stand in a picture.
 *
 * @param size in pixels
 * @param bold whether they are heavy
 * @param anchor which end of them stands at the place given
 * @param upwards whether they run from bottom to top
 */
public record TextStyle(double size, boolean bold, Anchor anchor, boolean upwards) {

    /** Which end of the words stands at the place given. */
    public enum Anchor {
        /** They begin there. */
        START,
        /** Half is to either side. */
        MIDDLE,
        /** They end there. */
        END
    }

    /** Plain words that begin at their place. */
    public static TextStyle of(double size) {
        return new TextStyle(size, false, Anchor.START, false);
    }

    /** The same, heavy. */
    public TextStyle heavy() {
        return new TextStyle(size, true, anchor, upwards);
    }

    /** The same with another anchor. */
    public TextStyle at(Anchor anchor) {
        return new TextStyle(size, bold, anchor, upwards);
    }

    /** The same, from bottom to top. */
    public TextStyle turnedUp() {
        return new TextStyle(size, bold, anchor, true);
    }

    /**
     * About how wide the words are, in pixels. By a few sorts of letters, as wide as in the widest of the usual fonts, which is near enough
     * to keep things apart in any sans-serif, and the same on every machine.
     */
    public double width(String text) {
        double ems = text.codePoints().mapToDouble(TextStyle::ems).sum();
        return size * (bold ? 1.06 : 1) * ems;
    }

    private static double ems(int letter) {
        if ("iljftrI.,:;!|'()[] -/".indexOf(letter) >= 0) {
            return 0.36;
        }
        if (letter >= 0x2e80) {
            return 1;
        }
        return "mwMW%@".indexOf(letter) >= 0 ? 0.92 : Character.isUpperCase(letter) ? 0.7 : 0.62;
    }

    /** {@code text}, cut short with an ellipsis if it is wider than so many pixels. */
    public String fitted(String text, double most) {
        if (width(text) <= most) {
            return text;
        }
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + "…") > most) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }
}
