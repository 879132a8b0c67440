package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import java.util.List;
import java.util.Map;

/** Model files and CSV through the library's own strict readers. */
final class StrictFiles implements Files {
    @Override
    public byte[] write(Classifier classifier, Map<String, String> provenance) {
        throw new IllegalArgumentException("model: to come");
    }

    @Override
    public Classifier read(String name, byte[] bytes) throws InvalidFileException {
        throw new InvalidFileException(name + ": to come");
    }

    @Override
    public Dataset examples(String name, byte[] bytes, List<String> classNames) throws InvalidFileException {
        throw new InvalidFileException(name + ": to come");
    }
}
