package firsthand.benchmarks;

import firsthand.cli.bench.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a comparison, as a table for people and as JSON. */
record Report(Map<String, Object> machine, Map<String, String> libraries, List<Map<String, Object>> workloads) {

    static Map<String, Object> workload(
            Workload workload, Map<String, List<Double>> seconds, Map<String, Double> results) {
        Map<String, Object> measured = new LinkedHashMap<>();
        double ours = median(seconds.getOrDefault("firsthand", List.of(Double.NaN)));
        seconds.forEach((name, values) -> {
            measured.put(name, figures(values, ours, results.get(name)));
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", workload.name());
        result.put("description", workload.description());
        result.put("unit_of_work", workload.unitOfWork());
        result.put("libraries", measured);
        return result;
    }

    /** What is told of one library: its time, the spread, the ratio to ours, and where it arrived. */
    static Map<String, Object> figures(List<Double> seconds, double ours, double arrivedAt) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("median_seconds", median(seconds));
        figures.put("min_seconds", Collections.min(seconds));
        figures.put("max_seconds", Collections.max(seconds));
        figures.put("times_firsthand", median(seconds) / ours);
        figures.put("arrived_at", arrivedAt);
        return figures;
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

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("machine", machine);
        map.put("libraries", libraries);
        map.put("workloads", workloads);
        return map;
    }

    /** Markdown: for each workload and library the median, how far the rounds spread, and the ratio to ours. */
    String table() {
        var text = new StringBuilder();
        machine.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        libraries.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append(
                "\n| work | library | median | min - max | x Firsthand | arrived at |\n|---|---|--:|--:|--:|--:|\n");
        for (var workload : workloads) {
            String title =
                    workload.get("name") + ": " + workload.get("description") + ", one " + workload.get("unit_of_work");
            for (var library : ((Map<?, ?>) workload.get("libraries")).entrySet()) {
                var entry = (Map<?, ?>) library.getValue();
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s - %s | %.2f | %.6f |%n",
                        title,
                        library.getKey(),
                        seconds((double) entry.get("median_seconds")),
                        seconds((double) entry.get("min_seconds")),
                        seconds((double) entry.get("max_seconds")),
                        (double) entry.get("times_firsthand"),
                        (double) entry.get("arrived_at")));
                title = "";
            }
        }
        return text.toString();
    }
}
