package firsthand.cli;

import firsthand.data.Dataset;
import firsthand.datasets.LoadedData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code firsthand data}: what there is to learn from. */
@Command(
        name = "data",
        description = "Fetch, describe, draw or export a data set.",
        subcommands = {DataFetchCommand.class, DataInfoCommand.class, DataShowCommand.class, DataExportCommand.class})
final class DataCommand implements Runnable {
    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    @Override
    public void run() {
        throw new IllegalArgumentException(
                "data: expected fetch, info, show or export, received none; see firsthand data --help");
    }

    /** The part of a data set that {@code --split} names. */
    static Dataset part(LoadedData loaded, String split) {
        return switch (split) {
            case "train" -> loaded.train();
            case "test" -> loaded.test();
            default -> throw new IllegalArgumentException("--split: expected train or test, received " + split);
        };
    }
}
