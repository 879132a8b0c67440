package firsthand.datasets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads images from CSV, one row each, plain or gzip, told apart by content.
 *
 * <p>The columns are a label and the pixels of a square image, row by row. A first row that names its columns (Kaggle's
 * {@code train.csv}: {@code label,pixel0,pixel1,...}) tells where the label is. Without one the label is first, except
 * with 65 columns: those are the 8x8 digits of UCI, whose label is last. The pixels of 8x8 digits go from 0 to 16, all
 * others from 0 to 255. Images of up to 256x256 pixels are read, fields of up to 65,536 characters, and no gzip file that
 * unpacks to more than 64 MB and to more than 100 times its length.
 */
public final class CsvReader {
    /** In characters: a quote that is never closed does not fill memory with the rest of the file. */
    private static final int LONGEST_FIELD = 1 << 16;

    private CsvReader() {}

    /**
     * Reads a file whose layout its first row tells.
     *
     * @param name what to call the data set
     * @param classNames what each label, from 0 on, is called
     * @return examples of shape side x side, pixels scaled to [0, 1]
     * @throws InvalidFileException if a row has another width than the first, or a field is not a whole number of the
     * range of its
     *     column; the message names the file, the row (its line) and the column
     */
    public static Dataset read(String name, Path file, List<String> classNames) throws IOException {
        try (var content = Content.open(file)) {
            return read(name, content, classNames);
        }
    }

    /**
     * Like {@link #read(String, Path, List)}, from bytes that are here already.
     *
     * @param name what to call the data set, and what messages call the bytes
     * @throws InvalidFileException if they are not what they should be
     */
    public static Dataset read(String name, byte[] bytes, List<String> classNames) throws InvalidFileException {
        try (var content = Content.of(name, new ByteArrayInputStream(bytes), bytes.length)) {
            return read(name, content, classNames);
        } catch (InvalidFileException worded) {
            throw worded;
        } catch (IOException impossible) {
            throw new UncheckedIOException("an array gives every byte", impossible);
        }
    }

    static Dataset read(String name, Content content, List<String> classNames) throws IOException {
        try {
            return read(name, content.name(), rows(content), classNames);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (CsvParseException malformed) {
            Throwable cause = deepest(malformed);
            if (cause instanceof InvalidFileException worded) {
                throw worded;
            }
            String message = CsvLayout.printable(String.valueOf(cause.getMessage()));
            throw new InvalidFileException(content.name() + ": not CSV (" + message + "); check its quotes", malformed);
        }
    }

    /** The number of fields of the first row, 0 if there is none. */
    static int firstRowWidth(Content content) throws IOException {
        try {
            var rows = rows(content);
            return rows.hasNext() ? rows.next().width() : 0;
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (CsvParseException malformed) {
            return 0; // to be worded when it is read
        }
    }

    private static Iterator<CsvRow> rows(Content content) {
        return de.siegmar.fastcsv.reader.CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // our own check names the file too
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .build(new CsvRow(content.name()), content, StandardCharsets.UTF_8)
                .iterator();
    }

    private static Dataset read(String name, String file, Iterator<CsvRow> rows, List<String> classNames)
            throws IOException {
        if (!rows.hasNext()) {
            throw new InvalidFileException(file + ": expected rows of a label and pixels, received none; it is empty");
        }
        CsvRow row = rows.next();
        var layout = CsvLayout.of(file, row.line(), row.texts(), classNames.size());
        var pixels = new ByteArrayOutputStream();
        var labels = IntStream.builder();
        if (layout.header()) {
            row = nextOrMissing(file, rows);
        }
        while (true) {
            layout.check(row);
            labels.add(row.value(layout.labelColumn()));
            pixels.writeBytes(row.bytesWithout(layout.labelColumn()));
            if (!rows.hasNext()) {
                return dataset(
                        name, layout, pixels.toByteArray(), labels.build().toArray(), classNames);
            }
            row = rows.next();
        }
    }

    private static CsvRow nextOrMissing(String file, Iterator<CsvRow> rows) throws InvalidFileException {
        if (!rows.hasNext()) {
            throw new InvalidFileException(file + ": expected examples below the names of the columns, received none");
        }
        return rows.next();
    }

    private static Dataset dataset(
            String name, CsvLayout layout, byte[] pixels, int[] labels, List<String> classNames) {
        var x = new float[pixels.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (pixels[i] & 0xff) / (float) layout.fullScale();
        }
        var shape = Shape.of(labels.length, layout.side(), layout.side());
        return Dataset.of(name, Tensor.of(shape, x), labels, classNames, layout.fullScale());
    }

    private static Throwable deepest(Throwable failure) {
        return failure.getCause() == null ? failure : deepest(failure.getCause());
    }
}
