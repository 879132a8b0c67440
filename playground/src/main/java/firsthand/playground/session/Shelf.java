package firsthand.playground.session;

import firsthand.datasets.LoadedData;
import java.util.List;
import java.util.Optional;

/** The data sets that a session may train on; its home loads one before it passes a command on that needs it. */
public interface Shelf {

    /** What the data sets are called, whether they are loaded or not, in the order in which a page offers them. */
    List<String> names();

    /** The data set of that name, if it is loaded. */
    Optional<LoadedData> find(String name);
}
