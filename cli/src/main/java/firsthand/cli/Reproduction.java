package firsthand.cli;

import firsthand.cli.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of one recipe over several seeds. */
final class Reproduction {
    private final Recipe recipe;
    private final List<Double> train = new ArrayList<>();
    private final List<Double> test = new ArrayList<>();
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private int parameters;

    Reproduction(Recipe recipe) {
        this.recipe = recipe;
        measured.put("train_accuracy", train);
        measured.put("test_accuracy", test);
    }

    void add(double trainAccuracy, double testAccuracy, int parameters, double seconds) {
        train.add(trainAccuracy);
        test.add(testAccuracy);
        this.parameters = parameters;
        this.seconds.add(seconds);
    }

    /** A line for each metric. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (var metric : measured.entrySet()) {
            Double claim = recipe.claims().get(metric.getKey());
            rows.add(String.format(
                    "%-12s %-8s %10s   %6.2f +- %4.2f %%    %,10d %10.1f",
                    rows.isEmpty() ? recipe.name() : "",
                    metric.getKey().replace("_accuracy", ""),
                    claim == null ? "-" : String.format("%.2f %%", 100 * claim),
                    100 * mean(metric.getValue()),
                    100 * deviation(metric.getValue()),
                    parameters,
                    mean(seconds)));
        }
        return rows;
    }

    Map<String, Object> result() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        measured.forEach((name, values) -> metrics.put(name, statistics(values)));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", recipe.name());
        result.put("claimed", recipe.claims());
        result.put("measured", metrics);
        result.put("parameters", parameters);
        result.put("seconds", mean(seconds));
        return result;
    }

    private static Map<String, Object> statistics(List<Double> values) {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("mean", mean(values));
        statistics.put("sd", deviation(values));
        statistics.put("values", List.copyOf(values));
        return statistics;
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    /** The standard deviation of the sample, with n - 1; 0 for a single value. */
    static double deviation(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return values.size() == 1 ? 0 : Math.sqrt(squares / (values.size() - 1));
    }
}
