package firsthand.cli;

import firsthand.report.chart.Gallery;
import firsthand.report.chart.WeightImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firsthand plot weights}: what the first layer looks for. */
@Command(
        name = "weights",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Draw the weights of the first layer: blue above 0, orange below.")
final class PlotWeightsCommand implements Callable<Integer> {
    private static final double TILE = 64;
    private static final int COLUMNS = 12;

    @Mixin
    private ModelOnData model = new ModelOnData();

    @Option(names = "--count", paramLabel = "N", description = "so many units at most")
    private int count = 96;

    @Mixin
    private PlotOptions plot = new PlotOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        plot.check();
        PlotSamplesCommand.checkCount(count);
        var network = model.read().classifier().network();
        var weights = WeightImages.of(network, count)
                .orElseThrow(() -> new IllegalArgumentException("weights: expected a first layer that is dense, over"
                        + " images, or convolutional, received "
                        + network.layers().getFirst().type() + " over " + network.inputShape()));
        List<Gallery.Tile> tiles = new ArrayList<>();
        for (int unit = 0; unit < weights.images().size(); unit++) {
            tiles.add(new Gallery.Tile(weights.images().get(unit), List.of(Integer.toString(unit))));
        }
        String title = String.format("%s: layer %d, %s", model.name(), weights.layer(), weights.type());
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("layer", weights.layer());
        numbers.put("type", weights.type());
        numbers.put("units", weights.units());
        numbers.put("shown", tiles.size());
        var weight = network.layers().get(weights.layer()).parameters().getFirst();
        numbers.put("shape", weight.value().shape().extents());
        numbers.put("weights", weight.value().values());
        plot.write(Gallery.of(title, tiles, COLUMNS, TILE, TILE), "weights", numbers, common.output());
        return 0;
    }
}
