package firsthand.playground.session;

import firsthand.datasets.LoadedData;
import firsthand.playground.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The home's data sets, and those of the user: examples from a file, and drawings. */
final class SessionShelf implements Shelf {
    /** What the examples from a file are called. */
    static final String OWN = "own";

    private final Shelf shelf;
    private final Drawings drawings;
    private @Nullable LoadedData own;

    SessionShelf(Shelf shelf, Drawings drawings) {
        this.shelf = shelf;
        this.drawings = drawings;
    }

    /** Puts examples from a file there, in place of the former ones. */
    void put(LoadedData own) {
        this.own = own;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(shelf.names());
        if (own != null) {
            names.add(OWN);
        }
        if (drawings.areEnough()) {
            names.add(Drawings.NAME);
        }
        return List.copyOf(names);
    }

    @Override
    public Optional<LoadedData> find(String name) {
        return switch (name) {
            case OWN -> Optional.ofNullable(own);
            case Drawings.NAME -> drawings.data();
            default -> shelf.find(name);
        };
    }

    /**
     * The data set of that name.
     *
     * @throws IllegalArgumentException if it is not there
     */
    LoadedData get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("data: expected a data set that is there, "
                        + String.join(", ", names()) + ", received " + name));
    }

    /** {@code [{"name", "title", "ready", "train", "test", "shape", "classes", "note"}]}. */
    Stream<Json> json() {
        return names().stream().map(this::json);
    }

    /** One of them. */
    Json json(String name) {
        return find(name)
                .map(data -> Json.object()
                        .put("name", name)
                        .put("title", data.name())
                        .put("ready", true)
                        .put("train", data.train().size())
                        .put("test", data.test().size())
                        .put("shape", data.train().exampleShape().extents())
                        .put("classes", data.train().classNames())
                        .put("note", data.origin().description()))
                .orElseGet(() -> Json.object()
                        .put("name", name)
                        .put("title", name)
                        .put("ready", false)
                        .put("note", ""));
    }
}
