package firsthand.benchmarks;

import firsthand.cli.bench.PredictionWorkload;
import firsthand.cli.bench.ProductWorkload;
import firsthand.cli.bench.TrainingWorkload;
import firsthand.cli.bench.Workload;
import firsthand.datasets.Mnist;
import firsthand.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs every workload on every library: each library in a process of its own, all of them alive from beginning to end,
 * asked in turn, round after round, so that whatever else the machine does falls on all alike.
 *
 * <p>Before the rounds that count, each library runs the workload until it is warm.
 */
final class Comparison {
    private final List<Opponent> opponents;
    private final int rounds;

    private Comparison(List<Opponent> opponents, int rounds) {
        this.opponents = opponents;
        this.rounds = rounds;
    }

    /** Arguments: rounds, threads, the peers' names with commas between, and the workloads' likewise. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        var workloads = List.of(arguments[3].split(",")).stream().map(Side::workload).toList();
        Path folder = inputs();
        List<Opponent> opponents = new ArrayList<>();
        try {
            for (String name : arguments[2].split(",")) {
                opponents.add(Opponent.start(name, threads, folder));
            }
            var comparison = new Comparison(opponents, rounds);
            List<Map<String, Object>> results = new ArrayList<>();
            for (var workload : workloads) {
                results.add(comparison.run(workload));
            }
            var report = new Report(Machine.describe(threads), descriptions(opponents), results);
            System.out.println(report.table());
            Files.writeString(Path.of(arguments[4]), JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report.toMap()) + "\n");
        } finally {
            opponents.forEach(Opponent::close);
        }
    }

    private static Map<String, String> descriptions(List<Opponent> opponents) throws IOException {
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (var opponent : opponents) {
            descriptions.put(opponent.name(), opponent.ask("describe"));
        }
        return descriptions;
    }

    private Map<String, Object> run(Workload workload) throws IOException, InterruptedException {
        System.err.println(workload.name() + "  " + workload.description());
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, Double> results = new LinkedHashMap<>();
        List<Opponent> able = new ArrayList<>();
        for (var opponent : opponents) {
            if (opponent.ask("prepare " + workload.name()).equals("ready")) {
                able.add(opponent);
                warmUp(opponent);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (var opponent : able) {
                Thread.sleep(200); // threads of the one before fall asleep
                String[] answer = opponent.ask("run").split(" ");
                seconds.computeIfAbsent(opponent.name(), name -> new ArrayList<>())
                        .add(Double.parseDouble(answer[0]) / workload.units());
                results.put(opponent.name(), Double.parseDouble(answer[1]));
            }
        }
        seconds.forEach((name, values) -> System.err.println("    " + name + " " + Report.seconds(Report.median(values)) + "  arrived at " + results.get(name)));
        return Report.workload(workload, seconds, results);
    }

    /** At least twice, and for at least three seconds; but no longer than needed for what is slow. */
    private static void warmUp(Opponent opponent) throws IOException {
        double total = 0;
        for (int run = 0; run < 2 || (total < 4 && run < 200); run++) {
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
            workloads.add(describe(workload, folder));
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
            write(folder.resolve(name + "-" + next++ + ".f32"), parameter.value().values());
        }
    }

    private static void write(Path file, float[] values) throws IOException {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
