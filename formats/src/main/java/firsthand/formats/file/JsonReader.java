package firsthand.formats.file;

import firsthand.data.InvalidFileException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON value by value, as the caller expects it: anything else is an {@link InvalidFileException} that says
 * where. Duplicate keys are refused at every depth.
 *
 * <p>It stands on the value to be read next: {@link #string()} and its like read that value, {@link #nextField()} and
 * {@link #nextElement()} step to the next one.
 */
public final class JsonReader implements AutoCloseable {
    /** As long as a name or a string may be: what a hostile file can make a reader remember grows with this limit. */
    private static final int LONGEST_TEXT = 1_000_000;

    /** The names of a file's tensors come from anywhere, so they are kept out of the tables that all parsers share. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(LONGEST_TEXT)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    /** As many digits as always fit a long. */
    private static final int MOST_DIGITS = 18;

    /** More than the longest form of a double takes. */
    private static final int MOST_DIGITS_OF_A_FRACTION = 26;

    private final JsonParser parser;
    private final String where;
    private final InputFile file;

    /** Stands on the outermost value of {@code text}, which messages place at {@code where} in {@code file}. */
    public JsonReader(String text, String where, InputFile file) throws InvalidFileException {
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), text);
        this.where = where;
        this.file = file;
        advance();
    }

    /** Stands on the outermost value of a whole file, which it reads little by little. */
    public JsonReader(InputFile file) throws InvalidFileException {
        // Not left to the parser, which would guess at other encodings.
        var utf8 = new InputStreamReader(file.stream(), StandardCharsets.UTF_8.newDecoder());
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), utf8);
        this.where = "JSON";
        this.file = file;
        advance();
    }

    /** Enters an object, before its first field. */
    public void beginObject() throws InvalidFileException {
        expect(JsonToken.START_OBJECT, "an object");
    }

    /** Steps to the value of the next field; false at the end of the object. */
    public boolean nextField() throws InvalidFileException {
        advance();
        if (parser.currentToken() == JsonToken.END_OBJECT) {
            return false;
        }
        checked(name());
        advance();
        return true;
    }

    /** The name of the field that {@link #nextField()} stepped to. */
    public String name() {
        return parser.currentName();
    }

    /** Enters an array, before its first element. */
    public void beginArray() throws InvalidFileException {
        expect(JsonToken.START_ARRAY, "an array");
    }

    /** Steps to the next element; false at the end of the array. */
    public boolean nextElement() throws InvalidFileException {
        advance();
        return parser.currentToken() != JsonToken.END_ARRAY;
    }

    public String string() throws InvalidFileException {
        expect(JsonToken.VALUE_STRING, "a string");
        return checked(text());
    }

    /** A number of digits alone: no sign, fraction or exponent. */
    public long wholeNumber() throws InvalidFileException {
        String digits = text();
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && !digits.startsWith("-");
        if (!whole || digits.length() > MOST_DIGITS) {
            throw invalid("a whole number of 0 or more, and of " + MOST_DIGITS + " digits at most", digits);
        }
        return Long.parseLong(digits);
    }

    /** A finite number. */
    public double number() throws InvalidFileException {
        String digits = digits();
        double value = Double.parseDouble(digits);
        if (!Double.isFinite(value)) {
            throw invalid("a finite number", digits);
        }
        return value;
    }

    /** The float32 nearest to a number; one of those that are finite. */
    public float float32() throws InvalidFileException {
        String digits = digits();
        float value = Float.parseFloat(digits);
        if (!Float.isFinite(value)) {
            throw invalid("a number that float32 can hold", digits);
        }
        return value;
    }

    private String digits() throws InvalidFileException {
        String digits = text();
        boolean number = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
        if (!number || digits.length() > MOST_DIGITS_OF_A_FRACTION) {
            throw invalid("a number of " + MOST_DIGITS_OF_A_FRACTION + " characters at most", digits);
        }
        return digits;
    }

    /** Whether the value to be read is an array. */
    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** A size or count: a whole number, at least 1, that fits an int. */
    public int size() throws InvalidFileException {
        long number = wholeNumber();
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw invalid("a number from 1 to " + Integer.MAX_VALUE, number + "");
        }
        return (int) number;
    }

    /** An object whose values are strings, in the file's order. */
    public Map<String, String> stringsByName() throws InvalidFileException {
        Map<String, String> strings = new LinkedHashMap<>();
        beginObject();
        while (nextField()) {
            strings.put(name(), string());
        }
        return strings;
    }

    public List<String> strings() throws InvalidFileException {
        List<String> strings = new ArrayList<>();
        beginArray();
        while (nextElement()) {
            strings.add(string());
        }
        return strings;
    }

    public List<Long> wholeNumbers() throws InvalidFileException {
        List<Long> numbers = new ArrayList<>();
        beginArray();
        while (nextElement()) {
            numbers.add(wholeNumber());
        }
        return numbers;
    }

    public List<Integer> sizes() throws InvalidFileException {
        List<Integer> sizes = new ArrayList<>();
        beginArray();
        while (nextElement()) {
            sizes.add(size());
        }
        return sizes;
    }

    /** Nothing but white space may follow. */
    public void end() throws InvalidFileException {
        try {
            if (parser.nextToken() != null) {
                throw invalid("nothing after the end of the JSON", text());
            }
        } catch (JacksonException malformed) {
            throw invalid("nothing after the end of the JSON", malformed.getOriginalMessage());
        }
    }

    public InvalidFileException unknownField() {
        return invalid("no field of this name", name());
    }

    public InvalidFileException invalid(String expected, String received) {
        return file.invalid(where + place(), expected, received, InputFile.DAMAGED);
    }

    private String place() {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        return pointer.isEmpty() ? "" : " at " + pointer;
    }

    private void expect(JsonToken token, String what) throws InvalidFileException {
        if (parser.currentToken() != token) {
            throw invalid(what, text());
        }
    }

    private void advance() throws InvalidFileException {
        try {
            if (parser.nextToken() == null) {
                throw invalid("JSON", "nothing");
            }
        } catch (JacksonException malformed) {
            throw invalid("valid JSON", malformed.getOriginalMessage());
        }
    }

    private String text() throws InvalidFileException {
        try {
            return parser.getString();
        } catch (JacksonException malformed) {
            throw invalid("valid JSON", malformed.getOriginalMessage());
        }
    }

    /** JSON can spell half of a character that takes two, which is then no text. */
    private String checked(String text) throws InvalidFileException {
        if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            throw invalid("whole characters", text);
        }
        return text;
    }

    @Override
    public void close() {
        parser.close();
    }
}
