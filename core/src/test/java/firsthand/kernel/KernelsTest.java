package firsthand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every vector kernel gives the bits of its scalar definition, for every width up to several vectors and some beyond.
 */
class KernelsTest {
    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = new VectorKernels();

    /** Widths around every multiple of a vector of 4, 8 and 16 lanes, and of the blocks made of them. */
    private static List<Integer> widths() {
        return Stream.concat(IntStream.rangeClosed(1, 70).boxed(), Stream.of(127, 128, 129, 150, 256, 300))
                .toList();
    }

    private static Stream<Case> cases() {
        return widths().stream().flatMap(width -> Stream.of(1, 2, 3).map(seed -> new Case(width, seed)));
    }

    /** Random numbers and sizes for one comparison. */
    private record Case(int width, int seed) {
        private Numbers numbers() {
            return new Numbers(1000L * width + seed);
        }
    }

    /** Runs one operation on both kernels, on equal arrays, and compares every array bit for bit. */
    private interface Operation {
        void run(Kernels kernels, float[][] arrays, double[] losses);
    }

    private static void assertSameBits(float[][] arrays, Operation operation) {
        float[][] expected = copy(arrays);
        float[][] actual = copy(arrays);
        var expectedLosses = new double[64];
        var actualLosses = new double[64];
        operation.run(SCALAR, expected, expectedLosses);
        operation.run(VECTOR, actual, actualLosses);
        for (int a = 0; a < arrays.length; a++) {
            assertThat(bits(actual[a])).as("array %d", a).isEqualTo(bits(expected[a]));
        }
        assertThat(actualLosses).isEqualTo(expectedLosses);
    }

