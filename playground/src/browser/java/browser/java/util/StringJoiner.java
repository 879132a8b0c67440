package browser.java.util;

/** What Firsthand uses of {@code java.util.StringJoiner}. */
public final class StringJoiner {
    private final String delimiter;
    private final String prefix;
    private final String suffix;
    private final StringBuilder text = new StringBuilder();
    private boolean empty = true;

    /** Nothing yet, with something between what will come. */
    public StringJoiner(CharSequence delimiter) {
        this(delimiter, "", "");
    }

    /** Nothing yet, with something between what will come, and something before and after all of it. */
    public StringJoiner(CharSequence delimiter, CharSequence prefix, CharSequence suffix) {
        this.delimiter = delimiter.toString();
        this.prefix = prefix.toString();
        this.suffix = suffix.toString();
    }

    /** One more. */
    public StringJoiner add(CharSequence part) {
        text.append(empty ? "" : delimiter).append(part);
        empty = false;
        return this;
    }

    @Override
    public String toString() {
        return prefix + text + suffix;
    }
}
