package firsthand.cli;

import firsthand.report.chart.HeatMap;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code firsthand plot confusion}: which class a model takes for which. */
@Command(
        name = "confusion",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Draw which class a model takes for which.")
final class PlotConfusionCommand implements Callable<Integer> {
    @Mixin
    private ModelOnData model = new ModelOnData();

    @Mixin
    private PlotOptions plot = new PlotOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        plot.check();
        var output = common.output();
        var evaluation = model.predict(output).evaluation();
        var title = String.format("%s on %s", model.name(), evaluation.data().name());
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("labels", evaluation.confusion().classNames());
        numbers.put("confusion_matrix", evaluation.confusion().counts());
        plot.write(new HeatMap(title, evaluation.confusion()), "confusion", numbers, output);
        return 0;
    }
}
