package firsthand.cli;

import firsthand.network.Network;
import firsthand.report.chart.Gallery;
import firsthand.report.chart.SignedImage;
import firsthand.report.image.ExampleImage;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firsthand plot activations}: one example on its way through all layers. */
@Command(
        name = "activations",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Draw what every layer makes of one example: blue above 0, orange below.")
final class PlotActivationsCommand implements Callable<Integer> {
    private static final double TILE_WIDTH = 96;
    private static final double TILE_HEIGHT = 64;

    /** So many channels of a layer at most. */
    private static final int MOST_CHANNELS = 8;

    /** Outputs that are no image stand in rows of so many. */
    private static final int VALUES_A_ROW = 16;

    @Mixin
    private ModelOnData model = new ModelOnData();

    @Option(names = "--index", paramLabel = "N", description = "which example")
    private int index;

    @Mixin
    private PlotOptions plot = new PlotOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        plot.check();
        var output = common.output();
        var file = model.read();
        var part = model.part(file, output);
        if (index < 0 || index >= part.size()) {
            throw new IllegalArgumentException(
                    "--index: expected a number from 0 to " + (part.size() - 1) + ", received " + index);
        }
        var network = file.classifier().network();
        var example = part.example(index);
        var prediction = file.classifier().predict(example);
        var workspace = network.workspace(1, false, false);
        network.forward(Tensor.of(network.inputShape().batch(1), example.values()), workspace);
        List<List<Gallery.Tile>> rows = new ArrayList<>();
        ExampleImage.of(example).ifPresent(image -> rows.add(List.of(new Gallery.Tile(image, List.of("input")))));
        List<Map<String, Object>> layers = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            float[] values = workspace.pass(i).y().values();
            rows.add(tiles(network, i, values));
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("index", i);
            layer.put("type", network.layers().get(i).type());
            layer.put("shape", network.outputShape(i).extents());
            layer.put("values", values);
            layers.add(layer);
        }
        String label = part.classNames().get(part.label(index));
        String title = String.format(
                "%s: example %d of %s, a %s, taken for %s",
                model.name(), index, part.name(), label, prediction.label());
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("index", index);
        numbers.put("actual", label);
        numbers.put("predicted", prediction.label());
        numbers.put("layers", layers);
        plot.write(new Gallery(title, arranged(rows), TILE_WIDTH, TILE_HEIGHT), "activations", numbers, output);
        return 0;
    }

    /** A row for each layer; where each has one picture, they all stand in one row. */
    private static List<List<Gallery.Tile>> arranged(List<List<Gallery.Tile>> rows) {
        boolean single = rows.stream().allMatch(row -> row.size() == 1);
        return single ? List.of(rows.stream().map(List::getFirst).toList()) : rows;
    }

    private static List<Gallery.Tile> tiles(Network network, int i, float[] values) {
        String type = i + " " + network.layers().get(i).type();
        Shape shape = network.outputShape(i);
        if (shape.rank() == 1) {
            int height = Math.ceilDiv(values.length, VALUES_A_ROW);
            int width = Math.min(values.length, VALUES_A_ROW);
            float[] filled = Arrays.copyOf(values, width * height);
            return List.of(new Gallery.Tile(
                    SignedImage.of(filled, height, width, 1), List.of(type, Integer.toString(values.length))));
        }
        int channels = shape.rank() == 3 ? shape.extent(2) : 1;
        List<Gallery.Tile> tiles = new ArrayList<>();
        for (int c = 0; c < Math.min(channels, MOST_CHANNELS); c++) {
            var channel = new float[values.length / channels];
            for (int pixel = 0; pixel < channel.length; pixel++) {
                channel[pixel] = values[pixel * channels + c];
            }
            var caption = c == 0 ? List.of(type, shape.toString()) : List.of("channel " + c);
            tiles.add(new Gallery.Tile(SignedImage.of(channel, shape.extent(0), shape.extent(1), 1), caption));
        }
        return tiles;
    }
}
