package firsthand.report;

import firsthand.report.html.Html;
import firsthand.training.LayerStatistics;
import java.util.List;

/** What each layer is, and what its outputs and gradients are like. */
final class LayersSection implements Section {
    @Override
    public String id() {
        return "layers";
    }

    @Override
    public String title() {
        return "Layer by layer";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        if (report.layers().isEmpty()) {
            return "";
        }
        var rows = new StringBuilder();
        for (int i = 0; i < report.layers().size(); i++) {
            rows.append(row(i, report.layers().get(i), gradientNorm(i, report.looks())));
        }
        return """
                <p>Outputs are those for the first examples that the model was measured on; a unit is dead if its output is 0
                for all of them.%s</p>
                <div class="wide"><table id="layer-table">
                <tr><th>layer</th><th>output</th><th>parameters</th><th>mean</th><th>deviation</th><th>dead units</th>\
                <th>gradient</th></tr>
                %s</table></div>
                %s""".formatted(
                        report.looks().isEmpty() ? "" : " Gradients are norms, of the last batch of training.",
                        rows,
                        charts(report.looks()));
    }

    private static double gradientNorm(int layer, List<LayerStatistics.Entry> looks) {
        return looks.stream()
                .filter(look -> look.layer() == layer)
                .reduce((_, later) -> later)
                .map(LayerStatistics.Entry::gradientNorm)
                .orElse(Double.NaN);
    }

    private static String row(int i, RunReport.LayerRow layer, double gradientNorm) {
        return "<tr><td>%d %s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        i,
                        Html.escape(layer.type()),
                        layer.shape(),
                        layer.parameters() == 0 ? "" : Numbers.count(layer.parameters()),
                        Numbers.shortened(layer.output().mean()),
                        Numbers.shortened(layer.output().deviation()),
                        Numbers.percent(layer.output().deadShare()),
                        layer.parameters() == 0 ? "" : Numbers.shortened(gradientNorm));
    }

    private static String charts(List<LayerStatistics.Entry> looks) {
        if (looks.stream().map(LayerStatistics.Entry::step).distinct().count() < 2) {
            return "";
        }
        return """
                <div class="columns">
                <figure>%s</figure>
                <figure>%s</figure>
                </div>
                """.formatted(
                        TrainingCurves.gradients(looks).html(),
                        TrainingCurves.outputs(looks).html());
    }
}
