package firsthand.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a comparison, as a table for people; its parts, in snake case, are the JSON.
 *
 * @param machine what it ran on
 * @param libraries the name of each, and its version
 * @param workloads the figures
 */
record Report(Map<String, Object> machine, Map<String, String> libraries, List<Measured> workloads) {

    /**
     * One workload, and the figures of each library that has such a thing.
     *
     * @param unitOfWork what the seconds are for
     */
    record Measured(String name, String description, String unitOfWork, Map<String, Figures> libraries) {}

    /**
     * The rounds of one library.
     *
     * @param timesFirsthand the median beside ours
     * @param arrivedAt the loss, or whatever else shows that the work was the same
     */
    record Figures(
            double medianSeconds, double minSeconds, double maxSeconds, double timesFirsthand, double arrivedAt) {

        static Figures of(List<Double> seconds, double ours, double arrivedAt) {
            double median = median(seconds);
            return new Figures(median, Collections.min(seconds), Collections.max(seconds), median / ours, arrivedAt);
        }
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static String seconds(double seconds) {
        if (seconds < 1e-3) {
            return String.format(Locale.ROOT, "%.2f us", seconds * 1e6);
        }
        return seconds < 1
                ? String.format(Locale.ROOT, "%.2f ms", seconds * 1e3)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** Markdown: for each workload and library the median, how far the rounds spread, and the ratio to ours. */
    String table() {
        var text = new StringBuilder();
        machine.forEach((name, value) ->
                text.append("    ").append(name).append(": ").append(value).append('\n'));
        libraries.forEach((name, value) ->
                text.append("    ").append(name).append(": ").append(value).append('\n'));
        text.append(
                "\n| work | library | median | min - max | x Firsthand | arrived at |\n|---|---|--:|--:|--:|--:|\n");
        for (var workload : workloads) {
            String title = workload.name + ": " + workload.description + ", one " + workload.unitOfWork;
            for (var library : workload.libraries.entrySet()) {
                var figures = library.getValue();
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s - %s | %.2f | %.6f |%n",
                        title,
                        library.getKey(),
                        seconds(figures.medianSeconds),
                        seconds(figures.minSeconds),
                        seconds(figures.maxSeconds),
                        figures.timesFirsthand,
                        figures.arrivedAt));
                title = "";
            }
        }
        return text.toString();
    }
}
