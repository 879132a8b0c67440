package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.datasets.DataCatalog;
import firsthand.datasets.LoadedData;
import firsthand.formats.Models;
import firsthand.formats.Weights;
import firsthand.playground.export.Exports;
import firsthand.playground.message.Form;
import firsthand.playground.session.Session;
import firsthand.playground.session.Shelf;
import firsthand.random.RandomStream;
import firsthand.settings.CommandText;
import firsthand.settings.Settings;
import firsthand.training.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the playground exports gives the weights that the playground gives, to the last bit: as the command, as the Java
 * program, and by the trainer alone, for twenty experiments that between them have every optimiser, loss, schedule and
 * activation.
 */
class ExportTest {
    private static final int EXPERIMENTS = 20;
    private static final List<String> OPTIMIZERS =
            List.of("adam", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adamw", "nadam", "amsgrad", "lion");
    private static final List<String> LOSSES = List.of(
            "cross-entropy",
            "log-likelihood",
            "binary-cross-entropy",
            "binary-cross-entropy-with-logits",
            "mean-squared-error",
            "mean-absolute-error",
            "huber",
            "hinge");
    private static final List<String> SCHEDULES = List.of(
            "constant",
            "cosine",
            "one-cycle",
            "step:0.3:0.5",
            "exponential:0.0001",
            "polynomial:0.9",
            "restarts:0.25:1.5",
            "plateau:0.5:1");
    private static final List<String> ACTIVATIONS =
            List.of("relu", "leaky-relu:0.2", "elu", "gelu", "silu", "sigmoid", "tanh", "softplus", "leaky-relu");
    private static final List<String> LAYERS = List.of(
            "dense:24,tanh,dropout:0.2,dense:16,layernorm,elu:0.5",
            "conv:4:3:p1,batchnorm,relu,maxpool:2,dense:16,gelu",
            "conv:4:3:s2:p1,none,conv:4:3:p1:g2,silu,skip:2,avgpool:2,gap",
            "flatten,dense:20,batchnorm,leaky-relu,dense:20,relu,skip:2",
            "conv:3:2:d2,relu,maxpool:2:s1:p1,flatten,dense:12,softplus");
    private static final List<Map<String, String>> EXTRAS = List.of(
            Map.of("validation", "0.1"),
            Map.of("augment", "shift:1,rotate:10", "l2", "0.001"),
            Map.of("average", "0.9", "weight-decay", "0.01", "warm-up", "0.2"),
            Map.of("validation", "0.2", "early-stopping", "1", "l1", "0.0005"),
            Map.of("clip-norm", "0.5", "clip-value", "0.1", "max-norm", "2"),
            Map.of("micro-batches", "2", "weights", "lecun", "biases", "uniform:-0.1:0.1"),
            Map.of("no-shuffle", "true", "weights", "normal:0:0.05"));
    private static final List<String> BATCHES = List.of("32", "50", "full", "0.2", "64");

    private static Path folder;
    private static List<String> ofPrograms = List.of();

    /** The twenty, by a seed of their own: what is listed comes round in turn, numbers are drawn. */
    private static List<Map<String, String>> experiments() {
        var random = RandomStream.of(20).split("experiments");
        return IntStream.range(0, EXPERIMENTS)
                .mapToObj(i -> experiment(i, random.split(i)))
                .toList();
    }

    private static Map<String, String> experiment(int i, RandomStream random) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("data", i % 4 == 3 ? "sample" : "digits");
        options.put("limit", Integer.toString(150 + random.nextInt(150)));
        if (i % 2 == 0) {
            options.put("hidden", 8 + random.nextInt(24) + (i % 3 == 0 ? ",12" : ""));
            options.put("activation", ACTIVATIONS.get(i / 2 % ACTIVATIONS.size()));
            options.put("dropout", i % 5 == 0 ? "0.25" : "0");
        } else {
            options.put("layers", LAYERS.get(i / 2 % LAYERS.size()));
        }
        options.put("loss", LOSSES.get(i % LOSSES.size()));
        options.put("optimizer", OPTIMIZERS.get(i % OPTIMIZERS.size()));
        options.put("learning-rate", Double.toString(0.0005 * (1 + random.nextInt(20))));
        options.put("schedule", SCHEDULES.get((i + i / 8) % SCHEDULES.size()));
        options.put("batch-size", BATCHES.get(i % BATCHES.size()));
        options.put(i % 6 == 5 ? "iterations" : "epochs", i % 6 == 5 ? "7" : "2");
        options.putAll(EXTRAS.get(i % EXTRAS.size()));
        options.put("seed", Long.toString(i % 3 == 0 ? random.nextLong() : random.nextInt(1000)));
        if (i % 3 == 1) {
            options.put("change", "1:learning-rate=" + 0.001 * (1 + random.nextInt(9)) + ",l2=0.001;2:l1=0.0001");
        }
        return options;
    }

