package firsthand.benchmarks;

import firsthand.cli.bench.Work;
import firsthand.cli.bench.Workload;
import firsthand.data.Dataset;
import firsthand.training.Trainer;
import java.util.Optional;

/** A library that can do our workloads. */
interface Peer {

    /** Its version, and what it computes with. */
    String description();

    /** Its side of {@code workload}, on {@code threads} threads; empty if it has no such thing. */
    Optional<Work> prepare(Workload workload, Dataset train, int threads);

    /** The peer of that name. */
    static Peer named(String name, int threads) {
        return switch (name) {
            case "firsthand" -> new Firsthand();
            case "pytorch" -> new PyTorch(threads);
            case "dl4j" -> new Dl4j(threads);
            case "smile" -> new Smile();
            default ->
                throw new IllegalArgumentException(
                        "peer: expected firsthand, pytorch, dl4j or smile, received " + name);
        };
    }

    /** Ourselves. */
    final class Firsthand implements Peer {
        @Override
        public String description() {
            return "Firsthand, Java " + Runtime.version().feature() + ", kernels " + Trainer.kernels();
        }

        @Override
        public Optional<Work> prepare(Workload workload, Dataset train, int threads) {
            return Optional.of(workload.prepare(train, threads));
        }
    }
}
