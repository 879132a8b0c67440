package firsthand.playground.session;

import firsthand.data.Dataset;
import firsthand.metric.McNemar;
import firsthand.playground.look.GrayPicture;
import firsthand.playground.look.Pictures;
import firsthand.playground.message.Json;
import firsthand.training.Evaluation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs side by side: what they differ in, and which examples the first gets right and the second does not, or the other
 * way round.
 *
 * @param runs two or more
 * @param part the examples that the first two are compared on; of those held back the ones that both held back
 * @param drawings the user's own
 * @param threads how many threads share the work
 */
record Comparison(List<Run> runs, Part part, Drawings drawings, int threads) {
    private static final int SHOWN = 24;
    private static final int UNITS = 12;

    /** @throws IllegalArgumentException if there are fewer than two runs, or too many */
    Comparison {
        runs = List.copyOf(runs);
        if (runs.size() < 2 || runs.size() > Limits.RUNS + 1) {
            throw new IllegalArgumentException(
                    "runs: expected 2 to " + (Limits.RUNS + 1) + " of them, received " + runs.size());
        }
    }

    /**
     * {@code {"runs", "differences", "weights", "part", "disagreements", "examples"}}; of the weights those that the first
     * units of each run multiply the input by.
     *
     * @throws IllegalArgumentException if the first two cannot be asked about the same examples
     */
    Json json() {
        var data = common();
        var first = evaluation(runs.get(0), data);
        var second = evaluation(runs.get(1), data);
        return Json.object()
                .put("runs", runs.stream().map(Run::json))
                .put("differences", differences())
                .put("weights", runs.stream().map(Comparison::firstWeights))
                .put("part", part.toString())
                .put("disagreements", disagreements(first, second))
                .put("examples", examples(first, second));
    }

    /** Neither run may have learned from them: what one held back and the other did not is left out. */
    private Dataset common() {
        var first = drawings.orPart(runs.get(0).model(), part);
        var second = drawings.orPart(runs.get(1).model(), part);
        if (!first.name().equals(second.name()) || !first.exampleShape().equals(second.exampleShape())) {
            throw new IllegalArgumentException(
                    "runs: expected two on the same data, received " + first + " and " + second);
        }
        Map<Integer, Integer> labels = new HashMap<>();
        for (int i = 0; i < second.size(); i++) {
            labels.put(second.storageRow(i), second.label(i));
        }
        int[] common = IntStream.range(0, first.size())
                .filter(i -> labels.getOrDefault(first.storageRow(i), -1) == first.label(i))
                .toArray();
        if (common.length == 0) {
            throw new IllegalArgumentException(
                    "runs: expected examples that both have held back, received none; compare them on another part");
        }
        return first.subset(common);
    }

    private Evaluation evaluation(Run run, Dataset data) {
        var classifier = run.model().classifier();
        return Evaluation.of(classifier.network(), classifier.loss(), data, threads);
    }

    private Stream<Json> differences() {
        Set<String> options = new LinkedHashSet<>();
        runs.forEach(run -> options.addAll(run.options().keySet()));
        return options.stream()
                .filter(option -> runs.stream()
                                .map(run -> run.options().getOrDefault(option, ""))
                                .distinct()
                                .count()
                        > 1)
                .map(option -> Json.object()
                        .put("option", option)
                        .put(
                                "values",
                                runs.stream()
                                        .map(run -> run.options().getOrDefault(option, ""))
                                        .toList()));
    }

    private static Json firstWeights(Run run) {
        var network = run.model().classifier().network();
        int first = IntStream.range(0, network.layers().size())
                .filter(i -> !network.layers().get(i).parameters().isEmpty())
                .findFirst()
                .orElse(0);
        return Pictures.look(network, Optional.empty(), first, Pictures.Show.WEIGHTS, UNITS);
    }

    private static Json disagreements(Evaluation first, Evaluation second) {
        long onlyFirst = 0;
        long onlySecond = 0;
        long bothWrong = 0;
        for (int i = 0; i < first.examples(); i++) {
            boolean firstRight = isRight(first, i);
            boolean secondRight = isRight(second, i);
            onlyFirst += firstRight && !secondRight ? 1 : 0;
            onlySecond += secondRight && !firstRight ? 1 : 0;
            bothWrong += !firstRight && !secondRight ? 1 : 0;
        }
        return Json.object()
                .put("examples", first.examples())
                .put("onlyFirst", onlyFirst)
                .put("onlySecond", onlySecond)
                .put("bothWrong", bothWrong)
                .put("pValue", new McNemar(onlyFirst, onlySecond).p());
    }

    private static boolean isRight(Evaluation evaluation, int i) {
        return evaluation.predicted(i) == evaluation.data().label(i);
    }

    /** Those that only one of the two gets right. */
    private static Stream<Json> examples(Evaluation first, Evaluation second) {
        var data = first.data();
        return IntStream.range(0, first.examples())
                .filter(i -> isRight(first, i) != isRight(second, i))
                .limit(SHOWN)
                .mapToObj(i -> GrayPicture.example(data, i)
                        .put("first", data.classNames().get(first.predicted(i)))
                        .put("second", data.classNames().get(second.predicted(i))));
    }
}
