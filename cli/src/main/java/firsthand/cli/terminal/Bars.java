package firsthand.cli.terminal;

/** Shares as horizontal bars, to an eighth of a character. */
public final class Bars {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bars() {}

    /** A bar of {@code share} (0 to 1) of {@code width} characters, filled up with spaces. */
    public static String bar(double share, int width) {
        int eighths = (int) Math.round(Math.clamp(share, 0, 1) * width * 8);
        String bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
        return bar + " ".repeat(width - bar.length());
    }
}
