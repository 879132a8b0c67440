package firsthand.benchmarks;

import firsthand.kernel.Kernels;
import firsthand.kernel.VectorKernels;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What bounds a sparse first layer: 64 examples of 150 non-zero numbers each, 128 outputs, the same arithmetic every
 * time, but over more and more rows of weights (512 bytes each), from the level-1 cache into the level-2 cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SparseBenchmark {
    private static final int EXAMPLES = 64;
    private static final int NON_ZEROS = 150;
    private static final int OUT = 128;

    /** Rows of weights that the non-zero numbers are spread over. */
    @Param({"16", "48", "100", "200", "400", "784"})
    public int rowsOfWeights = 784;

    private final Kernels kernels = new VectorKernels();
    private final int[] start = new int[EXAMPLES + 1];
    private final int[] rows = new int[EXAMPLES];
    private final int[] columns = new int[EXAMPLES * NON_ZEROS];
    private final float[] values = new float[EXAMPLES * NON_ZEROS];
    private final float[] w = new float[784 * OUT];
    private final float[] b = new float[OUT];
    private final float[] y = new float[EXAMPLES * OUT];

    /** In runs, as the pixels of a stroke are. */
    @Setup(Level.Trial)
    public void prepare() {
        var random = new Random(1);
        for (int i = 0; i < EXAMPLES; i++) {
            rows[i] = i;
            start[i + 1] = (i + 1) * NON_ZEROS;
            int column = random.nextInt(rowsOfWeights);
            for (int n = start[i]; n < start[i + 1]; n++) {
                column = (column + (n % 8 == 0 ? 36 : 1)) % rowsOfWeights;
                columns[n] = column;
                values[n] = random.nextFloat();
            }
        }
    }

    /** y = x w + b without the zeros of x. */
    @Benchmark
    public void affineSparse() {
        kernels.affineSparse(start, columns, values, rows, w, b, new float[0], 0, y, 784, OUT, 0, EXAMPLES);
    }
}
