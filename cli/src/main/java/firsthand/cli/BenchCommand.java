package firsthand.cli;

import firsthand.cli.bench.Peak;
import firsthand.cli.bench.Times;
import firsthand.cli.bench.Work;
import firsthand.cli.bench.Workload;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.datasets.Mnist;
import firsthand.kernel.Kernels;
import firsthand.training.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand bench}: how long this machine takes for known pieces of work. */
@Command(
        name = "bench",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Time known pieces of work on this machine, beside what its processor could do at most.")
final class BenchCommand implements Callable<Integer> {
    /** A workload is warm when it has run for so long, and at least twice. */
    private static final double WARM_UP_SECONDS = 3;

    @Parameters(paramLabel = "WORKLOAD", arity = "0..*", description = "W1 to W6; by default all of them")
    private List<String> names = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "how often each is timed; by default 7")
    private int rounds = 7;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        compute.chooseKernels();
        var output = common.output();
        var workloads = workloads();
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds: expected 1 or more, received " + rounds);
        }
        var train = Mnist.load(new FetchDisplay(output)).train();
        double peak = Peak.gigaflops(compute.threads());
        output.print(
                "machine   %d cores, %d thread%s, kernels %s, at most %.0f GFLOP/s",
                Runtime.getRuntime().availableProcessors(),
                compute.threads(),
                compute.threads() == 1 ? "" : "s",
                Trainer.kernels(),
                peak);
        output.print("");
        output.print("%-4s %-58s %10s %23s %9s", "", "one unit of work", "median", "min - max", "of peak");
        List<Map<String, Object>> results = new ArrayList<>();
        for (var workload : workloads) {
            var times = time(workload, train);
            results.add(result(workload, times));
            print(workload, times, peak, output);
        }
        output.print("");
        output.print("of peak: operations of the dense formulas, zeros included, beside what the processor could do;"
                + " skipping zeros can bring it above 100 %%");
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("vector_bits", Kernels.get().vectorBits());
        machine.put("fma_gflops", peak);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", machine);
        result.put("workloads", results);
        output.result(result);
        return 0;
    }

    private List<Workload> workloads() {
        for (String name : names) {
            if (Workload.all().stream().noneMatch(workload -> workload.name().equals(name))) {
                throw new IllegalArgumentException("bench: expected workloads of "
                        + Workload.all().stream().map(Workload::name).toList() + ", received " + name);
            }
        }
        return Workload.all().stream()
                .filter(workload -> names.isEmpty() || names.contains(workload.name()))
                .toList();
    }

    /** The seconds of a unit of work. */
    private Times time(Workload workload, Dataset train) {
        try (Work work = workload.prepare(train, compute.threads())) {
            double warm = 0;
            for (int run = 0; run < 2 || warm < WARM_UP_SECONDS; run++) {
                warm += work.time();
            }
            List<Double> seconds = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                seconds.add(work.time() / workload.units());
            }
            return Times.of(seconds);
        }
    }

    private static Map<String, Object> result(Workload workload, Times times) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", workload.name());
        result.put("median_seconds", times.median());
        result.put("min_seconds", times.min());
        result.put("max_seconds", times.max());
        result.put("unit_of_work", workload.unitOfWork());
        return result;
    }

    private static void print(Workload workload, Times times, double peak, Output output) {
        output.print(
                "%-4s %-58s %10s %23s %7.0f %%",
                workload.name(),
                workload.description(),
                Output.duration(times.median()),
                Output.duration(times.min()) + " - " + Output.duration(times.max()),
                100 * workload.operations() / times.median() * 1e-9 / peak);
    }
}
