package firsthand.playground.browser;

import firsthand.datasets.FetchedData;
import firsthand.datasets.LoadedData;
import firsthand.datasets.SourceFile;
import firsthand.playground.message.Json;
import firsthand.playground.session.Shelf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data sets that lie beside the page; its worker fetches one before it passes on a command that needs it. */
final class FetchedShelf implements Shelf {
    private final List<String> names = new ArrayList<>();
    private final Map<String, LoadedData> loaded = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();

    /** Says that a data set can be had. */
    void offer(String name) {
        names.add(name);
    }

    /** Room for a file of the data set that comes next. */
    byte[] file(String name, int length) {
        var bytes = new byte[length];
        files.put(name, bytes);
        return bytes;
    }

    /**
     * Makes a data set of the files that have come, and forgets them.
     *
     * @return the SHA-256 of each file, for whoever knows what they should be
     */
    Json load(String name) throws IOException {
        try {
            var data = FetchedData.load(name, files);
            loaded.put(name, data);
            var checksums = Json.object();
            for (SourceFile file : data.origin().files()) {
                checksums.put(file.name(), file.sha256());
            }
            return checksums;
        } finally {
            files.clear();
        }
    }

    /** Takes a data set from the shelf, because it was not what it should be. */
    void remove(String name) {
        loaded.remove(name);
    }

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public Optional<LoadedData> find(String name) {
        return Optional.ofNullable(loaded.get(name));
    }
}
