package firsthand.playground.export;

/** Lines of a program. */
final class Lines {
    private Lines() {}

    /** The same lines, so many spaces further in, without an end after the last. */
    static String indented(int spaces, String lines) {
        String start = " ".repeat(spaces);
        var text = new StringBuilder();
        for (String line : lines.stripTrailing().split("\n", -1)) {
            text.append(text.isEmpty() ? "" : "\n").append(line.isEmpty() ? "" : start + line);
        }
        return text.toString();
    }

    /** {@link #indented} with an end after the last line; nothing where there are none. */
    static String block(int spaces, String lines) {
        return lines.isEmpty() ? "" : indented(spaces, lines) + "\n";
    }
}
