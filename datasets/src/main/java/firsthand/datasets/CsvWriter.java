package firsthand.datasets;

import de.siegmar.fastcsv.writer.LineDelimiter;
import firsthand.data.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Writes CSV in the layout of Kaggle's {@code train.csv}: {@code label,pixel0,pixel1,...}, one row per example; gzip if
 * the file's name ends with {@code .gz}. What {@link CsvReader} reads back is the same in every bit.
 *
 * <p>A file appears whole or not at all.
 */
public final class CsvWriter {
    private static final String[] NUMBERS =
            IntStream.range(0, 256).mapToObj(Integer::toString).toArray(String[]::new);

    private CsvWriter() {}

    /**
     * Writes each input times the data set's full scale, rounded.
     *
     * @throws IllegalArgumentException if that leaves the range of a byte, as it does for standardised inputs
     */
    public static void write(Dataset data, Path file) throws IOException {
        DataFile.write(file, out -> write(data, out));
    }

    private static void write(Dataset data, OutputStream out) throws IOException {
        // Closed by DataFile, which owns the stream; flushed here.
        var csv = de.siegmar.fastcsv.writer.CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        var row = new String[data.exampleShape().size() + 1];
        row[0] = "label";
        for (int column = 1; column < row.length; column++) {
            row[column] = "pixel" + (column - 1);
        }
        csv.writeRecord(row);
        var pixels = new Pixels(data);
        for (int i = 0; i < data.size(); i++) {
            int[] values = pixels.of(i);
            row[0] = Integer.toString(data.label(i));
            for (int column = 1; column < row.length; column++) {
                row[column] = NUMBERS[values[column - 1]];
            }
            csv.writeRecord(row);
        }
        csv.flush();
    }
}
