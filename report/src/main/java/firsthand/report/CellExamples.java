package firsthand.report;

import firsthand.training.Predictions;
import java.util.ArrayList;
import java.util.List;

/** Chooses the examples that stand for the cells of a confusion matrix: the first of each, in the order of the data. */
final class CellExamples {
    /** So many at most behind one cell. */
    static final int MOST = 30;

    /** So many values at most in all: 2,000 images of 28x28. With more, a page would grow beyond 2 MB. */
    private static final int MOST_VALUES = 2_000 * 28 * 28;

    /** So many numbers at most in all: with a hundred classes, each example has a hundred probabilities. */
    private static final int MOST_EXAMPLES = 4_000;

    private final Predictions predictions;
    private final int classes;

    CellExamples(Predictions predictions) {
        this.predictions = predictions;
        classes = predictions.data().classNames().size();
    }

    /** Every cell that is not 0, row by row. */
    List<RunReport.Cell> cells() {
        int most = mostPerCell();
        List<List<Example>> examples = new ArrayList<>();
        for (int cell = 0; cell < classes * classes; cell++) {
            examples.add(new ArrayList<>());
        }
        for (int i = 0; i < predictions.evaluation().examples(); i++) {
            var chosen = examples.get(cell(i));
            if (chosen.size() < most) {
                chosen.add(Example.of(predictions, i));
            }
        }
        List<RunReport.Cell> cells = new ArrayList<>();
        for (int cell = 0; cell < examples.size(); cell++) {
            int actual = cell / classes;
            int predicted = cell % classes;
            long count = predictions.evaluation().confusion().count(actual, predicted);
            if (count > 0) {
                cells.add(new RunReport.Cell(actual, predicted, count, List.copyOf(examples.get(cell))));
            }
        }
        return cells;
    }

    private int cell(int i) {
        return predictions.data().label(i) * classes + predictions.evaluation().predicted(i);
    }

    /** The same for all cells: as many as there is room for, but one at least. */
    private int mostPerCell() {
        int room = Math.min(
                MOST_EXAMPLES, MOST_VALUES / predictions.data().exampleShape().size());
        long[][] counts = predictions.evaluation().confusion().counts();
        int most = MOST;
        while (most > 1 && chosen(counts, most) > room) {
            most--;
        }
        return most;
    }

    private static long chosen(long[][] counts, int most) {
        long chosen = 0;
        for (long[] row : counts) {
            for (long count : row) {
                chosen += Math.min(count, most);
            }
        }
        return chosen;
    }
}
