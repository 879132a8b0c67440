package firsthand.playground.browser.build;

import java.util.Set;
import org.teavm.extension.spi.substitution.SubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Which classes a page has in another version: the one whose package has {@code browser.} before it. */
public final class Substitutes implements SubstitutionPolicy {
    private static final Set<String> REPLACED = Set.of(
            "java.io.FilterWriter",
            "java.security.DigestOutputStream",
            "java.security.MessageDigest",
            "java.util.HexFormat",
            "java.util.StringJoiner",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.atomic.AtomicReferenceArray",
            "java.util.concurrent.locks.ReentrantLock",
            "firsthand.parallel.Workers",
            "firsthand.report.explain.SourceReference");

    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(Substitutes::isReplaced).packagePrefix("browser.");
    }

    /** With a class go those inside it. */
    private static boolean isReplaced(String name) {
        int inner = name.indexOf('$');
        return REPLACED.contains(inner < 0 ? name : name.substring(0, inner));
    }
}
