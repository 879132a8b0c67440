package firsthand.cli;

import firsthand.training.History;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How the training of a run went, or of several runs that differ in nothing but the seed.
 *
 * @param name what the run is called
 * @param histories one for each seed
 */
record RunCurves(String name, List<History> histories) {

    /** Reads the history of a run, or of every seed-N folder within it. */
    static RunCurves read(Path run) throws IOException {
        List<History> histories = new ArrayList<>();
        if (Files.exists(run.resolve("history.csv"))) {
            histories.add(HistoryFile.read(run.resolve("history.csv")));
        } else {
            for (Path seed : seeds(run)) {
                histories.add(HistoryFile.read(seed.resolve("history.csv")));
            }
        }
        if (histories.isEmpty()) {
            throw new NoSuchFileException(
                    run.toString(), null, "expected the folder of a run, with history.csv or seed-N folders in it");
        }
        return new RunCurves(String.valueOf(run.toAbsolutePath().normalize().getFileName()), histories);
    }

    private static List<Path> seeds(Path run) throws IOException {
        List<Path> seeds = new ArrayList<>();
        if (Files.isDirectory(run)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(run, "seed-*")) {
                folders.forEach(seeds::add);
            }
        }
        seeds.sort(Comparator.comparing(Path::toString));
        return seeds;
    }

    /** How many entries all histories have. */
    int length() {
        return histories.stream()
                .mapToInt(history -> history.entries().size())
                .min()
                .orElse(0);
    }

    boolean hasValidation() {
        return histories.stream()
                .allMatch(history ->
                        !history.entries().isEmpty() && history.last().hasValidation());
    }

    /** The mean over the seeds at each entry. */
    List<Double> means(ToDoubleFunction<History.Entry> number) {
        return atEach(number, values -> Reproduction.mean(values));
    }

    /** The standard deviation over the seeds at each entry, with n - 1. */
    List<Double> deviations(ToDoubleFunction<History.Entry> number) {
        return atEach(number, values -> Reproduction.deviation(values));
    }

    private List<Double> atEach(ToDoubleFunction<History.Entry> number, ToDoubleFunction<List<Double>> statistic) {
        return IntStream.range(0, length())
                .mapToObj(i -> statistic.applyAsDouble(histories.stream()
                        .map(history -> number.applyAsDouble(history.entries().get(i)))
                        .toList()))
                .toList();
    }
}
