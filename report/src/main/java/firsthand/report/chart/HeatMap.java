package firsthand.report.chart;

import firsthand.metric.ConfusionMatrix;
import firsthand.report.chart.TextStyle.Anchor;

/**
 * A confusion matrix: right answers blue, the deeper the more of their class; wrong ones orange, the deeper the more.
 *
 * @param title what there is to see
 * @param confusion the counts
 */
public record HeatMap(String title, ConfusionMatrix confusion) implements Picture {
    private static final double MARGIN = 16;
    private static final double TOP = 48;
    private static final double MOST_LABEL = 110;

    /** With more classes than this, cells are too small for numbers. */
    private static final int MOST_NUMBERED = 25;

    private static final TextStyle TITLE = TextStyle.of(16).heavy();
    private static final TextStyle AXIS = TextStyle.of(13).at(Anchor.MIDDLE);

    private int classes() {
        return confusion.classNames().size();
    }

    private double cell() {
        return classes() <= 12 ? 48 : classes() <= MOST_NUMBERED ? 32 : 9;
    }

    private TextStyle label() {
        return TextStyle.of(classes() <= MOST_NUMBERED ? 12 : 8);
    }

    /** The room for the names of classes. */
    private double names() {
        double widest = confusion.classNames().stream()
                .mapToDouble(name -> label().width(name))
                .max()
                .orElse(0);
        return Math.min(MOST_LABEL, widest) + 10;
    }

    private boolean isUpright() {
        return names() > cell();
    }

    private double namesAbove() {
        return isUpright() ? names() : 22;
    }

    private double left() {
        return MARGIN + 20 + names();
    }

    private double top() {
        return TOP + 20 + namesAbove();
    }

    @Override
    public double width() {
        return Math.max(left() + classes() * cell(), MARGIN + TITLE.width(title)) + MARGIN;
    }

    @Override
    public double height() {
        return top() + classes() * cell() + MARGIN;
    }

    @Override
    public String description() {
        return title + ": rows are what an example is, columns what it was taken for";
    }

    @Override
    public void draw(Canvas canvas) {
        canvas.text(title, MARGIN, 28, TITLE, Palette.TEXT);
        double middle = classes() * cell() / 2;
        canvas.text("predicted", left() + middle, TOP + 14, AXIS, Palette.MUTED);
        canvas.text("actual", MARGIN + 12, top() + middle, AXIS.turnedUp(), Palette.MUTED);
        long worst = worst();
        var scores = confusion.scores();
        for (int i = 0; i < classes(); i++) {
            drawNames(canvas, i);
            for (int predicted = 0; predicted < classes(); predicted++) {
                drawCell(canvas, i, predicted, worst, scores.get(i).recall());
            }
        }
    }

    private void drawNames(Canvas canvas, int i) {
        String name = label().fitted(confusion.classNames().get(i), MOST_LABEL);
        double centre = (i + 0.5) * cell();
        double drop = label().size() * 0.35;
        canvas.text(name, left() - 8, top() + centre + drop, label().at(Anchor.END), Palette.TEXT);
        if (isUpright()) {
            canvas.text(name, left() + centre + drop, top() - 6, label().turnedUp(), Palette.TEXT);
        } else {
            canvas.text(name, left() + centre, top() - 8, label().at(Anchor.MIDDLE), Palette.TEXT);
        }
    }

    private void drawCell(Canvas canvas, int actual, int predicted, long worst, double recall) {
        long count = confusion.count(actual, predicted);
        double share = actual == predicted ? 0.9 * recall : count == 0 ? 0 : 0.1 + 0.6 * count / worst;
        Ink ink = count == 0
                ? Palette.PAPER.towards(Palette.GRID, 0.4)
                : Palette.PAPER.towards(actual == predicted ? Palette.BLUE : Palette.VERMILLION, share);
        double gap = classes() <= MOST_NUMBERED ? 1 : 0.5;
        double x = left() + predicted * cell();
        double y = top() + actual * cell();
        canvas.rectangle(x + gap, y + gap, cell() - 2 * gap, cell() - 2 * gap, ink);
        if (count > 0 && classes() <= MOST_NUMBERED) {
            var style = TextStyle.of(classes() <= 12 ? 13 : 10).at(Anchor.MIDDLE);
            Ink words = share > 0.75 ? Palette.PAPER : Palette.TEXT;
            canvas.text(Long.toString(count), x + cell() / 2, y + cell() / 2 + 4.5, style, words);
        }
    }

    /** How often the most frequent mistake was made. */
    private long worst() {
        long worst = 1;
        for (int actual = 0; actual < classes(); actual++) {
            for (int predicted = 0; predicted < classes(); predicted++) {
                worst = Math.max(worst, actual == predicted ? 1 : confusion.count(actual, predicted));
            }
        }
        return worst;
    }
}
