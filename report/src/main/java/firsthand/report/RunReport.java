package firsthand.report;

import firsthand.metric.Calibration;
import firsthand.metric.ConfusionMatrix;
import firsthand.metric.Interval;
import firsthand.network.Network;
import firsthand.report.chart.WeightImages;
import firsthand.training.History;
import firsthand.training.LayerStatistics;
import firsthand.training.Predictions;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the report on a model shows, as data.
 *
 * <pre>{@code
 * var report = RunReport.of(subject, "test", Predictions.of(network, loss, test, threads))
 *     .withNetwork(network)
 *     .withTraining(history, statistics.entries());
 * String page = ReportPage.html(report);
 * }</pre>
 *
 * @param subject what was run
 * @param result how the model did
 * @param confusion which class was taken for which
 * @param cells what lies behind the cells of the confusion matrix that are not 0, row by row
 * @param mistakes the examples predicted wrong with the largest losses, the largest first
 * @param calibration how confidence and accuracy go together; empty where outputs are no probabilities
 * @param layers the layers, first to last; empty if there is not one network
 * @param weights the first layer's weights as pictures, where they can be seen
 * @param history how training went; empty if that is not known
 * @param looks what the layers were like while training; empty if that is not known
 */
public record RunReport(
        Subject subject,
        Result result,
        ConfusionMatrix confusion,
        List<Cell> cells,
        List<Example> mistakes,
        Optional<Calibration> calibration,
        List<LayerRow> layers,
        Optional<WeightImages> weights,
        History history,
        List<LayerStatistics.Entry> looks) {
    /** So many of the worst mistakes. */
    static final int MOST_MISTAKES = 60;

    /** So many units of the first layer. */
    static final int MOST_UNITS = 64;

    private static final int BINS = 10;

    /** Lists that will not change. */
    public RunReport {
        cells = List.copyOf(cells);
        mistakes = List.copyOf(mistakes);
        layers = List.copyOf(layers);
        looks = List.copyOf(looks);
    }

    /**
     * What was run, and how to repeat it.
     *
     * @param title in a few words
     * @param command what to type for the same result
     * @param facts what else there is to know
     */
    public record Subject(String title, String command, List<Fact> facts) {
        /** Facts that will not change. */
        public Subject {
            facts = List.copyOf(facts);
        }
    }

    /**
     * Something to know.
     *
     * @param name what it is
     * @param value what it is like
     */
    public record Fact(String name, String value) {}

    /**
     * How a model did.
     *
     * @param split the part of the data it was measured on: "test"
     * @param data what the data is called
     * @param examples how many there are
     * @param correct how many were predicted right
     * @param accuracy their share, 0 to 1
     * @param interval the 95 % interval of the accuracy
     * @param loss the mean loss
     */
    public record Result(
            String split, String data, int examples, long correct, double accuracy, Interval interval, double loss) {}

    /**
     * What one cell of the confusion matrix counts.
     *
     * @param actual the row
     * @param predicted the column
     * @param count how many examples there are
     * @param examples the first of them
     */
    public record Cell(int actual, int predicted, long count, List<Example> examples) {}

    /**
     * One layer of a network, with its outputs for the first examples that the model was measured on.
     *
     * @param type its {@link firsthand.layer.Layer#type()}
     * @param shape of one output
     * @param parameters how many numbers training changes
     * @param output mean, deviation and dead units of the outputs
     */
    public record LayerRow(String type, String shape, int parameters, LayerStatistics.Entry output) {}

    /** The report on a model of which no more is known than its predictions. */
    public static RunReport of(Subject subject, String split, Predictions predictions) {
        var evaluation = predictions.evaluation();
        var result = new Result(
                split,
                evaluation.data().name(),
                evaluation.examples(),
                evaluation.correct(),
                evaluation.accuracy(),
                Interval.wilson(evaluation.correct(), evaluation.examples()),
                evaluation.loss());
        var mistakes = predictions.mistakes().stream()
                .limit(MOST_MISTAKES)
                .map(i -> Example.of(predictions, i))
                .toList();
        return new RunReport(
                subject,
                result,
                evaluation.confusion(),
                new CellExamples(predictions).cells(),
                mistakes,
                predictions.calibration(BINS),
                List.of(),
                Optional.empty(),
                new History(List.of()),
                List.of());
    }

    /** The same with what is within the network; {@code predictions} are those that the report is on. */
    public RunReport withNetwork(Network network, Predictions predictions) {
        var rows = LayerStatistics.ofPrediction(network, predictions.data()).stream()
                .map(output -> row(network, output))
                .toList();
        return new RunReport(
                subject,
                result,
                confusion,
                cells,
                mistakes,
                calibration,
                rows,
                WeightImages.of(network, MOST_UNITS),
                history,
                looks);
    }

    private static LayerRow row(Network network, LayerStatistics.Entry output) {
        var layer = network.layers().get(output.layer());
        int parameters = layer.parameters().stream()
                .mapToInt(parameter -> parameter.value().size())
                .sum();
        return new LayerRow(layer.type(), network.outputShape(output.layer()).toString(), parameters, output);
    }

    /** The same with how the network was trained, and what its layers were like meanwhile. */
    public RunReport withTraining(History history, List<LayerStatistics.Entry> looks) {
        return new RunReport(subject, result, confusion, cells, mistakes, calibration, layers, weights, history, looks);
    }
}
