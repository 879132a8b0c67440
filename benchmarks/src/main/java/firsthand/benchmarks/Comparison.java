package firsthand.benchmarks;

import firsthand.cli.bench.LeNetWorkload;
import firsthand.cli.bench.PredictionWorkload;
import firsthand.cli.bench.ProductWorkload;
import firsthand.cli.bench.Times;
import firsthand.cli.bench.TrainingWorkload;
import firsthand.cli.bench.Workload;
import firsthand.cli.terminal.Output;
import firsthand.datasets.Mnist;
import firsthand.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs every workload on every library: each library in a process of its own, all of them alive from beginning to end,
 * asked in turn, round after round, so that whatever else the machine does falls on all alike.
 *
 * <p>Before the rounds that count, each library runs the workload until it is warm.
 */
@Command(
        name = "./dev bench compare",
        sortOptions = false,
        description = "Time Firsthand beside other libraries on the same work.")
final class Comparison implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final double WARM_UP_SECONDS = 4;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each is timed; by default 7")
    private int rounds = 7;

    @Option(names = "--threads", paramLabel = "N", description = "threads for each library; by default one a processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--libraries",
            paramLabel = "NAMES",
            split = ",",
            description = "of firsthand, pytorch, dl4j, smile, numpy-float32, numpy-float64; by default all there are")
    private List<String> libraries = List.of();

    @Option(
            names = "--workloads",
            paramLabel = "NAMES",
            split = ",",
            description = "of W1 to W7; by default all there are")
    private List<String> workloads = List.of("W1", "W2", "W3", "W4", "W5", "W6", "W7");

    @Option(names = "--json", paramLabel = "FILE", description = "where to write the figures as JSON")
    private Path json = Path.of("comparison.json");

    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    private final List<Opponent> opponents = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Comparison()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = inputs();
        try {
            for (String name : libraries.isEmpty() ? Opponent.available() : libraries) {
                opponents.add(Opponent.start(name, threads, folder));
            }
            List<Report.Measured> results = new ArrayList<>();
            for (String name : workloads) {
                results.add(name.equals(StartUp.NAME) ? StartUp.measure(rounds, folder) : run(Side.workload(name)));
            }
            var report = new Report(Machine.describe(threads), descriptions(opponents), results);
            System.out.println(report.table());
            var mapper = JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();
            Files.writeString(json, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
        } finally {
            opponents.forEach(Opponent::close);
        }
        return 0;
    }

    private static Map<String, String> descriptions(List<Opponent> opponents) throws IOException {
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (var opponent : opponents) {
            descriptions.put(opponent.name(), opponent.ask("describe"));
        }
        return descriptions;
    }

    private Report.Measured run(Workload workload) throws IOException, InterruptedException {
        System.err.println(workload.name() + "  " + workload.description());
        Map<Opponent, List<Double>> seconds = new LinkedHashMap<>();
        for (var opponent : opponents) {
            if (opponent.ask("prepare " + workload.name()).equals("ready")) {
                seconds.put(opponent, new ArrayList<>());
                warmUp(opponent);
            }
        }
        Map<Opponent, Double> arrived = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (var entry : seconds.entrySet()) {
                Thread.sleep(PAUSE); // for the threads of the one before to fall asleep
                String[] answer = entry.getKey().ask("run").split(" ");
                entry.getValue().add(Double.parseDouble(answer[0]) / workload.units());
                arrived.put(entry.getKey(), Double.parseDouble(answer[1]));
            }
        }
        double ours = seconds.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("firsthand"))
                .mapToDouble(entry -> Times.of(entry.getValue()).median())
                .findFirst()
                .orElse(Double.NaN);
        Map<String, Report.Figures> figures = new LinkedHashMap<>();
        seconds.forEach((opponent, values) -> {
            var told = Report.Figures.of(values, ours, arrived.getOrDefault(opponent, Double.NaN));
            figures.put(opponent.name(), told);
            System.err.printf("    %-14s %s%n", opponent.name(), Output.duration(told.medianSeconds()));
        });
        return new Report.Measured(workload.name(), workload.description(), workload.unitOfWork(), figures);
    }

    /** At least twice, and for some seconds. */
    private static void warmUp(Opponent opponent) throws IOException {
        double total = 0;
        for (int run = 0; run < 2 || total < WARM_UP_SECONDS; run++) {
            total += Double.parseDouble(opponent.ask("run").split(" ")[0]);
        }
    }

    /** What a peer that is not written in Java needs: workloads, data, and the parameters that runs start from. */
    private static Path inputs() throws IOException {
        Path folder = Files.createTempDirectory("firsthand-benchmark");
        var train = Mnist.load().train();
        int width = train.exampleShape().size();
        var images = new float[train.size() * width];
        for (int i = 0; i < train.size(); i++) {
            train.copyExample(i, images, i * width);
        }
        write(folder.resolve("images.f32"), images);
        var labels = ByteBuffer.allocate(4 * train.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int label : train.labels()) {
            labels.putInt(label);
        }
        Files.write(folder.resolve("labels.i32"), labels.array());
        List<Map<String, Object>> workloads = new ArrayList<>();
        for (var workload : Workload.all()) {
            if (!(workload instanceof LeNetWorkload)) {
                workloads.add(describe(workload, folder));
            }
        }
        Files.writeString(folder.resolve("workloads.json"), JsonMapper.shared().writeValueAsString(workloads));
        return folder;
    }

    private static Map<String, Object> describe(Workload workload, Path folder) throws IOException {
        return switch (workload) {
            case TrainingWorkload training -> {
                writeParameters(training.name(), training.network(), folder);
                yield Map.of(
                        "kind", "training",
                        "name", training.name(),
                        "widths", training.widths(),
                        "activation", training.activation(),
                        "examples", training.examples(),
                        "batch_size", training.batchSize(),
                        "steps", training.steps(),
                        "optimizer", training.optimizer(),
                        "learning_rate", training.learningRate(),
                        "measured", TrainingWorkload.MEASURED);
            }
            case LeNetWorkload lenet -> throw new IllegalArgumentException("not for NumPy: " + lenet.name());
            case PredictionWorkload prediction -> {
                writeParameters(prediction.name(), prediction.network(), folder);
                yield Map.of(
                        "kind", "prediction",
                        "name", prediction.name(),
                        "widths", prediction.widths(),
                        "activation", prediction.activation(),
                        "images", prediction.images());
            }
            case ProductWorkload product ->
                Map.of(
                        "kind", "product",
                        "name", product.name(),
                        "size", product.size(),
                        "products", product.products());
        };
    }

    private static void writeParameters(String name, Network network, Path folder) throws IOException {
        int next = 0;
        for (var parameter : network.parameters()) {
            write(
                    folder.resolve(name + "-" + next++ + ".f32"),
                    parameter.value().values());
        }
    }

    private static void write(Path file, float[] values) throws IOException {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
