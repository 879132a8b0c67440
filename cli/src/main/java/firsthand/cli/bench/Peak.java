package firsthand.cli.bench;

import firsthand.kernel.Kernels;
import firsthand.parallel.Workers;

/** How fast this machine multiplies and adds when nothing else holds it up. */
public final class Peak {
    private static final int ROUNDS = 200_000;
    private static final int TRIALS = 40;

    private Peak() {}

    /** The most floating-point operations a second, in 10^9, that {@code threads} threads reached together. */
    public static double gigaflops(int threads) {
        double best = 0;
        try (var workers = new Workers(threads)) {
            var operations = new double[threads];
            for (int trial = 0; trial < TRIALS; trial++) {
                long start = System.nanoTime();
                workers.run(
                        threads,
                        (part, parts) -> operations[part] = Kernels.get().multiplyAndAdd(ROUNDS));
                double seconds = (System.nanoTime() - start) * 1e-9;
                best = Math.max(best, operations[0] * threads / seconds * 1e-9);
            }
        }
        return best;
    }
}
