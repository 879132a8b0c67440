package firsthand.playground.site;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.network.Network;
import firsthand.random.RandomStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of browsers are the scalar kernels, to the bit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageKernelsTest {
    private static final int EXAMPLES = 13;

    /** The product of the last two lies 2^-46 of itself below half the last bit of the first, which is odd. */
    private static final float[] NEAR_TIES = {0x1.000002p0f, 0x1.000002p-12f, 0x1.fffffcp-13f};

    /** The same of numbers below 2^-126: that of the last two is nearly half the last bit that a float can have. */
    private static final float[] TINY_TIES = {0x1.80002p-55f, 0x1.000002p-75f, 0x1.fffffcp-76f};

    private Class<?> page;
    private Object definition;

    /** The class is made with the site, and core shows its kernels to no other module: both are loaded apart, as one. */
    @BeforeAll
    void load() throws Exception {
        URL core = Network.class.getProtectionDomain().getCodeSource().getLocation();
        URL[] classes = {Path.of("target/browser").toUri().toURL(), core};
        var loader = new URLClassLoader(classes, null);
        page = loader.loadClass("browser.firsthand.kernel.PageKernels");
        definition = loader.loadClass("firsthand.kernel.ScalarKernels")
                .getConstructor()
                .newInstance();
    }

    /** What the definition makes of the arguments. */
    private void define(String name, Object... arguments) throws ReflectiveOperationException {
        method(definition.getClass(), name).invoke(definition, arguments);
    }

    /** What a page makes of them. */
    private void compute(String name, Object... arguments) throws ReflectiveOperationException {
        method(page, name)
                .invoke(
                        null,
                        Stream.concat(Stream.of(definition), Arrays.stream(arguments))
                                .toArray());
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the numbers are like, among them what needs the most care: sums half-way between two floats, and tiny ones. */
    private enum Numbers {
        ORDINARY {
            @Override
            float next(RandomStream random) {
                return random.nextFloat() - 0.5f;
            }
        },
        MOSTLY_ZERO {
            @Override
            float next(RandomStream random) {
                return random.nextInt(4) == 0 ? random.nextFloat() : 0;
            }
        },
        HALF_WAY {
            @Override
            float next(RandomStream random) {
                return NEAR_TIES[random.nextInt(3)];
            }
        },
        TINY {
            @Override
            float next(RandomStream random) {
                return TINY_TIES[random.nextInt(3)];
            }
        },
        OF_ANY_BITS {
            @Override
            float next(RandomStream random) {
                return Float.intBitsToFloat((random.nextInt(1 << 16) << 16) | random.nextInt(1 << 16));
            }
        };

        abstract float next(RandomStream random);

        float[] many(int count, RandomStream random) {
            var numbers = new float[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = next(random);
            }
            return numbers;
        }
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Numbers.values())
                .flatMap(numbers -> Stream.of(1, 2, 7, 8, 9, 10, 16, 23, 64).map(out -> Arguments.of(numbers, out)));
    }

    private static void assertSameBits(float[] received, float[] expected) {
        assertThat(bits(received)).isEqualTo(bits(expected));
    }

    private static int[] bits(float[] values) {
        var bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[i])); // all NaN are one
        return bits;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDenseProductIsTheDefinitions(Numbers numbers, int out) throws ReflectiveOperationException {
        var random = RandomStream.of(out);
        int in = 11;
        float[] x = numbers.many(EXAMPLES * in, random);
        float[] packed = numbers.many(3 + (in + 1) * out, random);
        var expected = new float[EXAMPLES * out];
        var received = new float[EXAMPLES * out];
        define("affinePacked", x, packed, 3, expected, in, out, 2, EXAMPLES);
        compute("affinePacked", x, packed, 3, received, in, out, 2, EXAMPLES);
        assertSameBits(received, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSparseProductIsTheDefinitions(Numbers numbers, int out) throws ReflectiveOperationException {
        var random = RandomStream.of(out);
        int in = 11;
        int[] start = {0, 4, 4, 9, 10};
        int[] columns = {0, 3, 4, 10, 1, 2, 3, 5, 6, 10};
        int[] rows = {3, 0, 1, 2, 0};
        float[] values = numbers.many(columns.length, random);
        float[] w = numbers.many(in * out, random);
        float[] b = numbers.many(out, random);
        var expected = new float[rows.length * out];
        var received = new float[rows.length * out];
        define("affineSparse", start, columns, values, rows, w, b, w, 0, expected, in, out, 1, rows.length);
        compute("affineSparse", start, columns, values, rows, w, b, w, 0, received, in, out, 1, rows.length);
        assertSameBits(received, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDenseGradientIsTheDefinitions(Numbers numbers, int out) throws ReflectiveOperationException {
        var random = RandomStream.of(out);
        int in = 5;
        float[] x = numbers.many(EXAMPLES * in, random);
        float[] dy = numbers.many(EXAMPLES * out, random);
        var expected = new float[in * out];
        var received = new float[in * out];
        define("weightGradient", x, dy, x, 0, expected, EXAMPLES, in, out, 0, 1);
        compute("weightGradient", x, dy, x, 0, received, EXAMPLES, in, out, 0, 1);
        assertSameBits(received, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSparseGradientIsTheDefinitions(Numbers numbers, int out) throws ReflectiveOperationException {
        var random = RandomStream.of(out);
        int[] start = {0, 3, 3, 8, 10};
        int[] examples = {0, 5, 12, 1, 2, 3, 9, 10, 4, 7};
        float[] values = numbers.many(examples.length, random);
        float[] dy = numbers.many(EXAMPLES * out, random);
        var expected = new float[6 * out];
        var received = new float[6 * out];
        define("weightGradientSparse", start, examples, values, dy, expected, out, 2, 6);
        compute("weightGradientSparse", start, examples, values, dy, received, out, 2, 6);
        assertSameBits(received, expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adamsStepIsTheDefinitions(Numbers numbers, int out) throws ReflectiveOperationException {
        var random = RandomStream.of(out);
        float[] w = numbers.many(out, random);
        float[] dw = numbers.many(out, random);
        float[] m = numbers.many(out, random);
        float[] v = numbers.many(out, random);
        for (int i = 0; i < out; i++) {
            v[i] = Math.abs(v[i]);
        }
        float[][] expected = {w.clone(), m.clone(), v.clone()};
        define("adam", expected[0], dw, expected[1], expected[2], 0.001f, 1.5f, 0.9f, 0.999f, 1e-8f, 0, out);
        compute("adam", w, dw, m, v, 0.001f, 1.5f, 0.9f, 0.999f, 1e-8f, 0, out);
        assertSameBits(w, expected[0]);
        assertSameBits(m, expected[1]);
        assertSameBits(v, expected[2]);
    }
}
