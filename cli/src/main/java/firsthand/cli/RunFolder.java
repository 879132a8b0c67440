package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.data.AtomicFile;
import firsthand.formats.CheckpointFolder;
import firsthand.formats.SafeTensors;
import firsthand.report.ReportPage;
import firsthand.report.RunReport;
import firsthand.training.History;
import firsthand.training.LayerStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a training run leaves: report.html to look at, model.safetensors, history.csv, run.json with everything needed to
 * repeat it, and, where they were asked for, layers.csv and checkpoints/.
 *
 * @param folder where
 */
record RunFolder(Path folder) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** The folder named, or a new one under runs/ that is named after the time and the recipe. */
    static RunFolder create(@Nullable Path named, String recipe) throws IOException {
        Path folder = named != null ? named : unused(Path.of("runs", TIME.format(LocalDateTime.now()) + "-" + recipe));
        Files.createDirectories(folder);
        return new RunFolder(folder);
    }

    private static Path unused(Path folder) {
        Path candidate = folder;
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = folder.resolveSibling(folder.getFileName() + "-" + i);
        }
        return candidate;
    }

    /** The folder of one of several runs, within this one. */
    RunFolder ofSeed(long seed) throws IOException {
        return create(folder.resolve("seed-" + seed), "");
    }

    Path model() {
        return folder.resolve("model.safetensors");
    }

    /** Where training leaves checkpoints. */
    CheckpointFolder checkpoints() {
        return new CheckpointFolder(folder.resolve("checkpoints"));
    }

    /** The model whose weights a training with checkpoints began with, where that is not drawn from the seed. */
    Path start() {
        return checkpoints().folder().resolve("start.safetensors");
    }

    void saveModel(Classifier classifier, Map<String, String> provenance) throws IOException {
        SafeTensors.save(classifier, provenance, model());
    }

    void saveHistory(History history) throws IOException {
        save("history.csv", HistoryFile.text(history));
    }

    void saveLayers(LayerStatistics statistics) throws IOException {
        String header = "step,layer,type,mean,deviation,dead_share,gradient_norm\n";
        String rows = statistics.entries().stream().map(RunFolder::row).collect(Collectors.joining());
        save("layers.csv", header + rows);
    }

    private static String row(LayerStatistics.Entry entry) {
        return entry.step() + "," + entry.layer() + "," + entry.type() + "," + entry.mean() + "," + entry.deviation()
                + "," + entry.deadShare() + "," + entry.gradientNorm() + "\n";
    }

    void saveRun(Map<String, ?> run) throws IOException {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        save("run.json", mapper.writeValueAsString(run) + "\n");
    }

    void saveReport(RunReport report) throws IOException {
        save("report.html", ReportPage.html(report));
    }

    private void save(String name, String text) throws IOException {
        AtomicFile.write(folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
