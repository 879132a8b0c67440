package firsthand.benchmarks;

import firsthand.kernel.Kernels;
import firsthand.kernel.ScalarKernels;
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
 * Each kernel by itself, on one thread, in the sizes of a batch of 64 through 784-128-10: once as defined, once on
 * vectors.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final int EXAMPLES = 64;
    private static final int IN = 784;
    private static final int OUT = 128;
    private static final int CLASSES = 10;

    /** Which kernels: those that define, or those that run. */
    @Param({"scalar", "vector"})
    public String kind = "vector";

    private Kernels kernels = new ScalarKernels();
    private final float[] x = new float[EXAMPLES * IN];
    private final float[] w = new float[IN * OUT];
    private final float[] b = new float[OUT];
    private final float[] y = new float[EXAMPLES * OUT];
    private final float[] dy = new float[EXAMPLES * OUT];
    private final float[] dw = new float[IN * OUT];
    private final float[] db = new float[OUT];
    private final float[] m = new float[IN * OUT];
    private final float[] v = new float[IN * OUT];
    private final float[] logits = new float[EXAMPLES * CLASSES];
    private final float[] targets = new float[EXAMPLES * CLASSES];
    private final float[] logitGradients = new float[EXAMPLES * CLASSES];
    private final double[] losses = new double[EXAMPLES];
    private final int[] start = new int[EXAMPLES + 1];
    private final int[] rows = new int[EXAMPLES];
    private final int[] columns = new int[EXAMPLES * IN];
    private final float[] values = new float[EXAMPLES * IN];
    private final int[] columnStart = new int[IN + 1];
    private final int[] examples = new int[EXAMPLES * IN];
    private final float[] byColumn = new float[EXAMPLES * IN];
    private float[] packed = {};
    private float[] memory = {};
    private float[] sparseMemory = {};

    /** One pixel in five is not zero, as in handwritten digits. */
    @Setup(Level.Trial)
    public void prepare() {
        kernels = kind.equals("scalar") ? new ScalarKernels() : new VectorKernels();
        var random = new Random(1);
        for (float[] array : new float[][] {w, b, y, dy, logits}) {
            for (int i = 0; i < array.length; i++) {
                array[i] = random.nextFloat() - 0.5f;
            }
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(5) == 0 ? random.nextFloat() : 0;
        }
        compress();
        for (int i = 0; i < EXAMPLES; i++) {
            rows[i] = i;
            targets[i * CLASSES + i % CLASSES] = 1;
        }
        packed = new float[kernels.packedLength(IN, OUT)];
        kernels.pack(w, b, packed, 0, IN, OUT, 0, 1);
        memory = new float[kernels.gradientLength(EXAMPLES, IN, OUT)];
        kernels.layOutExamples(x, memory, 0, EXAMPLES, IN, 0, EXAMPLES);
        sparseMemory = new float[kernels.sparseLength(IN, OUT)];
        kernels.packSparse(w, b, sparseMemory, 0, IN, OUT, 0, 1);
    }

    private void compress() {
        int n = 0;
        for (int i = 0; i < EXAMPLES; i++) {
            for (int k = 0; k < IN; k++) {
                if (x[i * IN + k] != 0) {
                    columns[n] = k;
                    values[n++] = x[i * IN + k];
                }
            }
            start[i + 1] = n;
        }
        n = 0;
        for (int k = 0; k < IN; k++) {
            for (int i = 0; i < EXAMPLES; i++) {
                if (x[i * IN + k] != 0) {
                    examples[n] = i;
                    byColumn[n++] = x[i * IN + k];
                }
            }
            columnStart[k + 1] = n;
        }
    }

    /** y = x w + b for one row. */
    @Benchmark
    public void affineOneRow() {
        kernels.affine(x, w, b, y, IN, OUT, 0, 1);
    }

    /** y = x w + b, zeros and all. */
    @Benchmark
    public void affinePacked() {
        kernels.affinePacked(x, packed, 0, y, IN, OUT, 0, EXAMPLES);
    }

    /** y = x w + b without the zeros. */
    @Benchmark
    public void affineSparse() {
        kernels.affineSparse(start, columns, values, rows, w, b, sparseMemory, 0, y, IN, OUT, 0, EXAMPLES);
    }

    /** Laying w out for {@link #affinePacked}. */
    @Benchmark
    public void pack() {
        kernels.pack(w, b, packed, 0, IN, OUT, 0, 1);
    }

    /** dw = x^T dy, zeros and all. */
    @Benchmark
    public void weightGradient() {
        kernels.weightGradient(x, dy, memory, 0, dw, EXAMPLES, IN, OUT, 0, 1);
    }

    /** dw = x^T dy without the zeros. */
    @Benchmark
    public void weightGradientSparse() {
        kernels.weightGradientSparse(columnStart, examples, byColumn, dy, dw, OUT, 0, IN);
    }

    /** The sums of the columns of dy. */
    @Benchmark
    public void biasGradient() {
        kernels.biasGradient(dy, db, EXAMPLES, OUT, 0, OUT);
    }

    /** y = max(x, 0). */
    @Benchmark
    public void relu() {
        kernels.relu(dy, y, 0, y.length);
    }

    /** y = 1 / (1 + e^-x). */
    @Benchmark
    public void sigmoid() {
        kernels.sigmoid(dy, y, 0, y.length);
    }

    /** y = tanh(x). */
    @Benchmark
    public void tanh() {
        kernels.tanh(dy, y, 0, y.length);
    }

    /** Softmax, cross-entropy and its gradient. */
    @Benchmark
    public void softmaxCrossEntropy() {
        kernels.softmaxCrossEntropy(logits, targets, logitGradients, losses, CLASSES, EXAMPLES, 0, EXAMPLES);
    }

    /** A step of gradient descent. */
    @Benchmark
    public void sgd() {
        kernels.sgd(w, dw, 1e-6f, 0, w.length);
    }

    /** A step of Adam. */
    @Benchmark
    public void adam() {
        kernels.adam(w, dw, m, v, 1e-6f, 1f, 0.9f, 0.999f, 1e-8f, 0, w.length);
    }
}
