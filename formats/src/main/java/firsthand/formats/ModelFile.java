package firsthand.formats;

import firsthand.classifier.Classifier;
import firsthand.formats.description.ModelContent;
import firsthand.formats.description.ModelDescription;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a model file holds.
 *
 * @param classifier ready to predict, or to be trained further
 * @param metadata every entry that the file keeps beside the weights, in the file's order; cannot be changed
 */
public record ModelFile(Classifier classifier, Map<String, String> metadata) {

    /** Keeps a copy of {@code metadata}. */
    public ModelFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    ModelFile(ModelContent content) {
        this(content.classifier(), content.metadata());
    }

    /**
     * Where the model comes from: the entries given when it was saved, such as recipe, seed and data. They are the
     * metadata without what describes the model itself, and may be given again when it is saved again.
     */
    public Map<String, String> provenance() {
        var provenance = new LinkedHashMap<>(metadata);
        provenance.keySet().removeAll(ModelDescription.KEYS);
        return Collections.unmodifiableMap(provenance);
    }
}
