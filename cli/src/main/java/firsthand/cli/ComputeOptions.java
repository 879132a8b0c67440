package firsthand.cli;

import java.util.Set;
import picocli.CommandLine.Option;

/** By what to compute; none of it changes a bit of the result. */
final class ComputeOptions {
    private static final Set<String> KERNELS = Set.of("auto", "vector", "scalar");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads that share the work; by default one a processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--kernels", paramLabel = "NAME", description = "auto, vector (SIMD) or scalar (plain Java)")
    private String kernels = "auto";

    /** The library chooses its kernels once, when it first needs them: this has to come before. */
    void chooseKernels() {
        if (!KERNELS.contains(kernels)) {
            throw new IllegalArgumentException("--kernels: expected auto, vector or scalar, received " + kernels);
        }
        System.setProperty("firsthand.kernels", kernels);
    }

    int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads: expected 1 or more, received " + threads);
        }
        return threads;
    }
}
