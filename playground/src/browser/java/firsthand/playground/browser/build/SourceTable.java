package firsthand.playground.browser.build;

import firsthand.network.Network;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the methods of layers, losses and kernels begin, as {@code SourceReference} reads it from the class files. */
final class SourceTable {
    private static final List<String> PACKAGES = List.of("kernel", "layer", "loss");

    private SourceTable() {}

    /** A line for each method: class, method, path, number of the line. */
    static List<String> lines() throws IOException, ReflectiveOperationException, URISyntaxException {
        Path core = Path.of(Network.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(core)) {
            return lines(core);
        }
        try (FileSystem jar = FileSystems.newFileSystem(core)) {
            return lines(jar.getPath("/"));
        }
    }

    private static List<String> lines(Path core) throws IOException, ReflectiveOperationException {
        Method reference = Class.forName("firsthand.report.explain.SourceReference")
                .getDeclaredMethod("of", String.class, String.class);
        reference.setAccessible(true);
        List<String> lines = new ArrayList<>();
        for (String name : PACKAGES) {
            for (String type : classes(core, name)) {
                for (String method : methods(type)) {
                    String place = reference.invoke(null, type, method).toString();
                    lines.add(type + " " + method + " " + place.replace(':', ' '));
                }
            }
        }
        return lines;
    }

    /** Not those that need the vector module: no lesson shows them. */
    private static List<String> classes(Path core, String name) throws IOException {
        try (Stream<Path> files = Files.list(core.resolve("firsthand").resolve(name))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("(?!Vector|package-)[A-Za-z0-9]+\\.class"))
                    .map(file -> "firsthand." + name + "." + file.substring(0, file.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }

    private static TreeSet<String> methods(String type) throws ClassNotFoundException {
        var names = new TreeSet<String>();
        Arrays.stream(Class.forName(type, false, SourceTable.class.getClassLoader()).getDeclaredMethods())
                .filter(method -> !Modifier.isAbstract(method.getModifiers()) && !method.isSynthetic())
                .forEach(method -> names.add(method.getName()));
        return names;
    }
}
