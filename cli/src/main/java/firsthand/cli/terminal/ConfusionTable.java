package firsthand.cli.terminal;

import firsthand.metric.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * A confusion matrix as text, a row for each actual class. In colour, a cell is the darker the larger its share of its
 * row: green where the prediction is right, red where it is wrong.
 */
public final class ConfusionTable {
    private static final int LONGEST_NAME = 6;
    private static final String RESET = "\u001b[0m";

    /** Of the 256 colours of a terminal, from a breath of a colour to all of it. */
    private static final int[] GREENS = {22, 28, 34};

    private static final int[] REDS = {52, 88, 124, 160};

    private ConfusionTable() {}

    /** The lines of the table. */
    public static List<String> lines(ConfusionMatrix confusion, boolean color) {
        var names = confusion.classNames();
        List<String> lines = new ArrayList<>();
        var header = new StringBuilder(String.format("%-12s", "actual"));
        names.forEach(name -> header.append(String.format("%7s", shortened(name))));
        lines.add(header + "   predicted");
        for (int actual = 0; actual < names.size(); actual++) {
            lines.add(row(confusion, actual, color));
        }
        return lines;
    }

    private static String row(ConfusionMatrix confusion, int actual, boolean color) {
        int classes = confusion.classNames().size();
        long total = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            total += confusion.count(actual, predicted);
        }
        var row =
                new StringBuilder(String.format("%-12s", confusion.classNames().get(actual)));
        for (int predicted = 0; predicted < classes; predicted++) {
            long count = confusion.count(actual, predicted);
            String cell = String.format("%7d", count);
            row.append(color && count > 0 ? coloured(cell, count / (double) total, actual == predicted) : cell);
        }
        return row.toString();
    }

    /** Of mistakes already a few in a hundred are many. */
    private static String coloured(String cell, double share, boolean right) {
        int[] colours = right ? GREENS : REDS;
        int place = (int) (right ? share * colours.length : share * 100);
        return "\u001b[97;48;5;" + colours[Math.min(place, colours.length - 1)] + "m" + cell + RESET;
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
