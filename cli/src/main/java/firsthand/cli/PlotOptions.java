package firsthand.cli;

import firsthand.cli.terminal.Output;
import firsthand.report.chart.Picture;
import firsthand.report.chart.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a picture goes, and what it is drawn on. */
final class PlotOptions {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "a name that ends in .png or .svg; by default, a .png in this folder")
    private @Nullable Path out;

    @Option(names = "--theme", paramLabel = "NAME", description = "light or dark")
    private String theme = "light";

    /** Refuses names that cannot be written to, before anything is computed. */
    void check() {
        Theme.named(theme);
        if (out != null && !out.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|svg)")) {
            throw new IllegalArgumentException("--out: expected a name that ends in .png or .svg, received " + out);
        }
    }

    /**
     * Writes a picture, and says so.
     *
     * @param name the file's, without ending, if none was given
     * @param numbers what the picture shows, for programs
     */
    void write(Picture picture, String name, Map<String, ?> numbers, Output output) throws IOException {
        Path file = out != null ? out : Path.of(name + ".png");
        picture.write(file, Theme.named(theme));
        output.print("saved     %s", file);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", file.toString());
        result.putAll(numbers);
        output.result(result);
    }
}
