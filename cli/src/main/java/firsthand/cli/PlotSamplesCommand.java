package firsthand.cli;

import firsthand.cli.terminal.FetchDisplay;
import firsthand.data.Dataset;
import firsthand.datasets.DataCatalog;
import firsthand.random.RandomStream;
import firsthand.report.chart.Gallery;
import firsthand.report.image.ExampleImage;
import firsthand.report.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firsthand plot samples}: some examples of every class. */
@Command(
        name = "samples",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Draw some examples of every class, a row for each.")
final class PlotSamplesCommand implements Callable<Integer> {
    private static final double TILE = 56;

    @Option(names = "--data", paramLabel = "NAME|PATH", description = "by default mnist")
    private String data = "mnist";

    @Option(names = "--split", paramLabel = "PART", description = "test or train")
    private String split = "train";

    @Option(names = "--count", paramLabel = "N", description = "so many of every class")
    private int count = 12;

    @Option(names = "--random", description = "examples drawn at random, by --seed, instead of the first")
    private boolean random;

    @Option(names = "--seed", paramLabel = "N", description = "what --random draws by")
    private long seed = 1;

    @Mixin
    private PlotOptions plot = new PlotOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        plot.check();
        checkCount(count);
        var output = common.output();
        var examples = DataCommand.part(DataCatalog.load(data, new FetchDisplay(output)), split);
        List<List<Gallery.Tile>> rows = new ArrayList<>();
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (int c = 0; c < examples.classNames().size(); c++) {
            List<Gallery.Tile> row = new ArrayList<>();
            for (int i : ofClass(examples, c)) {
                String label = examples.classNames().get(c);
                row.add(new Gallery.Tile(image(examples, i), row.isEmpty() ? List.of(label) : List.of()));
                Map<String, Object> number = new LinkedHashMap<>();
                number.put("index", i);
                number.put("label", label);
                numbers.add(number);
            }
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        plot.write(new Gallery(examples.name(), rows, TILE, TILE), "samples", Map.of("examples", numbers), output);
        return 0;
    }

    private List<Integer> ofClass(Dataset examples, int c) {
        var order = IntStream.range(0, examples.size()).toArray();
        if (random) {
            RandomStream.of(seed).shuffle(order);
        }
        return IntStream.of(order)
                .filter(i -> examples.label(i) == c)
                .limit(count)
                .boxed()
                .toList();
    }

    static void checkCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("--count: expected 1 or more, received " + count);
        }
    }

    static Raster image(Dataset examples, int i) {
        return ExampleImage.of(examples.example(i))
                .orElseThrow(() -> new IllegalArgumentException(
                        examples.name() + ": expected images, received examples of shape " + examples.exampleShape()));
    }
}
