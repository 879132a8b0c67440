package firsthand.playground.browser.build;

import firsthand.playground.site.Site;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Makes the static site: Java to class files, class files to WebAssembly by TeaVM, then page, engine, sources and data
 * into a folder. Maven runs it as a source file.
 *
 * <p>The translation takes most of the time, and is left out where nothing that goes into it has changed.
 */
public final class BrowserBuild {
    private static final String MAIN = "firsthand.playground.browser.Engine";
    private static final String NAME = "engine.wasm";

    private BrowserBuild() {}

    /**
     * {@code src/browser}, a folder for what is made on the way, the module's classes (the engine becomes one of its
     * resources), the folder of the site, and the version.
     */
    public static void main(String[] arguments) throws Exception {
        Path sources = Path.of(arguments[0]);
        Path classes = Path.of(arguments[1]);
        Path engine = Path.of(arguments[2]).resolve("firsthand/playground/engine");
        Path known = classes.resolve("fingerprint");
        String version = arguments[4];
        String fingerprint = Fingerprint.of(inputs(sources)) + " " + version;
        if (!Files.exists(engine.resolve(NAME))
                || !Files.exists(known)
                || !Files.readString(known).equals(fingerprint)) {
            make(sources, classes, engine, version);
            Files.writeString(known, fingerprint);
        }
        Site.write(Path.of(arguments[3]));
    }

    private static List<Path> inputs(Path sources) {
        List<Path> inputs = new ArrayList<>(classPath());
        inputs.add(sources);
        return inputs;
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static void make(Path sources, Path classes, Path engine, String version) throws Exception {
        Files.createDirectories(classes);
        compile(sources.resolve("java"), classes);
        copyServices(sources.resolve("resources/META-INF/services"), classes.resolve("META-INF/services"));
        copyStrictMath(classes.resolve("java/lang"));
        write(classes.resolve(EngineTexts.TABLE), SourceTable.lines());
        write(classes.resolve(EngineTexts.EDITION), List.of(version));
        translate(classes, engine);
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-d", classes.toString(), "-Xlint:all,-processing,-serial", "-Werror", "-proc:none", "-parameters"));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(options::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("browser: expected " + sources + " to compile, received the errors above");
        }
    }

    private static void copyServices(Path from, Path to) throws IOException {
        copy(from, "*", to);
    }

    /** The classes by which the JDK computes StrictMath, since what a browser has in their place has other bits. */
    private static void copyStrictMath(Path to) throws IOException {
        Path library = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java/lang");
        copy(library, "FdLibm*.class", to);
    }

    private static void copy(Path from, String pattern, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.newDirectoryStream(from, pattern)) {
            for (Path file : files) {
                Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static void translate(Path classes, Path folder) throws IOException, TeaVMToolException {
        List<File> path = new ArrayList<>();
        path.add(classes.toFile());
        classPath().forEach(entry -> path.add(entry.toFile()));
        URL[] plugins = {classes.toUri().toURL()};
        try (var loader = new URLClassLoader(plugins, TeaVMTool.class.getClassLoader())) {
            var tool = new TeaVMTool();
            tool.setClassLoader(loader);
            tool.setClassPath(path);
            tool.setMainClass(MAIN);
            tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
            tool.setTargetDirectory(folder.toFile());
            tool.setTargetFileName(NAME);
            tool.setObfuscated(true);
            tool.setOptimizationLevel(TeaVMOptimizationLevel.FULL);
            var log = new ConsoleTeaVMToolLog(false);
            tool.generate();
            TeaVMProblemRenderer.describeProblems(
                    tool.getDependencyInfo().getCallGraph(), tool.getProblemProvider(), log);
            if (!tool.getProblemProvider().getSevereProblems().isEmpty()) {
                throw new IllegalStateException(
                        "browser: expected the engine to be translatable, received the errors above");
            }
        }
    }
}
