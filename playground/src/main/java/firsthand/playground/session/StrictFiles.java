package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.datasets.CsvReader;
import firsthand.formats.SafeTensors;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Files by the library's own strict readers. */
final class StrictFiles implements Files {
    private static final String ENDING = ".safetensors";

    @Override
    public byte[] write(Classifier classifier, Map<String, String> provenance) {
        return SafeTensors.bytes(classifier, provenance);
    }

    @Override
    public Classifier read(String name, byte[] bytes) throws InvalidFileException {
        if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            throw new InvalidFileException("open: expected a file whose name ends in " + ENDING + ", received " + name
                    + "; ./firsthand convert makes one of it");
        }
        return SafeTensors.read(name, bytes).classifier();
    }

    @Override
    public Dataset examples(String name, byte[] bytes, List<String> classNames) throws InvalidFileException {
        return CsvReader.read(name, bytes, classNames);
    }
}