    private static float[][] copy(float[][] arrays) {
        return Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new);
    }

    /** The bits of each number; one pattern for all NaN, whose payloads mean nothing. */
    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToIntBits(values[i]))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void affine(Case c) {
        var numbers = c.numbers();
        int in = numbers.size(40);
        int rows = numbers.size(9);
        int from = numbers.below(rows);
        float[][] arrays = {
            numbers.sparse(rows * in), numbers.dense(in * c.width), numbers.dense(c.width), new float[rows * c.width]
        };
        assertSameBits(arrays, (kernels, a, l) -> kernels.affine(a[0], a[1], a[2], a[3], in, c.width, from, rows));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void dropout(Case c) {
        var numbers = c.numbers();
        int from = numbers.below(c.width);
        int key = numbers.below(1 << 30) * 3;
        float[][] arrays = {numbers.special(c.width), new float[c.width]};
        assertSameBits(arrays, (kernels, a, l) -> kernels.dropout(a[0], a[1], key, 0.3f, from, c.width));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void affinePackedIsAffine(Case c) {
        var numbers = c.numbers();
        int in = numbers.size(40);
        int rows = numbers.size(20);
        int from = numbers.below(rows);
        int parts = numbers.size(4);
        float[] x = numbers.sparse(rows * in);
        float[] w = numbers.dense(in * c.width);
        float[] b = numbers.dense(c.width);
        var expected = new float[rows * c.width];
        SCALAR.affine(x, w, b, expected, in, c.width, from, rows);
        for (var kernels : List.of(SCALAR, VECTOR)) {
            int at = 5;
            var packed = numbers.dense(at + kernels.packedLength(in, c.width));
            for (int part = parts - 1; part >= 0; part--) {
                kernels.pack(w, b, packed, at, in, c.width, part, parts);
            }
            var actual = new float[rows * c.width];
            kernels.affinePacked(x, packed, at, actual, in, c.width, from, rows);
            assertThat(bits(actual)).as(kernels.description()).isEqualTo(bits(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void affinePackedOfTheTransposeIsTheInputGradient(Case c) {
        var numbers = c.numbers();
        int out = numbers.size(40);
        int rows = numbers.size(20);
        int parts = numbers.size(4);
        float[] dy = numbers.dense(rows * out);
        float[] w = numbers.dense(c.width * out);
        var expected = new float[rows * c.width];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < c.width; k++) {
                float sum = 0;
                for (int j = 0; j < out; j++) {
                    sum = Math.fma(dy[i * out + j], w[k * out + j], sum);
                }
                expected[i * c.width + k] = sum;
            }
        }
        for (var kernels : List.of(SCALAR, VECTOR)) {
            var packed = numbers.dense(kernels.packedLength(c.width, out));
            for (int part = 0; part < parts; part++) {
                kernels.packTransposed(w, packed, 0, c.width, out, part, parts);
            }
            var actual = new float[rows * c.width];
            kernels.affinePacked(dy, packed, 0, actual, out, c.width, 0, rows);
            assertThat(bits(actual)).as(kernels.description()).isEqualTo(bits(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void affineSparseIsAffine(Case c) {
        var numbers = c.numbers();
        int in = numbers.size(60);
        int rows = numbers.size(9);
        int from = numbers.below(rows);
        var matrix = Compressed.rows(numbers.sparse(rows * in), in);
        int[] order = numbers.shuffled(rows);
        float[] w = numbers.dense(in * c.width);
        float[] b = numbers.dense(c.width);
        var x = new float[rows * in];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(matrix.dense, order[i] * in, x, i * in, in);
        }
        var expected = new float[rows * c.width];
        SCALAR.affine(x, w, b, expected, in, c.width, from, rows);
        for (var kernels : List.of(SCALAR, VECTOR)) {
            var actual = new float[rows * c.width];
            int at = 5;
            var memory = numbers.dense(at + kernels.sparseLength(in, c.width));
            for (int part = 2; part >= 0; part--) {
                kernels.packSparse(w, b, memory, at, in, c.width, part, 3);
            }
            kernels.affineSparse(
                    matrix.start,
                    matrix.index,
                    matrix.values,
                    order,
                    w,
                    b,
                    memory,
                    at,
                    actual,
                    in,
                    c.width,
                    from,
                    rows);
            assertThat(bits(actual)).as(kernels.description()).isEqualTo(bits(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightGradient(Case c) {
        var numbers = c.numbers();
        compareWeightGradients(numbers, numbers.size(20), numbers.size(30), c.width, numbers.size(4));
    }

    /** So many that vector kernels do not lay them out. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 16, 17, 50})
    void weightGradientOfManyExamples(int width) {
        var numbers = new Numbers(width);
        compareWeightGradients(numbers, 1_030, numbers.size(30), width, numbers.size(4));
    }

    private static void compareWeightGradients(Numbers numbers, int examples, int in, int out, int parts) {
        float[] x = numbers.sparse(examples * in);
        float[] dy = numbers.dense(examples * out);
        var expected = new float[in * out];
        SCALAR.weightGradient(x, dy, new float[0], 0, expected, examples, in, out, 0, 1);
        int at = 3;
        int middle = numbers.below(examples);
        var memory = numbers.dense(at + VECTOR.gradientLength(examples, in, out));
        VECTOR.layOutExamples(x, memory, at, examples, in, middle, examples);
        VECTOR.layOutExamples(x, memory, at, examples, in, 0, middle);
        float[] actual = numbers.dense(in * out);
        for (int part = parts - 1; part >= 0; part--) {
            VECTOR.weightGradient(x, dy, memory, at, actual, examples, in, out, part, parts);
        }
        assertThat(bits(actual)).isEqualTo(bits(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void weightGradientSparseIsWeightGradient(Case c) {
        var numbers = c.numbers();
        int in = 2 + numbers.size(30);
        int rows = numbers.size(20);
        int from = numbers.below(in - 1);
        int to = from + 1 + numbers.below(in - from);
        float[] x = numbers.sparse(rows * in);
        float[] dy = numbers.dense(rows * c.width);
        float[] before = numbers.dense(in * c.width);
        var all = new float[in * c.width];
        SCALAR.weightGradient(x, dy, new float[0], 0, all, rows, in, c.width, 0, 1);
        float[] expected = before.clone();
        System.arraycopy(all, from * c.width, expected, from * c.width, (to - from) * c.width);
        var columns = Compressed.columns(x, in, from, to);
        for (var kernels : List.of(SCALAR, VECTOR)) {
            float[] actual = before.clone();
            kernels.weightGradientSparse(columns.start, columns.index, columns.values, dy, actual, c.width, from, to);
            assertThat(bits(actual)).as(kernels.description()).isEqualTo(bits(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void biasGradient(Case c) {
        var numbers = c.numbers();
        int rows = numbers.size(20);
        int from = numbers.below(c.width);
        float[][] arrays = {numbers.dense(rows * c.width), new float[c.width]};
        assertSameBits(arrays, (kernels, a, l) -> kernels.biasGradient(a[0], a[1], rows, c.width, from, c.width));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void elementwise(Case c) {
        var numbers = c.numbers();
        int from = numbers.below(c.width);
        float[][] arrays = {numbers.special(c.width), numbers.special(c.width), new float[c.width]};
        for (ElementwiseFunction function : List.<ElementwiseFunction>of(
                Kernels::relu,
                Kernels::sigmoid,
                Kernels::tanh,
                (kernels, x, y, begin, end) -> kernels.leakyRelu(x, y, 0.01f, begin, end),
                (kernels, x, y, begin, end) -> kernels.elu(x, y, 0.7f, begin, end),
                Kernels::gelu,
                Kernels::silu,
                Kernels::softplus)) {
            assertSameBits(arrays, (kernels, a, l) -> function.apply(kernels, a[0], a[2], from, c.width));
        }
        for (ElementwiseGradient gradient : List.<ElementwiseGradient>of(
                Kernels::reluGradient,
                Kernels::sigmoidGradient,
                Kernels::tanhGradient,
                (kernels, y, dy, dx, begin, end) -> kernels.leakyReluGradient(y, dy, dx, 0.01f, begin, end),
                (kernels, y, dy, dx, begin, end) -> kernels.eluGradient(y, dy, dx, 0.7f, begin, end),
                Kernels::geluGradient,
                Kernels::siluGradient,
                Kernels::softplusGradient)) {
            assertSameBits(arrays, (kernels, a, l) -> gradient.apply(kernels, a[0], a[1], a[2], from, c.width));
        }
    }

    private interface ElementwiseFunction {
        void apply(Kernels kernels, float[] x, float[] y, int from, int to);
    }

    private interface ElementwiseGradient {
        void apply(Kernels kernels, float[] y, float[] dy, float[] dx, int from, int to);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void softmaxAlsoInPlace(Case c) {
        var numbers = c.numbers();
        int rows = numbers.size(5);
        float[][] arrays = {numbers.logits(rows * c.width), new float[rows * c.width], numbers.dense(rows * c.width)};
        assertSameBits(arrays, (kernels, a, l) -> kernels.softmax(a[0], a[1], c.width, 0, rows));
        assertSameBits(arrays, (kernels, a, l) -> kernels.softmax(a[0], a[0], c.width, 0, rows));
        assertSameBits(arrays, (kernels, a, l) -> {
            kernels.softmax(a[0], a[1], c.width, 0, rows);
            kernels.softmaxGradient(a[1], a[2], a[0], c.width, 0, rows);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logSoftmax(Case c) {
        var numbers = c.numbers();
        int rows = numbers.size(5);
        int from = numbers.below(rows);
        float[][] arrays = {numbers.logits(rows * c.width), new float[rows * c.width], numbers.dense(rows * c.width)};
        assertSameBits(arrays, (kernels, a, l) -> {
            kernels.logSoftmax(a[0], a[1], c.width, from, rows);
            kernels.logSoftmaxGradient(a[1], a[2], a[0], c.width, from, rows);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sigmoidCrossEntropy(Case c) {
        var numbers = c.numbers();
        int rows = numbers.size(20);
        int from = numbers.below(rows);
        float[][] arrays = {numbers.logits(rows * c.width), numbers.dense(rows * c.width), new float[rows * c.width]};
        float[][] special = {numbers.special(c.width), numbers.special(c.width), new float[c.width]};
        assertSameBits(
                arrays, (kernels, a, l) -> kernels.sigmoidCrossEntropy(a[0], a[1], a[2], l, c.width, rows, from, rows));
        assertSameBits(special, (kernels, a, l) -> kernels.sigmoidCrossEntropy(a[0], a[1], a[2], l, c.width, 1, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void softmaxCrossEntropy(Case c) {
        var numbers = c.numbers();
        int rows = numbers.size(20);
        int from = numbers.below(rows);
        float[][] arrays = {numbers.logits(rows * c.width), numbers.dense(rows * c.width), new float[rows * c.width]};
        assertSameBits(
                arrays, (kernels, a, l) -> kernels.softmaxCrossEntropy(a[0], a[1], a[2], l, c.width, rows, from, rows));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void optimizers(Case c) {
        var numbers = c.numbers();
        int from = numbers.below(c.width);
        float[][] arrays = {
            numbers.dense(c.width), numbers.sparse(c.width), numbers.dense(c.width), numbers.positive(c.width)
        };
        assertSameBits(arrays, (kernels, a, l) -> kernels.sgd(a[0], a[1], 0.1f, from, c.width));
        assertSameBits(arrays, (kernels, a, l) -> kernels.momentum(a[0], a[1], a[2], 0.1f, 0.9f, from, c.width));
        assertSameBits(
                arrays,
                (kernels, a, l) ->
                        kernels.adam(a[0], a[1], a[2], a[3], 1e-3f, 1.7f, 0.9f, 0.999f, 1e-8f, from, c.width));
    }

    /** A kernel that nobody compares would be one that nobody may trust. */
    @Test
    void comparesEveryKernel() {
        Set<String> compared = Set.of(
                "affine",
                "packedLength",
                "pack",
                "packTransposed",
                "affinePacked",
                "sparseLength",
                "packSparse",
                "affineSparse",
                "gradientLength",
                "layOutExamples",
                "weightGradient",
                "weightGradientSparse",
                "biasGradient",
                "relu",
                "reluGradient",
                "sigmoid",
                "sigmoidGradient",
                "tanh",
                "tanhGradient",
                "leakyRelu",
                "leakyReluGradient",
                "elu",
                "eluGradient",
                "gelu",
                "geluGradient",
                "silu",
                "siluGradient",
                "softplus",
                "softplusGradient",
                "logSoftmax",
                "logSoftmaxGradient",
                "sigmoidCrossEntropy",
                "softmax",
                "softmaxGradient",
                "softmaxCrossEntropy",
                "dropout",
                "sgd",
                "momentum",
                "adam");
        Set<String> describing =
                Set.of("get", "description", "vectorBits", "multiplyAndAdd", "convolution", "pooling", "normalization");
        assertThat(Arrays.stream(Kernels.class.getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name -> !name.contains("$") && !describing.contains(name))
                        .collect(Collectors.toSet()))
                .isEqualTo(compared);
    }
}
