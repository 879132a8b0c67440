package firsthand.report.chart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All colours of all pictures and pages, in one place.
 *
 * <p>Curves have the colours that Okabe and Ito chose so that readers with any of the usual kinds of colour blindness
 * tell them apart ("Color Universal Design", 2008), without their yellow, which is lost on white. On dark ground the two
 * darkest are lightened. Where there are more curves than colours, they come again, dashed.
 */
public final class Palette {
    /** What everything lies on. */
    public static final Ink PAPER = new Ink("paper", 0xffffff, 0x14171a);

    /** Words and numbers. */
    public static final Ink TEXT = new Ink("text", 0x1c2126, 0xe6e9ec);

    /** Words that stand back. */
    public static final Ink MUTED = new Ink("muted", 0x59636e, 0x9aa5b1);

    /** Lines that help the eye along. */
    public static final Ink GRID = new Ink("grid", 0xe3e7eb, 0x2c3238);

    /** More than there is, or right: cold. */
    public static final Ink BLUE = new Ink("blue", 0x0072b2, 0x4aa8e0);

    /** Less than there is, or wrong: warm. */
    public static final Ink VERMILLION = new Ink("vermillion", 0xd55e00, 0xf0803c);

    private static final List<Ink> SERIES = List.of(
            BLUE,
            VERMILLION,
            new Ink("green", 0x009e73, 0x2dbd95),
            new Ink("purple", 0xcc79a7, 0xd78fb8),
            new Ink("orange", 0xe69f00, 0xe69f00),
            new Ink("sky", 0x56b4e9, 0x9ad4f5),
            new Ink("grey", 0x4d4d4d, 0xb8b8b8));

    private Palette() {}

    /** The colour of curve {@code i}, 0 for the first; after seven they come again. */
    public static Ink series(int i) {
        return SERIES.get(i % SERIES.size());
    }

    /** Whether curve {@code i} needs dashes, because its colour has been used. */
    public static boolean isRepeated(int i) {
        return i >= SERIES.size();
    }

    /** What a share of 0 to 1 looks like: from the paper's colour to blue. */
    public static Ink heat(double share) {
        return PAPER.towards(BLUE, Math.clamp(share, 0, 1));
    }

    /** What a number from -1 to 1 looks like: vermillion, the paper's colour at 0, blue. */
    public static Ink signed(double number) {
        return PAPER.towards(number < 0 ? VERMILLION : BLUE, Math.clamp(Math.abs(number), 0, 1));
    }

    /** Every named ink as a variable of a style sheet, for one ground: {@code --blue: #0072b2;}. */
    public static String css(Theme theme) {
        return Stream.concat(Stream.of(PAPER, TEXT, MUTED, GRID), SERIES.stream())
                .map(ink -> "--" + ink.name() + ": " + Ink.hex(ink.on(theme)) + ";")
                .collect(Collectors.joining(" "));
    }
}
