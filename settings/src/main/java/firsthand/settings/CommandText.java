package firsthand.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words of a command as they are written down: with spaces or ends of lines between, in quotes where they need them.
 *
 * <pre>{@code
 * CommandText.words("--epochs 3 # a comment\n--data 'my scans'");   // --epochs, 3, --data, my scans
 * CommandText.line(List.of("--data", "my scans"));                  // --data 'my scans'
 * }</pre>
 *
 * <p>What {@link #line} writes, a shell reads as the same words, and so does {@link #words}.
 */
public final class CommandText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,=+@%-]+");

    private CommandText() {}

    /** The words on one line, quoted where a shell would take them for something else. */
    public static String line(List<String> words) {
        return words.stream().map(CommandText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
    }

    /**
     * The words of a text; a number sign at the start of a word makes the rest of its line a comment.
     *
     * @throws IllegalArgumentException if a quote is never closed
     */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
            } else if (text.charAt(i) == '#') {
                i = endOfLine(text, i);
            } else {
                var word = new StringBuilder();
                i = word(text, i, word);
                words.add(word.toString());
            }
        }
        return words;
    }

    /** Appends the word that begins at {@code i}; returns where it ends. */
    private static int word(String text, int i, StringBuilder word) {
        while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
            char c = text.charAt(i);
            if (c != '\'' && c != '"') {
                word.append(c);
                i++;
                continue;
            }
            int end = text.indexOf(c, i + 1);
            if (end < 0) {
                throw new IllegalArgumentException("expected a second " + c + " after "
                        + text.substring(i).strip() + ", received the end of the text");
            }
            word.append(text, i + 1, end);
            i = end + 1;
        }
        return i;
    }

    private static int endOfLine(String text, int i) {
        int end = text.indexOf('\n', i);
        return end < 0 ? text.length() : end;
    }
}
