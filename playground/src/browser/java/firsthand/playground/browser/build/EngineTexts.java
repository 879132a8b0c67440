package firsthand.playground.browser.build;

import java.util.Collection;
import org.teavm.extension.spi.resources.ResourcesPolicy;

/** Gives the engine the texts that it reads. */
public final class EngineTexts implements ResourcesPolicy {
    /** A line for each method: class, method, path, number of the line. */
    static final String TABLE = "firsthand/report/explain/source-lines.txt";

    /** A line: the version. */
    static final String EDITION = "firsthand/playground/browser/edition.txt";

    @Override
    public String[] supplyResources(Collection<? extends String> names) {
        return new String[] {TABLE, EDITION};
    }
}
