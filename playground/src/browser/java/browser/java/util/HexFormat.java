package browser.java.util;

/** What Firsthand uses of {@code java.util.HexFormat}: bytes as lower-case hexadecimal figures. */
public final class HexFormat {
    private final String delimiter;

    private HexFormat(String delimiter) {
        this.delimiter = delimiter;
    }

    /** Two figures a byte, nothing between them. */
    public static HexFormat of() {
        return new HexFormat("");
    }

    /** Two figures a byte, something between them. */
    public static HexFormat ofDelimiter(String delimiter) {
        return new HexFormat(delimiter);
    }

    /** The figures of some bytes. */
    public String formatHex(byte[] bytes) {
        var text = new StringBuilder();
        for (byte b : bytes) {
            text.append(text.isEmpty() ? "" : delimiter)
                    .append(Character.forDigit((b >> 4) & 0xf, 16))
                    .append(Character.forDigit(b & 0xf, 16));
        }
        return text.toString();
    }
}
