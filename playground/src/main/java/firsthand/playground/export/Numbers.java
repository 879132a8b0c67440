package firsthand.playground.export;

/** Numbers as a program in Java or in Python writes them. */
final class Numbers {
    private Numbers() {}

    /** The shortest text that both languages read as this number: {@code 0.001}, {@code 1e-5}, {@code 64.0}. */
    static String literal(double value) {
        String text = Double.toString(value);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        String figures = text.substring(0, exponent);
        return (figures.endsWith(".0") ? figures.substring(0, figures.length() - 2) : figures)
                + "e"
                + text.substring(exponent + 1);
    }

    /** A whole number without a point, any other as {@link #literal} writes it. */
    static String shortest(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e6;
        return whole ? Integer.toString((int) value) : literal(value);
    }
}
