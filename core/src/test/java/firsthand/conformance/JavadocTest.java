package firsthand.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.layer.Activation;
import firsthand.layer.Layer;
import firsthand.loss.Loss;
import firsthand.optimizer.Optimizer;
import firsthand.regularizer.Regularizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads about a layer, a loss, an optimiser or a regulariser finds its formula and where it comes from. */
class JavadocTest {
    private static final Pattern YEAR = Pattern.compile("\\b(19|20)\\d\\d\\b");

    private static Stream<Class<?>> classes() {
        return Stream.of(Layer.class, Loss.class, Optimizer.class, Regularizer.class)
                .flatMap(kind -> Discovered.implementationsOf(kind).stream())
                .filter(type -> type != Activation.class);
    }

    private static Stream<String> activations() {
        return Discovered.factoriesOf(Activation.class).stream();
    }

    private static String source(Class<?> type) {
        var file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The comment before the first line that has {@code declaration} in it. */
    private static String javadocBefore(String source, String declaration) {
        int end = source.indexOf(declaration);
        int start = source.lastIndexOf("/**", end);
        assertThat(start).as("Javadoc of %s", declaration).isPositive();
        return source.substring(start, source.indexOf("*/", start));
    }

    private static void assertFormulaAndSource(String javadoc) {
        assertThat(javadoc).as("a formula, so an equals sign").containsPattern("\\s=\\s");
        assertThat(javadoc).as("a source, so a year").containsPattern(YEAR);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void hasAFormulaAndASource(Class<?> type) {
        String kind = type.isRecord() ? "public record " : "public final class ";
        assertFormulaAndSource(javadocBefore(source(type), kind + type.getSimpleName()));
    }

    /** Of several that take the same activation's numbers, the one that takes all of them. */
    @ParameterizedTest
    @MethodSource("activations")
    void anActivationHasThemAtTheMethodThatMakesIt(String name) {
        String source = source(Activation.class);
        String declaration = "public static Activation " + name + "(";
        assertFormulaAndSource(
                javadocBefore(source, source.contains(declaration + "double") ? declaration + "double" : declaration));
    }
}
