package firsthand.playground.site;

import firsthand.data.Dataset;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.IdxWriter;
import firsthand.datasets.LoadedData;
import firsthand.datasets.Mnist;
import firsthand.datasets.SourceFile;
import firsthand.playground.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the site: what comes with Firsthand, and the full sets where they are to be had. {@code index.json} lists
 * them with the SHA-256 of every file, unpacked.
 */
final class SiteData {
    private static final String INDEX = "index.json";
    private static final String PACKED = ".gz";

    private final Path folder;
    private final List<Json> index = new ArrayList<>();

    private SiteData(Path folder) {
        this.folder = folder;
    }

    /** Writes the data, unless they are there: packing takes longer than all the rest. */
    static void write(Path folder) throws IOException {
        if (Files.exists(folder.resolve(INDEX))) {
            return;
        }
        var data = new SiteData(folder);
        data.published("mnist");
        data.published("fashion");
        data.bundled("digits", "digits/");
        data.bundled("sample", "mnist-sample/");
        Files.writeString(
                folder.resolve(INDEX),
                Json.object().put("data", data.index.stream()).toString());
    }

    /** A full set, where it is on this machine or can be fetched; where not, the site does without. */
    private void published(String name) throws IOException {
        LoadedData data;
        try {
            data = DataCatalog.load(name);
        } catch (IOException unavailable) {
            return;
        }
        if (data.origin().sample()) {
            return;
        }
        Files.createDirectories(folder.resolve(name));
        var files = data.origin().files();
        writePart(data.train(), name, files.get(0), files.get(1));
        writePart(data.test(), name, files.get(2), files.get(3));
        enter(name, data);
    }

    private void writePart(Dataset part, String name, SourceFile images, SourceFile labels) throws IOException {
        IdxWriter.writeInputs(part, packed(name, images));
        IdxWriter.writeLabels(part, packed(name, labels));
    }

    private void bundled(String name, String resources) throws IOException {
        var data = DataCatalog.load(name);
        Files.createDirectories(folder.resolve(name));
        for (SourceFile file : data.origin().files()) {
            String resource = resources + plainName(file) + PACKED;
            try (@Nullable InputStream in = Mnist.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException(resource + ": missing from the installation; build or install it again");
                }
                Files.copy(in, packed(name, file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        enter(name, data);
    }

    private void enter(String name, LoadedData data) throws IOException {
        List<Json> files = new ArrayList<>();
        for (SourceFile file : data.origin().files()) {
            files.add(Json.object()
                    .put("name", plainName(file))
                    .put("path", name + "/" + plainName(file) + PACKED)
                    .put("bytes", Files.size(packed(name, file)))
                    .put("sha256", file.sha256()));
        }
        index.add(Json.object().put("name", name).put("title", data.name()).put("files", files.stream()));
    }

    private Path packed(String name, SourceFile file) {
        return folder.resolve(name).resolve(plainName(file) + PACKED);
    }

    private static String plainName(SourceFile file) {
        String name = file.name();
        return name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    }
}
