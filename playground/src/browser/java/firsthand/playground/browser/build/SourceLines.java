package firsthand.playground.browser.build;

import java.util.Collection;
import org.teavm.extension.spi.resources.ResourcesPolicy;

/** Gives the engine the table by which it tells where in the sources a method is. */
public final class SourceLines implements ResourcesPolicy {
    /** A line for each method: class, method, path, number of the line. */
    static final String TABLE = "firsthand/report/explain/source-lines.txt";

    @Override
    public String[] supplyResources(Collection<? extends String> names) {
        return new String[] {TABLE};
    }
}
