package firsthand.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How often each class was taken for each: rows are what an example is, columns what it was predicted to be.
 *
 * <p>Everything else that is counted follows from it: accuracy is its diagonal's share, precision the diagonal's share
 * of a column, recall its share of a row.
 */
public final class ConfusionMatrix {
    private final List<String> classNames;
    private final long[][] counts;

    /** A matrix of zeros. */
    public ConfusionMatrix(List<String> classNames) {
        this.classNames = List.copyOf(classNames);
        counts = new long[classNames.size()][classNames.size()];
    }

    /** Counts one prediction. */
    public void add(int actual, int predicted) {
        counts[actual][predicted]++;
    }

    /** What each class is called. */
    public List<String> classNames() {
        return classNames;
    }

    /** How many examples of class {@code actual} were predicted to be of class {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** A copy of all counts, a row for each actual class. */
    public long[][] counts() {
        var copy = new long[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            copy[i] = counts[i].clone();
        }
        return copy;
    }

    /** The number of predictions counted. */
    public long total() {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += actual(i);
        }
        return total;
    }

    /** The number of right predictions. */
    public long correct() {
        long correct = 0;
        for (int i = 0; i < counts.length; i++) {
            correct += counts[i][i];
        }
        return correct;
    }

    /** The share of right predictions, 0 to 1; NaN if there are none at all. */
    public double accuracy() {
        return correct() / (double) total();
    }

    /**
     * Every class against the rest, summed over the classes: [[TP, FN], [FP, TN]].
     *
     * <p>An example predicted right counts as a true positive for its class and a true negative for all others; one
     * predicted wrong as a false negative for its class, a false positive for the class predicted, and a true negative
     * for the others.
     */
    public long[][] binary() {
        long right = correct();
        long wrong = total() - right;
        long trueNegatives = (counts.length - 1) * right + (counts.length - 2) * wrong;
        return new long[][] {{right, wrong}, {wrong, trueNegatives}};
    }

    /** Precision, recall, F1 and support of every class. */
    public List<ClassScore> scores() {
        List<ClassScore> scores = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            scores.add(ClassScore.of(classNames.get(c), counts[c][c], predicted(c), actual(c)));
        }
        return scores;
    }

    private long actual(int c) {
        long sum = 0;
        for (long count : counts[c]) {
            sum += count;
        }
        return sum;
    }

    private long predicted(int c) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[c];
        }
        return sum;
    }
}
