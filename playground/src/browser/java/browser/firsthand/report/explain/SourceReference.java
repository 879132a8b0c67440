package browser.firsthand.report.explain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The lines of Java that compute something, by a table made when the page was built: it has no class files to ask.
 *
 * @param path the source file, from the project's root
 * @param line the first line of the method that does something
 * @param method class and method
 */
public record SourceReference(String path, int line, String method) {
    private static final String TABLE = "/firsthand/report/explain/source-lines.txt";

    /**
     * Looks up a method of the library.
     *
     * @throws IllegalArgumentException if there is no such class or method
     */
    static SourceReference of(String className, String method) {
        String wanted = className + " " + method + " ";
        var table = Objects.requireNonNull(SourceReference.class.getResourceAsStream(TABLE), TABLE);
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(wanted)) {
                    String[] place = line.substring(wanted.length()).split(" ");
                    String simpleName = className.substring(className.lastIndexOf('.') + 1);
                    return new SourceReference(place[0], Integer.parseInt(place[1]), simpleName + "." + method);
                }
            }
            throw new IllegalArgumentException(className + ": there is no method " + method);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code core/src/main/java/firsthand/layer/Dense.java:120}. */
    @Override
    public String toString() {
        return path + ":" + line;
    }
}
