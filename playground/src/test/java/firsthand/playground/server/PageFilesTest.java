package firsthand.playground.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the program is page. */
class PageFilesTest {
    private static final Map<String, String> PROGRAM = Map.of(
            "firsthand/playground/page/index.html", "the page",
            "firsthand/playground/page/js/main.js", "start()",
            "firsthand/playground/source/firsthand/layer/Dense.java", "class Dense",
            "firsthand/playground/server/Guard.class", "secret",
            "module-info.class", "secret");

    @TempDir
    private Path temp;

    @Test
    void aFolderOfClassesGivesItsPageAndSources() throws IOException {
        for (var file : PROGRAM.entrySet()) {
            Path path = temp.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        assertIsThePage(PageFiles.of(temp));
    }

    @Test
    void aJarGivesTheSame() throws IOException {
        Path jar = temp.resolve("playground.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("firsthand/playground/page/"));
            for (var file : PROGRAM.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue().getBytes());
            }
        }
        assertIsThePage(PageFiles.of(jar));
    }

    private static void assertIsThePage(PageFiles files) {
        assertThat(files.files().keySet())
                .containsExactlyInAnyOrder("/", "/index.html", "/js/main.js", "/source/firsthand/layer/Dense.java");
        assertThat(files.find("/js/main.js").orElseThrow().content()).asString().isEqualTo("start()");
    }

    @Test
    void theProgramHasAPage() throws IOException {
        assertThat(PageFiles.ofProgram().find("/")).isPresent();
    }
}
