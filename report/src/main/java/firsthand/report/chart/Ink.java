package firsthand.report.chart;

import java.util.Locale;

/**
 * A colour by its part in a picture, which looks different on light ground and on dark.
 *
 * @param name what a style sheet calls it; empty if it has no name there
 * @param light 0xRRGGBB on light ground
 * @param dark 0xRRGGBB on dark ground
 */
public record Ink(String name, int light, int dark) {

    /** The colour on the given ground, 0xRRGGBB. */
    public int on(Theme theme) {
        return theme == Theme.DARK ? dark : light;
    }

    /** The way from this ink to another, {@code share} of it gone, 0 to 1; it has no name. */
    public Ink towards(Ink other, double share) {
        return new Ink("", mixed(light, other.light, share), mixed(dark, other.dark, share));
    }

    private static int mixed(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int first = from >> shift & 0xff;
            int last = to >> shift & 0xff;
            mixed |= (int) Math.round(first + share * (last - first)) << shift;
        }
        return mixed;
    }

    /** A colour the way style sheets write it: {@code #0072b2}. */
    static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
