package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.data.Split;
import firsthand.datasets.DataCatalog;
import firsthand.datasets.LoadedData;
import firsthand.datasets.Mnist;
import firsthand.datasets.Origin;
import firsthand.playground.export.Exports;
import firsthand.playground.message.Form;
import firsthand.playground.message.Json;
import firsthand.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes out of a session, and what comes in: runs in words, models and examples as files. */
final class Exchange {
    private static final String MODEL = "model.safetensors";
    private static final String OWN_DATA =
            "It learns from examples of your own, which no link and no program carries along.";

    private final Workbench bench;
    private final SessionShelf shelf;
    private final Files files;
    private final Limits limits;

    Exchange(Workbench bench, SessionShelf shelf, Files files, Limits limits) {
        this.bench = bench;
        this.shelf = shelf;
        this.files = files;
        this.limits = limits;
    }

    /**
     * {@code {"fragment", "command", "java", "numpy", "numpyNote"}}: each of them repeats the training to its end; of
     * examples that only this session knows there are no programs.
     */
    Json share() {
        var run = bench.training();
        var settings = run.settings();
        var data = run.model().part(Part.TRAIN);
        var json = Json.object().put("fragment", new Form(run.options()).toString());
        if (!DataCatalog.names().contains(settings.data())) {
            return json.put("command", "").put("java", "").put("numpy", "").put("numpyNote", OWN_DATA);
        }
        return json.put("command", Exports.command(settings))
                .put("java", Exports.java(settings, data))
                .put("numpy", Exports.numpy(settings, data).orElse(""))
                .put("numpyNote", Exports.numpyNote(settings, data));
    }

    /** {@code {"name", "bytes"}}: the network as it is now. */
    Json model() {
        var run = bench.current();
        Map<String, String> provenance = new LinkedHashMap<>(Map.of("steps", Long.toString(run.step())));
        run.options().forEach((option, value) -> provenance.put("train." + option, value));
        return Json.object()
                .put("name", MODEL)
                .put("bytes", files.write(run.model().classifier(), provenance));
    }

    /** A network from a file, in place of the run at hand, and beside the first data set that it can be asked about. */
    Json open(Command.Open asked) {
        try {
            var classifier = files.read(asked.name(), asked.bytes());
            limits.check(classifier.network());
            return bench.open(asked.name(), new Model(classifier, parts(classifier)));
        } catch (InvalidFileException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    private Map<Part, Dataset> parts(Classifier classifier) {
        return shelf.names().stream()
                .flatMap(name -> shelf.find(name).stream())
                .filter(data -> fits(classifier, data.train()))
                .findFirst()
                .map(data -> Map.of(Part.TRAIN, data.train(), Part.TEST, data.test()))
                .orElse(Map.of());
    }

    private static boolean fits(Classifier classifier, Dataset data) {
        return classifier.network().inputShape().size() == data.exampleShape().size()
                && classifier.classNames().equals(data.classNames());
    }

    /** The user's own examples, a fifth of them set aside for testing. */
    Json csv(Command.Csv asked) {
        if (asked.bytes().length > Limits.CSV_BYTES) {
            throw new IllegalArgumentException("bytes: expected a file of at most " + (Limits.CSV_BYTES >> 20)
                    + " MB, received " + asked.bytes().length + " bytes");
        }
        try {
            var data = files.examples(asked.name(), asked.bytes(), Mnist.CLASS_NAMES);
            var split = Split.stratified(data, DataCatalog.TEST_FRACTION, RandomStream.of(DataCatalog.SPLIT_SEED));
            shelf.put(new LoadedData(
                    asked.name(), split.train(), split.test(), new Origin("a file of yours", false, List.of())));
            return Json.object().put("data", shelf.json(SessionShelf.OWN));
        } catch (InvalidFileException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }
}
