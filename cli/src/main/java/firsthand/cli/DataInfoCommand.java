package firsthand.cli;

import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.LoadedData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code firsthand data info}: how large a data set is, what its classes are, and where it came from. */
@Command(
        name = "info",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Describe a data set: sizes, classes, where it came from.")
final class DataInfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|PATH", arity = "0..1", description = "by default mnist")
    private String name = "mnist";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        var output = common.output();
        var loaded = DataCatalog.load(name, new FetchDisplay(output));
        output.print("%s (%s)", loaded.name(), loaded.origin().description());
        loaded.origin().files().forEach(file -> output.print("%-28s %s", file.name(), file.sha256()));
        print(loaded, output);
        Map<String, Object> result = origin(loaded);
        result.put("train", description(loaded.train()));
        result.put("test", description(loaded.test()));
        output.result(result);
        return 0;
    }

    private static void print(LoadedData loaded, Output output) {
        int[] train = counts(loaded.train());
        int[] test = counts(loaded.test());
        output.print("");
        output.print(
                "%-14s %10s %10s   examples of %s",
                "class", "training", "test", loaded.train().exampleShape());
        for (int c = 0; c < train.length; c++) {
            output.print("%-14s %,10d %,10d", loaded.train().classNames().get(c), train[c], test[c]);
        }
        output.print(
                "%-14s %,10d %,10d", "all", loaded.train().size(), loaded.test().size());
    }

    private static int[] counts(Dataset data) {
        var counts = new int[data.classNames().size()];
        for (int label : data.labels()) {
            counts[label]++;
        }
        return counts;
    }

    static Map<String, Object> origin(LoadedData loaded) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", loaded.name());
        result.put("origin", loaded.origin().description());
        result.put("sample", loaded.origin().sample());
        result.put("files", loaded.origin().files());
        return result;
    }

    private static Map<String, Object> description(Dataset data) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("examples", data.size());
        description.put("shape", data.exampleShape().extents());
        description.put("classes", data.classNames());
        description.put("class_counts", counts(data));
        return description;
    }
}
