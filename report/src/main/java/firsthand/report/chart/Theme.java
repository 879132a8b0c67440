package firsthand.report.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a picture is drawn on. */
public enum Theme {
    /** White paper. */
    LIGHT,
    /** A dark screen. */
    DARK;

    /**
     * The theme of that name: "light" or "dark".
     *
     * @throws IllegalArgumentException for any other
     */
    public static Theme named(String name) {
        for (var theme : values()) {
            if (theme.lowerCase().equals(name)) {
                return theme;
            }
        }
        throw new IllegalArgumentException("theme: expected "
                + Arrays.stream(values()).map(Theme::lowerCase).collect(Collectors.joining(" or ")) + ", received "
                + name);
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
