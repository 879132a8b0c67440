package firsthand.cli;

import firsthand.cli.terminal.DigitArt;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Augmentation;
import firsthand.data.Dataset;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.augment.Augmentations;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    @Option(
            names = "--augment",
            paramLabel = "CHANGES",
            description = "each example, then as training would see it: shift:2,rotate:10,scale:0.1,shear:0.1,"
                    + "elastic:34:4,erase:0.5:0.2,flip or some of these")
    private String augment = "";

    @Option(names = "--seed", paramLabel = "N", description = "what --random and --augment draw by")
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
        Map<String, Object> result = new LinkedHashMap<>();
        if (augment.isEmpty()) {
            var drawings = chosen.stream().map(i -> drawing(data, i)).toList();
            for (int first = 0; first < drawings.size(); first += columns) {
                draw(drawings.subList(first, Math.min(first + columns, drawings.size())), width, output);
            }
        } else {
            var augmentation = Augmentations.parse(augment);
            for (int i : chosen) {
                draw(withCopies(data, i, Math.max(1, columns - 1), augmentation), width, output);
            }
            result.put("augment", augmentation.toString());
        }
        result.put(
                "examples",
                chosen.stream()
                        .map(i -> Map.of("index", i, "label", label(data, i)))
                        .toList());
        output.result(result);
        return 0;
    }

    private static Drawing drawing(Dataset data, int i) {
        return new Drawing(i + ": " + label(data, i), data.example(i));
    }

    /** An example, and what each of several epochs might make of it. */
    private List<Drawing> withCopies(Dataset data, int i, int copies, Augmentation augmentation) {
        var memory = new float[augmentation.memoryLength(data.exampleShape())];
        List<Drawing> drawings = new ArrayList<>();
        drawings.add(drawing(data, i));
        for (int copy = 0; copy < copies; copy++) {
            var random = RandomStream.of(seed).split("augmentation").split(copy).split(i);
            Tensor example = data.example(i);
            augmentation.apply(example.values(), 0, data.exampleShape(), random, memory);
            drawings.add(new Drawing("augmented", example));
        }
        return drawings;
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

    private static void draw(List<Drawing> drawings, int width, Output output) {
        var art = new DigitArt(output.hasColor());
        int padding = Math.max(0, CAPTION_WIDTH - width) + 1;
        String captions = drawings.stream()
                .map(drawing -> String.format("%-" + (width + padding) + "s", drawing.caption()))
                .collect(Collectors.joining());
        output.print("%s", captions.stripTrailing());
        var images =
                drawings.stream().map(drawing -> art.lines(drawing.image())).toList();
        for (int line = 0; line < images.getFirst().size(); line++) {
            int row = line;
            output.print(
                    "%s",
                    images.stream()
                            .map(image -> image.get(row) + " ".repeat(padding))
                            .collect(Collectors.joining()));
        }
        output.print("");
    }

    /** An image and what stands above it. */
    private record Drawing(String caption, Tensor image) {}
}
