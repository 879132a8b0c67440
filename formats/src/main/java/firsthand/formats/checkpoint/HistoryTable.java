package firsthand.formats.checkpoint;

import firsthand.formats.safetensors.TensorContent;
import firsthand.training.History;
import java.util.ArrayList;
import java.util.List;

/** A history as a tensor of doubles: a row for each entry, in the order of the fields of {@link History.Entry}. */
final class HistoryTable {
    static final int COLUMNS = 8;

    private HistoryTable() {}

    static TensorContent of(List<History.Entry> entries) {
        var values = new double[entries.size() * COLUMNS];
        int at = 0;
        for (var entry : entries) {
            values[at++] = entry.step();
            values[at++] = entry.epoch();
            values[at++] = entry.trainLoss();
            values[at++] = entry.trainAccuracy();
            values[at++] = entry.validationLoss();
            values[at++] = entry.validationAccuracy();
            values[at++] = entry.learningRate();
            values[at++] = entry.seconds();
        }
        return new TensorContent.Doubles(List.of((long) entries.size(), (long) COLUMNS), values);
    }

    static List<History.Entry> entries(double[] values) {
        List<History.Entry> entries = new ArrayList<>();
        for (int at = 0; at < values.length; at += COLUMNS) {
            entries.add(new History.Entry(
                    (long) values[at],
                    (int) values[at + 1],
                    values[at + 2],
                    values[at + 3],
                    values[at + 4],
                    values[at + 5],
                    values[at + 6],
                    values[at + 7]));
        }
        return entries;
    }
}
