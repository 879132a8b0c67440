package firsthand.fuzz;

import firsthand.datasets.CsvReader;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.IdxReader;
import firsthand.datasets.ImageReader;
import firsthand.formats.CheckpointFile;
import firsthand.formats.ModelFormat;
import firsthand.formats.Models;
import firsthand.formats.Numpy;
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
                new Target("npy", Seeds.npy(), (_, file) -> Numpy.load(file)),
                new Target("npz", Seeds.npz(), (_, file) -> Numpy.loadAll(file)),
                model("safetensors", ModelFormat.SAFETENSORS),
                model("model-npz", ModelFormat.NPZ),
                model("json", ModelFormat.JSON),
                model("onnx", ModelFormat.ONNX),
                new Target("checkpoints", Seeds.checkpoints(), (_, file) -> CheckpointFile.read(file)));
    }

    private static Target model(String name, ModelFormat format) throws IOException {
        return new Target(name, Seeds.models(format), (_, file) -> Models.read(file, format));
    }
}
