package firsthand.fuzz;

import firsthand.datasets.CsvReader;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.IdxReader;
import firsthand.datasets.ImageReader;
import firsthand.formats.SafeTensors;
import java.io.IOException;
import java.util.List;

/** Every reader of Firsthand. Another one takes a line here, and seeds in {@link Seeds}. */
final class Targets {
    private Targets() {}

    /** All targets, each with its seeds made. */
    static List<Target> all() throws IOException {
        return List.of(
                new Target("idx-inputs", Seeds.idxInputs(), (_, file) -> IdxReader.readInputs(file)),
                new Target("idx-labels", Seeds.idxLabels(), (_, file) -> IdxReader.readLabels(file)),
                new Target("csv", Seeds.csv(), (_, file) -> CsvReader.read("fuzz", file, Seeds.CLASSES)),
                new Target("catalog", Seeds.csv(), (_, file) -> DataCatalog.load(file.toString())),
                new Target("images", Seeds.images(), Limits.PICTURE, (_, file) -> ImageReader.readDigit(file)),
                new Target("safetensors", Seeds.models(), (_, file) -> SafeTensors.read(file)));
    }
}
