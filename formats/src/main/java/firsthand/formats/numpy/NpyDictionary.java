package firsthand.formats.numpy;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a .npy file's header: a dictionary as Python writes it, of exactly three keys.
 *
 * <pre>{@code {'descr': '<f4', 'fortran_order': False, 'shape': (784, 128), }}</pre>
 *
 * @param descr the type of the elements, with their byte order
 * @param fortranOrder whether the first index changes fastest
 * @param shape the extents, outermost first
 */
record NpyDictionary(String descr, boolean fortranOrder, List<Long> shape) {

    /** Reads the text, which ends with a new line after any number of spaces. */
    static NpyDictionary parse(byte[] text, String where, InputFile file) throws InvalidFileException {
        return new Parser(text, where, file).dictionary();
    }

    /** Reads no more of Python than such a dictionary needs: strings, whole numbers, True and False, and one tuple. */
    private static final class Parser {
        /** As many digits as always fit a long. */
        private static final int MOST_DIGITS = 18;

        private final byte[] text;
        private final String where;
        private final InputFile file;
        private int at;

        Parser(byte[] text, String where, InputFile file) {
            this.text = text;
            this.where = where;
            this.file = file;
        }

        NpyDictionary dictionary() throws InvalidFileException {
            @Nullable String descr = null;
            @Nullable Boolean fortranOrder = null;
            @Nullable List<Long> shape = null;
            expect('{');
            while (!accept('}')) {
                String key = string();
                expect(':');
                switch (key) {
                    case "descr" -> descr = once(key, descr, type());
                    case "fortran_order" -> fortranOrder = once(key, fortranOrder, truth());
                    case "shape" -> shape = once(key, shape, shape());
                    default -> throw invalid("no key but descr, fortran_order and shape", key);
                }
                separator('}');
            }
            end();
            if (descr == null || fortranOrder == null || shape == null) {
                throw invalid(
                        "descr, fortran_order and shape",
                        "only " + known(descr, fortranOrder, shape) + " of the three");
            }
            return new NpyDictionary(descr, fortranOrder, shape);
        }

        private static long known(@Nullable Object... values) {
            return java.util.Arrays.stream(values)
                    .filter(value -> value != null)
                    .count();
        }

        private <T> T once(String key, @Nullable T before, T value) throws InvalidFileException {
            if (before != null) {
                throw invalid("each key once", key + " twice");
            }
            return value;
        }

        private String type() throws InvalidFileException {
            spaces();
            String remedy = "give each of its fields to numpy.save as an array of its own";
            return switch (peek()) {
                case '[' -> throw file.invalid(here(), "one type of numbers", "a structured type", remedy);
                case '(' -> throw file.invalid(here(), "one type of numbers", "a type of arrays", remedy);
                default -> string();
            };
        }

        private String string() throws InvalidFileException {
            spaces();
            int quote = peek();
            if (quote != '\'' && quote != '"') {
                throw invalid("a string in quotes", shown(quote));
            }
            int begin = ++at;
            while (peek() != quote) {
                if (peek() < ' ' || peek() > '~' || peek() == '\\') {
                    throw invalid("a string of plain characters", shown(peek()));
                }
                at++;
            }
            return new String(text, begin, at++ - begin, StandardCharsets.US_ASCII);
        }

        private boolean truth() throws InvalidFileException {
            spaces();
            int begin = at;
            while (Character.isLetter(peek())) {
                at++;
            }
            String word = new String(text, begin, at - begin, StandardCharsets.ISO_8859_1);
            return switch (word) {
                case "True" -> true;
                case "False" -> false;
                default -> throw invalid("True or False", word.isEmpty() ? shown(peek()) : word);
            };
        }

        /** A tuple: (), (3,), (2, 3) or (2, 3,). A number in brackets, (3), is none. */
        private List<Long> shape() throws InvalidFileException {
            List<Long> extents = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                extents.add(wholeNumber());
                if (extents.size() > NumpyArray.MOST_DIMENSIONS) {
                    throw invalid("at most " + NumpyArray.MOST_DIMENSIONS + " extents", "more");
                }
                spaces();
                if (extents.size() == 1 && peek() == ')') {
                    throw invalid("a comma after the only extent", ")");
                }
                separator(')');
            }
            return extents;
        }

        private long wholeNumber() throws InvalidFileException {
            spaces();
            int begin = at;
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            int digits = at - begin;
            if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text[begin] == '0')) {
                throw invalid(
                        "a whole number of 0 or more, and of " + MOST_DIGITS + " digits at most",
                        digits == 0 ? shown(peek()) : new String(text, begin, digits, StandardCharsets.US_ASCII));
            }
            if (peek() == 'L') {
                throw file.invalid(here(), "a whole number", "one of Python 2's, with an L", "save it with Python 3");
            }
            return Long.parseLong(new String(text, begin, digits, StandardCharsets.US_ASCII));
        }

        /** A comma, or the closing bracket, which is left to be read. */
        private void separator(char bracket) throws InvalidFileException {
            spaces();
            if (peek() != bracket) {
                expect(',');
            }
        }

        private void end() throws InvalidFileException {
            spaces();
            if (at != text.length - 1 || peek() != '\n') {
                throw invalid("spaces, and a new line as the end", shown(peek()));
            }
        }

        private void expect(char character) throws InvalidFileException {
            if (!accept(character)) {
                throw invalid(character + "", shown(peek()));
            }
        }

        private boolean accept(char character) {
            spaces();
            boolean found = peek() == character;
            at += found ? 1 : 0;
            return found;
        }

        private void spaces() {
            while (peek() == ' ') {
                at++;
            }
        }

        /** The next byte as a character of Latin-1; -1 at the end. */
        private int peek() {
            return at < text.length ? Byte.toUnsignedInt(text[at]) : -1;
        }

        private static String shown(int character) {
            return character < 0 ? "its end" : Character.toString(character);
        }

        private String here() {
            return where + " at byte " + at;
        }

        private InvalidFileException invalid(String expected, String received) {
            return file.invalid(here(), expected, received, InputFile.DAMAGED);
        }
    }
}
