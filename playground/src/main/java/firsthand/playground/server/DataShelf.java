package firsthand.playground.server;

import firsthand.datasets.LoadedData;
import firsthand.playground.message.Form;
import firsthand.playground.session.Shelf;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data sets of this home by name, each loaded when it is first asked for, and never by whoever owns the engine.
 *
 * <p>Names are all there is: what a request calls a data set is never taken for a path.
 */
final class DataShelf implements Shelf {
    /** Where data sets come from. */
    @FunctionalInterface
    interface Source {
        /** Finds, or fetches, the data set of that name. */
        LoadedData load(String name) throws IOException;
    }

    /** What {@code build} takes if it is not told. */
    private static final String DEFAULT_NAME = "mnist";

    private final Map<String, Place> places = new LinkedHashMap<>();

    DataShelf(List<String> names, Source source) {
        names.forEach(name -> places.put(name, new Place(name, source)));
    }

    @Override
    public List<String> names() {
        return List.copyOf(places.keySet());
    }

    @Override
    public Optional<LoadedData> find(String name) {
        var place = places.get(name);
        return place == null ? Optional.empty() : Optional.ofNullable(place.loaded);
    }

    /**
     * Loads what this command will need, if it is not there yet. It may take as long as a download does; others may ask
     * for other data sets meanwhile.
     *
     * @throws IOException if it is not to be had
     */
    void prepare(String form) throws IOException {
        if (!form.contains("build")) { // before a form of many megabytes is taken apart a second time
            return;
        }
        var place = places.get(dataOf(form));
        if (place != null) {
            place.load();
        }
    }

    /** The name that a build asks for; empty if it is another command, or none that the engine will understand. */
    private static String dataOf(String form) {
        try {
            var fields = Form.parse(form);
            return fields.find("do").filter("build"::equals).isPresent()
                    ? fields.find("data").orElse(DEFAULT_NAME)
                    : "";
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static final class Place {
        private final String name;
        private final Source source;
        private volatile @Nullable LoadedData loaded;

        Place(String name, Source source) {
            this.name = name;
            this.source = source;
        }

        synchronized void load() throws IOException {
            if (loaded == null) {
                loaded = source.load(name);
            }
        }
    }
}
