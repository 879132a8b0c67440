package firsthand.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import firsthand.layer.Activation;
import firsthand.layer.Layer;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What there is in the library of one kind, found in its compiled classes, so that nothing new can be forgotten. */
final class Discovered {
    private Discovered() {}

    /** The public classes that implement {@code kind}. */
    static List<Class<?>> implementationsOf(Class<?> kind) {
        return new ClassFileImporter()
                .importPath(classes()).stream()
                        .filter(type -> type.isAssignableTo(kind) && !type.isInterface())
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private static Path classes() {
        try {
            return Path.of(Layer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Their names. */
    static List<String> namesOf(Class<?> kind) {
        return implementationsOf(kind).stream()
                .map(Class::getSimpleName)
                .sorted()
                .toList();
    }

    /** The names of all layers; of activations, which are of one class, those of the factories: "Activation.relu". */
    static List<String> layers() {
        var activations = factoriesOf(Activation.class).stream().map(name -> "Activation." + name);
        var others = namesOf(Layer.class).stream().filter(name -> !name.equals("Activation"));
        return Stream.concat(others, activations).toList();
    }

    /** The names of the public static methods of a type that make one. */
    static List<String> factoriesOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == type)
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }

    /** Fails unless there is an example of each, with a word about where to add one. */
    static void assertCovered(Collection<String> found, Collection<String> examples, String where) {
        assertThat(found).as("discovered by %s", where).isNotEmpty();
        var missing = new TreeSet<>(found);
        missing.removeAll(examples);
        assertThat(missing)
                .as(
                        "%s has no example: add one to %s, with its formula in double and the arguments it refuses",
                        missing, where)
                .isEmpty();
        var unknown = new TreeSet<>(examples);
        unknown.removeAll(found);
        assertThat(unknown)
                .as("examples in %s of what is not in the library", where)
                .isEmpty();
    }
}
