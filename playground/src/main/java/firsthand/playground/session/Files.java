package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import java.util.List;
import java.util.Map;

/** What a home makes of the bytes of files; it reads and writes none. */
interface Files {

    /** A classifier as a model file, with where it comes from. */
    byte[] write(Classifier classifier, Map<String, String> provenance);

    /**
     * The classifier of a model file.
     *
     * @param name what the user calls the file
     * @throws InvalidFileException if it is not what it should be
     */
    Classifier read(String name, byte[] bytes) throws InvalidFileException;

    /**
     * The examples of a CSV file.
     *
     * @throws InvalidFileException if it is not what it should be
     */
    Dataset examples(String name, byte[] bytes, List<String> classNames) throws InvalidFileException;
}
