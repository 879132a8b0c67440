package firsthand.datasets;

import firsthand.data.InvalidFileException;
import java.util.List;

/**
 * What the columns of a CSV file mean, as its first row tells.
 *
 * @param columns the names in the first row, or none
 * @param side the height and width of an image
 * @param labelColumn from 0 on
 * @param fullScale the highest pixel
 * @param classes labels go from 0 to one less
 */
record CsvLayout(String file, List<String> columns, int side, int labelColumn, int fullScale, int classes) {
    private static final int DIGIT_SIDE = 8;
    private static final int DIGIT_FULL_SCALE = 16;

    static CsvLayout of(String file, long line, List<String> firstRow, int classes) throws InvalidFileException {
        int label = indexOfLabel(firstRow);
        boolean header = label >= 0 || firstRow.stream().noneMatch(CsvLayout::isNumber);
        int pixels = firstRow.size() - 1;
        int side = (int) Math.sqrt(pixels);
        if (side < 2 || side * side != pixels) {
            throw new InvalidFileException(
                    file + ": row " + line + ": expected a label and the pixels of a square image"
                            + " (785 columns for 28x28, 65 for 8x8), received " + firstRow.size() + " columns"
                            + (isSquare(firstRow.size()) ? "; is the label missing, as in Kaggle's test.csv?" : ""));
        }
        boolean digits = side == DIGIT_SIDE;
        if (label < 0) {
            label = digits && !header ? pixels : 0;
        }
        return new CsvLayout(
                file, header ? firstRow : List.of(), side, label, digits ? DIGIT_FULL_SCALE : 255, classes);
    }

    private static int indexOfLabel(List<String> firstRow) {
        for (int column = 0; column < firstRow.size(); column++) {
            if (firstRow.get(column).strip().equalsIgnoreCase("label")) {
                return column;
            }
        }
        return -1;
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[-+]?[0-9].*");
    }

    private static boolean isSquare(int number) {
        int root = (int) Math.sqrt(number);
        return root * root == number;
    }

    /** Whether the first row names the columns. */
    boolean header() {
        return !columns.isEmpty();
    }

    /** The number of columns. */
    int width() {
        return side * side + 1;
    }

    /** Refuses a row that does not fit. */
    void check(CsvRow row) throws InvalidFileException {
        if (row.width() != width()) {
            throw new InvalidFileException(file + ": row " + row.line() + ": expected " + width()
                    + " columns, as in the first row, received " + row.width() + "; correct or remove the row");
        }
        for (int column = 0; column < row.width(); column++) {
            int value = row.value(column);
            int highest = column == labelColumn ? classes - 1 : fullScale;
            if (value == CsvRow.NOT_A_NUMBER || value > highest) {
                throw new InvalidFileException(file + ": row " + row.line() + ", column " + (column + 1) + " ("
                        + columnName(column) + "): expected a whole number from 0 to " + highest + ", received "
                        + (value == CsvRow.NOT_A_NUMBER ? '"' + shown(row.badText()) + '"' : value)
                        + "; correct or remove the row");
            }
        }
    }

    private String columnName(int column) {
        if (header()) {
            return shown(columns.get(column));
        }
        return column == labelColumn ? "label" : "pixel" + (column > labelColumn ? column - 1 : column);
    }

    private static String shown(String text) {
        return printable(text.length() > 40 ? text.substring(0, 40) : text);
    }

    /** Text of a file that is fit for a message of one line: without control characters. */
    static String printable(String text) {
        return text.replaceAll("[^\\p{Graph}\\p{IsAlphabetic} ]", "?");
    }
}
