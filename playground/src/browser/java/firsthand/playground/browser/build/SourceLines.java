package firsthand.playground.browser.build;

import org.teavm.classlib.ResourceSupplier;
import org.teavm.classlib.ResourceSupplierContext;

/** Gives the engine the table by which it tells where in the sources a method is. */
public final class SourceLines implements ResourceSupplier {
    /** A line for each method: class, method, path, number of the line. */
    static final String TABLE = "firsthand/report/explain/source-lines.txt";

    @Override
    public String[] supplyResources(ResourceSupplierContext context) {
        return new String[] {TABLE};
    }
}
