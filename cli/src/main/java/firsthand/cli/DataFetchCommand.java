package firsthand.cli;

import firsthand.cli.terminal.FetchDisplay;
import firsthand.datasets.DataCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code firsthand data fetch}: makes sure that data sets are there and intact. */
@Command(
        name = "fetch",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Make sure that data sets are there and intact.")
final class DataFetchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "mnist or fashion; by default mnist")
    private List<String> names = List.of("mnist");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        var output = common.output();
        List<Map<String, Object>> fetched = new ArrayList<>();
        for (String name : names) {
            var loaded = DataCatalog.load(name, new FetchDisplay(output));
            output.print("%s (%s)", loaded.name(), loaded.origin().description());
            fetched.add(DataInfoCommand.origin(loaded));
        }
        output.result(Map.of("data", fetched));
        return 0;
    }
}