    /** All programs are compiled together, and run one after the other in one process: that takes a tenth of the time. */
    @BeforeAll
    static void runsThePrograms(@TempDir Path folder) throws IOException {
        ExportTest.folder = folder;
        var experiments = experiments();
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                folder.toString(),
                "-p",
                Cli.modulePath(),
                "--add-modules",
                "firsthand.datasets,firsthand.formats"));
        for (int i = 0; i < experiments.size(); i++) {
            var settings = Settings.parse(experiments.get(i));
            Path file = folder.resolve("Experiment" + i + ".java");
            Files.writeString(file, Exports.java(settings, load(settings).train()));
            arguments.add(file.toString());
        }
        Path all = folder.resolve("All.java");
        Files.writeString(all, """
                void main(String[] names) throws Exception {
                    for (String name : names) {
                        var constructor = Class.forName(name).getDeclaredConstructor();
                        constructor.setAccessible(true);
                        var main = Class.forName(name).getDeclaredMethod("main");
                        main.setAccessible(true);
                        main.invoke(constructor.newInstance());
                    }
                }
                """);
        arguments.add(all.toString());
        var errors = new StringWriter();
        var said = new PrintWriter(errors);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(said, said, arguments.toArray(String[]::new));
        assertThat(status).as(errors.toString()).isZero();
        var names = IntStream.range(0, experiments.size()).mapToObj(i -> "Experiment" + i);
        var run = Cli.runJava(
                folder,
                List.of(
                        "-p",
                        Cli.modulePath(),
                        "--add-modules",
                        "firsthand.datasets,firsthand.formats",
                        "-cp",
                        ".",
                        "All"),
                names.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        ofPrograms = run.out()
                .lines()
                .filter(line -> line.startsWith("SHA-256"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private static LoadedData load(Settings settings) throws IOException {
        return DataCatalog.load(settings.data());
    }

    private static IntStream numbers() {
        return IntStream.range(0, EXPERIMENTS);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void commandProgramAndSessionGiveTheWeightsOfTheTrainer(int number) throws IOException {
        var options = experiments().get(number);
        String expected = ofTrainer(Settings.parse(options));
        assertThat(ofPrograms.get(number)).as("program").isEqualTo(expected);
        assertThat(ofCommand(Settings.parse(options))).as("command").isEqualTo(expected);
        assertThat(ofSession(options)).as("session").isEqualTo(expected);
    }

    private static String ofTrainer(Settings settings) throws IOException {
        var data = load(settings).train().take(settings.limit());
        var network = settings.network(data);
        new Trainer(network, settings.loss(), settings.training().threads(1)).fit(data);
        return Weights.sha256(network);
    }

    private static String ofCommand(Settings settings) {
        List<String> words = new ArrayList<>(CommandText.words(Exports.command(settings)));
        assertThat(words.removeFirst()).isEqualTo("./firsthand");
        words.add("--json");
        return Cli.run(folder, words.toArray(String[]::new))
                .json()
                .get("weights_sha256")
                .asString();
    }

    /** As a page does: builds, plays until it is over, and takes the model. */
    private static String ofSession(Map<String, String> options) throws IOException {
        Map<String, String> build = new LinkedHashMap<>(Map.of("do", "build"));
        build.putAll(options);
        build.putIfAbsent("validation", "0");
        var loaded = load(Settings.parse(options));
        var session = new Session(new OneSet(Settings.parse(options).data(), loaded), "jvm", 1);
        answer(session, new Form(build).toString());
        answer(session, "do=play");
        while (session.work(1_000_000_000)) {
            // The page would be shown a snapshot.
        }
        Path model = folder.resolve("session.safetensors");
        Files.write(
                model,
                Base64.getDecoder()
                        .decode(answer(session, "do=model").get("bytes").asString()));
        return Weights.sha256(Models.read(model).classifier().network());
    }

    private static JsonNode answer(Session session, String form) {
        var answer = JsonMapper.shared().readTree(session.handle(form));
        assertThat(answer.has("error")).as(form + ": " + answer).isFalse();
        return answer;
    }

    private record OneSet(String name, LoadedData loaded) implements Shelf {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public Optional<LoadedData> find(String name) {
            return name.equals(this.name) ? Optional.of(loaded) : Optional.empty();
        }
    }
}
