package firsthand.cli;

import firsthand.report.chart.Gallery;
import firsthand.training.Predictions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firsthand plot mistakes}: the examples that a model gets wrong, the worst first. */
@Command(
        name = "mistakes",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Draw the examples that a model gets wrong, the largest loss first.")
final class PlotMistakesCommand implements Callable<Integer> {
    private static final int COLUMNS = 10;
    private static final double TILE_WIDTH = 76;
    private static final double TILE_HEIGHT = 56;

    @Mixin
    private ModelOnData model = new ModelOnData();

    @Option(names = "--count", paramLabel = "N", description = "so many at most")
    private int count = 40;

    @Mixin
    private PlotOptions plot = new PlotOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        plot.check();
        PlotSamplesCommand.checkCount(count);
        var output = common.output();
        var predictions = model.predict(output);
        var worst = predictions.mistakes().stream().limit(count).toList();
        if (worst.isEmpty()) {
            throw new IllegalStateException("mistakes: every example of "
                    + predictions.data().name() + " was predicted right: there is nothing to draw");
        }
        var tiles = worst.stream().map(i -> tile(predictions, i)).toList();
        var title = String.format(
                "%s on %s: worst mistakes", model.name(), predictions.data().name());
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("wrong", predictions.mistakes().size());
        numbers.put("mistakes", worst.stream().map(i -> number(predictions, i)).toList());
        plot.write(Gallery.of(title, tiles, COLUMNS, TILE_WIDTH, TILE_HEIGHT), "mistakes", numbers, output);
        return 0;
    }

    /** "4, not 9": what it was taken for, and what it is. */
    private static Gallery.Tile tile(Predictions predictions, int i) {
        String said = predicted(predictions, i) + ", not " + actual(predictions, i);
        String sure = String.format(Locale.ROOT, "%.1f %%", 100 * predictions.confidence(i));
        return new Gallery.Tile(PlotSamplesCommand.image(predictions.data(), i), List.of(said, sure));
    }

    private static String actual(Predictions predictions, int i) {
        return predictions.data().classNames().get(predictions.data().label(i));
    }

    private static String predicted(Predictions predictions, int i) {
        return predictions.data().classNames().get(predictions.evaluation().predicted(i));
    }

    private static Map<String, Object> number(Predictions predictions, int i) {
        Map<String, Object> number = new LinkedHashMap<>();
        number.put("index", i);
        number.put("actual", actual(predictions, i));
        number.put("predicted", predicted(predictions, i));
        number.put("loss", predictions.evaluation().loss(i));
        number.put("probabilities", predictions.probabilities(i));
        return number;
    }
}
