package firsthand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolution, pooling and normalisation with vectors give the bits of their scalar definitions, for sizes of all kinds. */
class ImageKernelsTest {
    private static final Kernels SCALAR = new ScalarKernels();
    private static final Kernels VECTOR = new VectorKernels();

    private static void assertSameBits(float[] actual, float[] expected, Object what) {
        assertThat(bits(actual)).as("%s", what).isEqualTo(bits(expected));
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToIntBits(values[i]))
                .toArray();
    }

    private static Convolution sizes(int seed) {
        var numbers = new Numbers(seed);
        int groups = seed % 5 == 0 ? numbers.size(3) : 1;
        int kernelHeight = numbers.size(4);
        int kernelWidth = numbers.size(4);
        int dilation = seed % 3 == 0 ? numbers.size(3) : 1;
        int stride = seed % 4 == 0 ? numbers.size(3) : 1;
        int padding = numbers.below(dilation * (Math.min(kernelHeight, kernelWidth) - 1) + 1);
        return new Convolution(
                dilation * (kernelHeight - 1) + numbers.size(12),
                dilation * (kernelWidth - 1) + numbers.size(12),
                groups * numbers.size(seed % 2 == 0 ? 20 : 3),
                groups * numbers.size(36),
                kernelHeight,
                kernelWidth,
                stride,
                padding,
                dilation,
                groups);
    }

    private static Stream<Convolution> convolutions() {
        return IntStream.rangeClosed(1, 400).mapToObj(ImageKernelsTest::sizes);
    }

    /** One batch through one implementation of convolution, in several pieces each. */
    private record Run(float[] y, float[] dx, float[] dw) {
        private static Run of(ConvolutionKernels kernels, Convolution sizes, boolean training) {
            var numbers = new Numbers(sizes.toString().hashCode());
            int capacity = 4;
            int examples = 3;
            float[] x = numbers.sparse(capacity * sizes.inputSize());
            float[] w = numbers.dense(sizes.terms() * sizes.out());
            float[] b = numbers.dense(sizes.out());
            float[] dy = numbers.sparse(examples * sizes.outputSize());
            var y = new float[examples * sizes.outputSize()];
            var dx = new float[examples * sizes.inputSize()];
            var dw = new float[w.length];
            int at = 3;
            var memory = new float[at + kernels.memoryLength(sizes, capacity, training)];
            for (int repeat = 0; repeat < 2; repeat++) {
                for (int part = 0; part < 3; part++) {
                    kernels.prepare(sizes, w, b, memory, at, capacity, training, part, 3);
                }
                kernels.forward(sizes, x, w, b, memory, at, y, capacity, training, 1, 3);
                kernels.forward(sizes, x, w, b, memory, at, y, capacity, training, 0, 1);
                if (training) {
                    kernels.inputGradient(sizes, dy, w, memory, at, dx, capacity, 2, 3);
                    kernels.inputGradient(sizes, dy, w, memory, at, dx, capacity, 0, 2);
                    for (int part = 2; part >= 0; part--) {
                        kernels.weightGradient(sizes, x, dy, memory, at, dw, capacity, examples, part, 3);
                    }
                }
            }
            return new Run(y, dx, dw);
        }
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void convolution(Convolution sizes) {
        var expected = Run.of(SCALAR.convolution(), sizes, true);
        var actual = Run.of(VECTOR.convolution(), sizes, true);
        assertSameBits(actual.y, expected.y, "y");
        assertSameBits(actual.dx, expected.dx, "dx");
        assertSameBits(actual.dw, expected.dw, "dw");
        assertSameBits(Run.of(VECTOR.convolution(), sizes, false).y, expected.y, "y without a way back");
    }

    private static Stream<Pooling> poolings() {
        return IntStream.rangeClosed(1, 100).mapToObj(seed -> {
            var numbers = new Numbers(seed);
            int size = numbers.size(4);
            return new Pooling(
                    size + numbers.below(9),
                    size + numbers.below(9),
                    numbers.size(40),
                    size,
                    numbers.size(4),
                    numbers.below(size / 2 + 1));
        });
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void pooling(Pooling sizes) {
        var numbers = new Numbers(sizes.hashCode());
        int examples = 3;
        float[] x = numbers.sparse(examples * sizes.inputSize());
        float[] dy = numbers.dense(examples * sizes.outputSize());
        var results = Stream.of(SCALAR, VECTOR)
                .map(kernels -> {
                    var y = new float[dy.length];
                    var winner = new float[dy.length];
                    var dx = new float[x.length];
                    var mean = new float[dy.length];
                    var meanGradient = new float[x.length];
                    kernels.pooling().max(sizes, x, y, winner, 0, examples);
                    kernels.pooling().maxGradient(sizes, winner, dy, dx, 0, examples);
                    kernels.pooling().average(sizes, x, mean, 0, examples);
                    kernels.pooling().averageGradient(sizes, dy, meanGradient, 0, examples);
                    return new float[][] {y, winner, dx, mean, meanGradient};
                })
                .toList();
        for (int a = 0; a < 5; a++) {
            assertSameBits(results.get(1)[a], results.get(0)[a], a);
        }
    }

    private static Stream<Integer> channels() {
        return IntStream.rangeClosed(1, 70).boxed();
    }

    @ParameterizedTest
    @MethodSource("channels")
    void normalization(int channels) {
        var numbers = new Numbers(channels);
        int rows = numbers.size(30);
        int at = 2 * channels;
        float[] x = numbers.dense(at + rows * channels);
        float[] dy = numbers.dense(at + rows * channels);
        float[] factors = numbers.dense(1 + 3 * channels);
        var results = Stream.of(SCALAR, VECTOR)
                .map(kernels -> {
                    var norm = kernels.normalization();
                    var moments = new float[1 + 2 * channels];
                    var y = new float[x.length];
                    var sums = new float[1 + 2 * channels];
                    var dx = new float[x.length];
                    norm.moments(x, at, rows, channels, moments, 1);
                    norm.scaleAndShift(x, y, at, rows, channels, factors, 1);
                    norm.gradientSums(x, dy, at, rows, channels, factors, 1, sums, 1);
                    norm.combine(x, dy, dx, at, rows, channels, factors, 1);
                    return new float[][] {moments, y, sums, dx};
                })
                .toList();
        for (int a = 0; a < 4; a++) {
            assertSameBits(results.get(1)[a], results.get(0)[a], a);
        }
    }
}
