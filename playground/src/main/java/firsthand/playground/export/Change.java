package firsthand.playground.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changes half-way through a training.
 *
 * @param step after how many steps
 * @param changed the options that change, and what they say from then on
 * @param options all options as they are from then on
 */
record Change(long step, Map<String, String> changed, Options options) {

    /** The changes that the option "change" tells of, {@code 500:learning-rate=0.01;900:l2=0.0001}, in their order. */
    static List<Change> all(Options options) {
        List<Change> changes = new ArrayList<>();
        var now = options;
        for (String text : options.text("change").split(";")) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                continue;
            }
            Map<String, String> changed = new LinkedHashMap<>();
            for (String assignment : text.substring(colon + 1).split(",")) {
                int equals = assignment.indexOf('=');
                changed.put(assignment.substring(0, equals), assignment.substring(equals + 1));
            }
            now = now.with(changed);
            changes.add(new Change(Long.parseLong(text.substring(0, colon)), changed, now));
        }
        return changes;
    }
}
