package firsthand.report;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.network.Network;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import firsthand.training.History;
import firsthand.training.LayerStatistics;
import firsthand.training.Predictions;
import firsthand.training.Training;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model of patterns in noise, trained so little that it makes mistakes, and the report on it.
 *
 * @param predictions what it makes of the patterns
 * @param history how training went
 * @param report all of it
 */
record Patterns(Predictions predictions, History history, RunReport report) {
    /** What a careless page would take for its own. */
    static final List<String> HOSTILE = List.of("<b>bold</b>", "\"quoted\" & 'so'", "http://elsewhere/");

    /** Images, or, of rank 1, rows of numbers. */
    static Patterns of(int classes, Shape shape) {
        var data = data(classes, shape);
        var classifier = Classifier.of(
                Network.input(shape.extents()).dense(12).relu().dense(classes).build(2));
        var statistics = LayerStatistics.atReports();
        var history = classifier.fit(
                data, Training.epochs(3).batchSize(4).validation(0.2).callback(statistics));
        var predictions = Predictions.of(classifier.network(), classifier.loss(), data, 2);
        var subject = new RunReport.Subject(
                "Patterns of " + HOSTILE.getFirst(),
                "firsthand train --data '<patterns>'",
                List.of(new RunReport.Fact("data", "made & measured")));
        var report = RunReport.of(subject, "test", predictions)
                .withNetwork(classifier.network(), predictions)
                .withTraining(history, statistics.entries());
        return new Patterns(predictions, history, report);
    }

    private static Dataset data(int classes, Shape shape) {
        int examples = Math.max(200, 6 * classes);
        var random = RandomStream.of(5);
        var patterns = new float[classes][shape.size()];
        for (float[] pattern : patterns) {
            for (int i = 0; i < pattern.length; i++) {
                pattern[i] = random.nextFloat();
            }
        }
        var x = Tensor.zeros(shape.batch(examples));
        var labels = new int[examples];
        for (int e = 0; e < examples; e++) {
            labels[e] = e % classes;
            for (int i = 0; i < shape.size(); i++) {
                x.values()[e * shape.size() + i] = 0.4f * patterns[labels[e]][i] + 0.6f * random.nextFloat();
            }
        }
        var names = IntStream.range(0, classes)
                .mapToObj(c -> c < HOSTILE.size() ? HOSTILE.get(c) : "class " + c)
                .toList();
        return Dataset.of("patterns", x, labels, names, 1);
    }

    String html() {
        return ReportPage.html(report);
    }
}
