package firsthand.playground.browser.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** By what one knows that nothing has changed: the contents of files, as compilers write anew what stays the same. */
final class Fingerprint {
    /** Without what differs by the Java that Maven runs on. */
    private static final String CODE = ".*(?<!module-info)\\.(class|java|jar)|.*/META-INF/services/.*";

    private Fingerprint() {}

    /** SHA-256 of this Java's version and of all code in folders and jars, which count alike. */
    static String of(List<Path> inputs) throws IOException {
        var digest = sha256();
        add(digest, System.getProperty("java.vm.version"));
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                addCode(digest, input);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(input)) {
                    addCode(digest, jar.getPath("/"));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addCode(MessageDigest digest, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().matches(CODE)).sorted().forEach(file -> {
                add(digest, folder.relativize(file).toString());
                digest.update(bytes(file));
            });
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }
}
