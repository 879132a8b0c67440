package firsthand.playground.site;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.random.RandomStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The fused multiply-add of browsers is that of the JVM, to the bit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FmaTest {
    private static final float[] EDGES = {
        0f,
        Float.MIN_VALUE,
        3 * Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        0x1p-75f,
        0x1.000002p-75f,
        1f,
        Math.nextUp(1f),
        Math.nextDown(1f),
        0x1.fffffep63f,
        0x1p64f,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NaN
    };

    private MethodHandle fma;

    /** The class is made with the site, and is no part of the module. */
    @BeforeAll
    void load() throws Exception {
        URL[] classes = {Path.of("target/browser").toUri().toURL()};
        try (var loader = new URLClassLoader(classes)) {
            var type = MethodType.methodType(float.class, float.class, float.class, float.class);
            fma = MethodHandles.publicLookup().findStatic(loader.loadClass("browser.java.lang.Fma"), "fma", type);
        }
    }

    private void check(float a, float b, float c) throws Throwable {
        int expected = Float.floatToIntBits(Math.fma(a, b, c));
        int received = Float.floatToIntBits((float) fma.invokeExact(a, b, c));
        if (expected != received) {
            assertThat(received).as("%s %s + %s".formatted(a, b, c)).isEqualTo(expected);
        }
    }

    @Test
    void isRightAtAllEdges() throws Throwable {
        for (float a : EDGES) {
            for (float b : EDGES) {
                for (float c : EDGES) {
                    for (int signs = 0; signs < 8; signs++) {
                        check((signs & 1) == 0 ? a : -a, (signs & 2) == 0 ? b : -b, (signs & 4) == 0 ? c : -c);
                    }
                }
            }
        }
    }

    @Test
    void isRightForAnyBits() throws Throwable {
        var random = RandomStream.of(1);
        for (int i = 0; i < 2_000_000; i++) {
            check(anyBits(random), anyBits(random), anyBits(random));
        }
    }

    private static float anyBits(RandomStream random) {
        return Float.intBitsToFloat((random.nextInt(1 << 16) << 16) | random.nextInt(1 << 16));
    }

    /** The product is a tie between two floats beside c; far less than c's last bit decides where it goes. */
    @Test
    void isRightHalfWayBetweenTwoFloats() throws Throwable {
        var random = RandomStream.of(2);
        for (int i = 0; i < 1_000_000; i++) {
            float c = Math.scalb(1f + random.nextInt(1 << 23) * 0x1p-23f, random.nextInt(40) - 20);
            float half = Math.ulp(c) / 2;
            float nearOne = Float.intBitsToFloat(Float.floatToIntBits(1f) + random.nextInt(5) - 2);
            check(random.nextInt(2) == 0 ? half : -half, nearOne, c);
        }
    }

    @Test
    void isRightWhereAFloatHasFewerBits() throws Throwable {
        var random = RandomStream.of(3);
        for (int i = 0; i < 1_000_000; i++) {
            float a = Math.scalb(random.nextFloat() - 0.5f, -60 - random.nextInt(15));
            float b = Math.scalb(random.nextFloat() - 0.5f, -60 - random.nextInt(15));
            float c = Math.scalb(random.nextFloat() - 0.5f, -122 - random.nextInt(28));
            check(a, b, c);
        }
    }
}
