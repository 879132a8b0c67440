package firsthand.cli.bench;

import java.util.Collections;
import java.util.List;

/**
 * What several rounds of the same work took, in seconds.
 *
 * @param median the one in the middle, or the mean of the two
 * @param min the shortest
 * @param max the longest
 */
public record Times(double median, double min, double max) {

    /** Of at least one round. */
    public static Times of(List<Double> seconds) {
        var sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Times(median, Collections.min(seconds), Collections.max(seconds));
    }
}
