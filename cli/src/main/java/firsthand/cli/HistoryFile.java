package firsthand.cli;

import firsthand.data.InvalidFileException;
import firsthand.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** history.csv of a run folder: a row for each entry of a {@link History}. */
final class HistoryFile {
    static final String HEADER =
            "step,epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate,seconds";

    private HistoryFile() {}

    /** Shortest decimals that read back as the same numbers; nothing where there was no validation. */
    static String text(History history) {
        var text = new StringBuilder(HEADER).append('\n');
        for (var entry : history.entries()) {
            String validation = entry.hasValidation() ? entry.validationLoss() + "," + entry.validationAccuracy() : ",";
            text.append(entry.step()).append(',').append(entry.epoch()).append(',');
            text.append(entry.trainLoss())
                    .append(',')
                    .append(entry.trainAccuracy())
                    .append(',');
            text.append(validation).append(',').append(entry.learningRate()).append(',');
            text.append(entry.seconds()).append('\n');
        }
        return text.toString();
    }

    /**
     * The history in a file.
     *
     * @throws InvalidFileException if it is not such a file
     */
    static History read(Path path) throws IOException {
        var lines = Files.readAllLines(path);
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new InvalidFileException(path + ": line 1: expected " + HEADER + ", received "
                    + (lines.isEmpty() ? "nothing" : "other columns") + "; this is not the history of a run");
        }
        List<History.Entry> entries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            entries.add(entry(lines.get(i), path + ": line " + (i + 1)));
        }
        return new History(entries);
    }

    private static History.Entry entry(String line, String where) throws InvalidFileException {
        String[] fields = line.split(",", -1);
        try {
            if (fields.length != HEADER.split(",").length) {
                throw new NumberFormatException("another number of columns");
            }
            return new History.Entry(
                    Long.parseLong(fields[0]),
                    Integer.parseInt(fields[1]),
                    Double.parseDouble(fields[2]),
                    Double.parseDouble(fields[3]),
                    fields[4].isEmpty() ? Double.NaN : Double.parseDouble(fields[4]),
                    fields[5].isEmpty() ? Double.NaN : Double.parseDouble(fields[5]),
                    Double.parseDouble(fields[6]),
                    Double.parseDouble(fields[7]));
        } catch (NumberFormatException malformed) {
            throw new InvalidFileException(
                    where + ": expected numbers for " + HEADER + ", received " + line + "; train again", malformed);
        }
    }
}
