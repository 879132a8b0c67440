package firsthand.playground.browser.build;

import firsthand.network.Network;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
            for (Path file : classFiles(core.resolve("firsthand").resolve(name))) {
                String type = "firsthand." + name + "." + file.getFileName().toString().replace(".class", "");
                for (String method : methods(file)) {
                    String place = reference.invoke(null, type, method).toString();
                    lines.add(type + " " + method + " " + place.replace(':', ' '));
                }
            }
        }
        return lines;
    }

    /** Not those that need the vector module, nor inner ones: no lesson shows them. */
    private static List<Path> classFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(?!Vector)[A-Za-z0-9]+\\.class"))
                    .sorted()
                    .toList();
        }
    }

    private static TreeSet<String> methods(Path file) throws IOException {
        return ClassFile.of().parse(Files.readAllBytes(file)).methods().stream()
                .filter(method -> method.code().isPresent())
                .map(method -> method.methodName().stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
