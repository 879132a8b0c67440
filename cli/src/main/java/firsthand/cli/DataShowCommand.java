package firsthand.cli;

import firsthand.cli.terminal.DigitArt;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.datasets.DataCatalog;
import firsthand.random.RandomStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand data show}: draws examples with their labels. */
@Command(
        name = "show",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Draw examples with their labels.")
final class DataShowCommand implements Callable<Integer> {
    private static final int MOST = 1000;
    private static final int LINE_WIDTH = 120;
    private static final int CAPTION_WIDTH = 18;

    @Parameters(paramLabel = "NAME|PATH", arity = "0..1", description = "by default mnist")
    private String name = "mnist";

    @Option(names = "--split", paramLabel = "PART", description = "test or train")
    private String split = "test";

    @Option(names = "--index", paramLabel = "N", description = "the first example to show")
    private int index;

    @Option(names = "--count", paramLabel = "N", description = "how many")
    private int count = 8;

    @Option(names = "--random", description = "examples drawn at random instead, by --seed")
    private boolean random;

    @Option(names = "--seed", paramLabel = "N", description = "which ones --random draws")
    private long seed = 1;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        var output = common.output();
        var data = DataCommand.part(DataCatalog.load(name, new FetchDisplay(output)), split);
        List<Integer> chosen = chosen(data);
        int width = DigitArt.width(data.example(0));
        int columns = Math.max(1, LINE_WIDTH / (Math.max(width, CAPTION_WIDTH) + 1));
        for (int first = 0; first < chosen.size(); first += columns) {
            draw(data, chosen.subList(first, Math.min(first + columns, chosen.size())), width, output);
        }
        output.result(Map.of(
                "examples",
                chosen.stream()
                        .map(i -> Map.of("index", i, "label", label(data, i)))
                        .toList()));
        return 0;
    }

    private List<Integer> chosen(Dataset data) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("--count: expected a number from 1 to " + MOST + ", received " + count);
        }
        if (index < 0 || index >= data.size()) {
            throw new IllegalArgumentException(
                    "--index: expected a number from 0 to " + (data.size() - 1) + ", received " + index);
        }
        var order = IntStream.range(0, data.size()).toArray();
        if (random) {
            RandomStream.of(seed).shuffle(order);
        }
        return IntStream.of(order).skip(random ? 0 : index).limit(count).boxed().toList();
    }

    private static String label(Dataset data, int i) {
        return data.classNames().get(data.label(i));
    }

    private static void draw(Dataset data, List<Integer> examples, int width, Output output) {
        var art = new DigitArt(output.hasColor());
        int padding = Math.max(0, CAPTION_WIDTH - width) + 1;
        String captions = examples.stream()
                .map(i -> String.format("%-" + (width + padding) + "s", i + ": " + label(data, i)))
                .collect(Collectors.joining());
        output.print("%s", captions.stripTrailing());
        var drawings = examples.stream().map(i -> art.lines(data.example(i))).toList();
        for (int line = 0; line < drawings.getFirst().size(); line++) {
            int row = line;
            output.print(
                    "%s",
                    drawings.stream()
                            .map(drawing -> drawing.get(row) + " ".repeat(padding))
                            .collect(Collectors.joining()));
        }
        output.print("");
    }
}
