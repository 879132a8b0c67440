package firsthand.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code firsthand plot}: pictures of runs, models and data, as PNG or SVG. */
@Command(
        name = "plot",
        description = "Draw curves, weights, confusion, samples, mistakes or activations, as PNG or SVG.",
        subcommands = {
            PlotCurvesCommand.class,
            PlotWeightsCommand.class,
            PlotConfusionCommand.class,
            PlotSamplesCommand.class,
            PlotMistakesCommand.class,
            PlotActivationsCommand.class
        })
final class PlotCommand implements Runnable {
    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    @Override
    public void run() {
        throw new IllegalArgumentException(
                "plot: expected curves, weights, confusion, samples, mistakes or activations,"
                        + " received none; see firsthand plot --help");
    }
}
