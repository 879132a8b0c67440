package firsthand.cli.tune;

import firsthand.data.AtomicFile;
import firsthand.data.InvalidFileException;
import firsthand.formats.CheckpointFolder;
import firsthand.report.chart.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a search leaves: plan.json, from which it can go on; a file in trials/ for each trial and rung, written when that
 * is done; and, at the end, tune.json, curves.csv, curves.png, curves.svg and best.recipe. checkpoints/ is there only while it is needed.
 *
 * @param folder where
 */
public record TuneFolder(Path folder) {
    private static final String PLAN = "plan.json";

    /** Whether a search has begun here. */
    public boolean hasPlan() {
        return Files.exists(folder.resolve(PLAN));
    }

    /** @throws IOException if the folder has no plan that can be read */
    public JsonNode plan() throws IOException {
        if (!hasPlan()) {
            throw new NoSuchFileException(folder.toString(), null, "no search in this folder; check the path");
        }
        return read(folder.resolve(PLAN));
    }

    /** Writes down what is about to be searched. */
    public void savePlan(Map<String, ?> plan) throws IOException {
        save(PLAN, pretty(plan));
    }

    /** How a trial stood at the end of a rung, if it has come to it. */
    Optional<Outcome> outcome(int trial, int rung) throws IOException {
        Path file = folder.resolve(outcomeName(trial, rung));
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Outcome.of(read(file)));
        } catch (JacksonException | NumberFormatException damaged) {
            throw new InvalidFileException(
                    file + ": expected the outcome of a trial, received something else; remove it to repeat the trial");
        }
    }

    void save(Outcome outcome) throws IOException {
        save(
                outcomeName(outcome.trial(), outcome.rung()),
                JsonMapper.shared().writeValueAsString(outcome.json()) + "\n");
    }

    private static String outcomeName(int trial, int rung) {
        return String.format("trials/%s.json", name(trial, rung));
    }

    private static String name(int trial, int rung) {
        return String.format("trial-%04d-rung-%d", trial, rung);
    }

    /** Where a trial stands at the end of a rung, for the next to go on from. */
    CheckpointFolder checkpoints(int trial, int rung) {
        return new CheckpointFolder(folder.resolve("checkpoints").resolve(name(trial, rung)));
    }

    void removeCheckpoints() throws IOException {
        Path checkpoints = folder.resolve("checkpoints");
        if (Files.isDirectory(checkpoints)) {
            Files.walkFileTree(checkpoints, new Removal());
        }
    }

    /** Writes the result for programs, the curves as numbers and as pictures, and, if there is a best, its recipe. */
    public void save(Standings standings) throws IOException {
        save("tune.json", pretty(standings.result()));
        save("curves.csv", standings.curves());
        var chart = new CurveChart(standings).chart();
        chart.write(folder.resolve("curves.png"), Theme.LIGHT);
        chart.write(folder.resolve("curves.svg"), Theme.LIGHT);
        if (standings.best().isPresent()) {
            save("best.recipe", standings.recipe());
        }
    }

    private static String pretty(Map<String, ?> object) {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(object) + "\n";
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (JacksonException damaged) {
            throw new InvalidFileException(file + ": expected JSON, received something else");
        }
    }

    private void save(String name, String text) throws IOException {
        AtomicFile.write(folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
