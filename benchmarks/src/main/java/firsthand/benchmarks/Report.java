package firsthand.benchmarks;

import firsthand.cli.bench.Times;
import firsthand.cli.terminal.Output;
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
            var times = Times.of(seconds);
            return new Figures(times.median(), times.min(), times.max(), times.median() / ours, arrivedAt);
        }
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
                        Output.duration(figures.medianSeconds),
                        Output.duration(figures.minSeconds),
                        Output.duration(figures.maxSeconds),
                        figures.timesFirsthand,
                        figures.arrivedAt));
                title = "";
            }
        }
        return text.toString();
    }
}
