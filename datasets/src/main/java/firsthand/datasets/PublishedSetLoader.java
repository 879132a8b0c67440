package firsthand.datasets;

import firsthand.data.AtomicFile;
import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds a published set on this machine or fetches it, and reads it. Every file is verified while it is read; a damaged
 * one is named, removed and fetched again.
 */
final class PublishedSetLoader {
    /** Each of two folders may hold a damaged plain and a damaged gzip file before one is fetched. */
    private static final int TRIES = 5;

    private final PublishedSet set;
    private final Environment environment;
    private final FetchListener listener;
    private final Path cache;
    private final Set<Path> rejected = new HashSet<>();
    private final Set<String> folders = new LinkedHashSet<>();
    private final Set<String> sources = new LinkedHashSet<>();

    PublishedSetLoader(PublishedSet set, Environment environment, FetchListener listener) {
        this.set = set;
        this.environment = environment;
        this.listener = listener;
        this.cache = set.folders(environment).getFirst();
    }

    /** @throws DataUnavailableException if a file is neither here nor to be had */
    LoadedData load() throws IOException {
        Dataset train = dataset("train", set.files().get(0), set.files().get(1));
        Dataset test = dataset("test", set.files().get(2), set.files().get(3));
        var files = set.files().stream()
                .map(file -> new SourceFile(file.name(), file.sha256()))
                .toList();
        return new LoadedData(set.title(), train, test, new Origin(description(), false, files));
    }

    private Dataset dataset(String part, PublishedFile images, PublishedFile labels) throws IOException {
        return IdxReader.dataset(
                set.title() + " " + part,
                read(images, IdxReader::readInputs),
                read(
                        labels,
                        content ->
                                IdxReader.readLabels(content, set.classNames().size())),
                images.name(),
                labels.name(),
                set.classNames());
    }

    private String description() {
        String places = String.join(" and ", folders);
        return sources.isEmpty() ? places : String.join(" and ", sources) + ", now in " + places;
    }

    private interface Reading<T> {
        T from(Content content) throws IOException;
    }

    private <T> T read(PublishedFile file, Reading<T> reading) throws IOException {
        for (int tries = 1; ; tries++) {
            Path path = locate(file);
            try (var content = Content.open(path)) {
                T result = reading.from(content);
                file.verify(content);
                folders.add(String.valueOf(path.getParent()));
                listener.verified(file.name(), file.sha256());
                return result;
            } catch (NoSuchFileException removed) {
                // By another process, which found it damaged first.
                if (tries == TRIES) {
                    throw removed;
                }
            } catch (InvalidFileException damaged) {
                if (tries == TRIES) {
                    throw damaged;
                }
                reject(path, damaged);
            }
        }
    }

    private void reject(Path path, InvalidFileException damaged) throws IOException {
        if (path.startsWith(cache) && Files.isWritable(cache)) {
            listener.note("removed a damaged file: " + damaged.getMessage());
            Files.deleteIfExists(path);
        } else {
            listener.note("passed over a damaged file: " + damaged.getMessage());
            rejected.add(path);
        }
    }

    private Path locate(PublishedFile file) throws IOException {
        if (find(file).isEmpty()) {
            fetchMissing();
        }
        return find(file)
                .orElseThrow(() -> new NoSuchFileException(
                        cache.resolve(file.name()).toString(),
                        null,
                        "removed by someone while it was fetched; try again"));
    }

    private Optional<Path> find(PublishedFile file) {
        return set.folders(environment).stream()
                .flatMap(folder -> Stream.of(folder.resolve(file.name()), folder.resolve(file.name() + ".gz")))
                .filter(path -> Files.isRegularFile(path) && !rejected.contains(path))
                .findFirst();
    }

    private List<PublishedFile> missing() {
        return set.files().stream().filter(file -> find(file).isEmpty()).toList();
    }

    private void fetchMissing() throws IOException {
        createCache();
        List<String> failures = new ArrayList<>();
        for (Source source : set.sources(environment)) {
            try {
                source.fetch(missing(), cache, listener);
                sources.add(source.description());
                return;
            } catch (IOException failure) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while fetching " + set.title());
                }
                failures.add(source.description() + ": " + failure.getMessage());
                listener.note("could not fetch " + set.title() + " from " + failures.getLast());
            }
        }
        throw new DataUnavailableException(set.title() + ": not on this machine, and could not be fetched ("
                + (failures.isEmpty() ? "there is nowhere to ask" : String.join("; ", failures)) + "); " + set.cure()
                + " or put its four IDX files into " + cache);
    }

    private void createCache() throws IOException {
        try {
            Files.createDirectories(cache);
            AtomicFile.removeAbandoned(cache);
        } catch (FileSystemException failure) {
            throw cacheUnusable();
        }
        if (!Files.isWritable(cache)) {
            throw cacheUnusable();
        }
    }

    private DataUnavailableException cacheUnusable() {
        return new DataUnavailableException(set.title() + ": not on this machine, and the cache folder " + cache
                + " may not be written to; set FIRSTHAND_DATA to a folder that may");
    }
}
