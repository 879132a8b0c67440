package firsthand.cli;

import firsthand.cli.terminal.Output;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(names = "--json", description = "one JSON object on standard output, everything else on standard error")
    private boolean json;

    @Option(names = "--verbose", description = "show where in the code a failure happened")
    private boolean verbose;

    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    Output output() {
        return Output.ofProcess(json);
    }

    boolean verbose() {
        return verbose;
    }
}
