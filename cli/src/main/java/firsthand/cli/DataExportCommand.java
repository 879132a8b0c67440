package firsthand.cli;

import firsthand.cli.terminal.FetchDisplay;
import firsthand.data.Dataset;
import firsthand.datasets.CsvWriter;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.IdxWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand data export}: writes a data set to a file. */
@Command(
        name = "export",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Write a data set to a file: CSV in Kaggle's layout, or a pair of IDX files.")
final class DataExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|PATH", arity = "0..1", description = "by default mnist")
    private String name = "mnist";

    @Option(names = "--format", paramLabel = "NAME", description = "csv or idx")
    private String format = "csv";

    @Option(names = "--split", paramLabel = "PART", description = "train or test")
    private String split = "train";

    @Option(names = "--limit", paramLabel = "N", description = "only the first N examples")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where to; gzip if the name ends with .gz. For idx, what the names of both files begin with")
    private Path out;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        var output = common.output();
        var data = DataCommand.part(DataCatalog.load(name, new FetchDisplay(output)), split)
                .take(limit);
        List<String> written = write(data).stream().map(Path::toString).toList();
        output.print("wrote     %,d examples to %s", data.size(), String.join(" and ", written));
        output.result(Map.of("examples", data.size(), "files", written));
        return 0;
    }

    private List<Path> write(Dataset data) throws IOException {
        switch (format) {
            case "csv" -> {
                CsvWriter.write(data, out);
                return List.of(out);
            }
            case "idx" -> {
                Path images = out.resolveSibling(out.getFileName() + "-images-idx3-ubyte");
                Path labels = out.resolveSibling(out.getFileName() + "-labels-idx1-ubyte");
                IdxWriter.writeInputs(data, images);
                IdxWriter.writeLabels(data, labels);
                return List.of(images, labels);
            }
            default -> throw new IllegalArgumentException("--format: expected csv or idx, received " + format);
        }
    }
}
