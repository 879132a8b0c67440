package firsthand.report;

import firsthand.report.chart.WeightImages;
import firsthand.report.html.Html;

/** What the first layer looks for. */
final class WeightsSection implements Section {
    @Override
    public String id() {
        return "weights";
    }

    @Override
    public String title() {
        return "What the first layer looks for";
    }

    @Override
    public String body(RunReport report, SpriteSheet sprites) {
        return report.weights().map(WeightsSection::body).orElse("");
    }

    private static String body(WeightImages weights) {
        var sheet = new SpriteSheet("unit");
        var units = new StringBuilder();
        for (int unit = 0; unit < weights.images().size(); unit++) {
            units.append(sheet.show(unit, weights.images().get(unit), "unit " + unit))
                    .append('\n');
        }
        return """
                <p>The weights of %s of layer %d (%s): blue is above 0, where ink speaks for the unit, orange below,
                where it speaks against, and the colour is full where the unit's weight is largest.</p>
                <style>%s</style>
                <div class="units">%s</div>
                """.formatted(
                        weights.units() > weights.images().size()
                                ? "the first %d of %s"
                                        .formatted(weights.images().size(), Numbers.count(weights.units(), "unit"))
                                : "all " + Numbers.count(weights.units(), "unit"),
                        weights.layer(),
                        Html.escape(weights.type()),
                        sheet.style(),
                        units);
    }
}
