package firsthand.formats.numpy;

import static firsthand.formats.numpy.NumpyFixtures.dictionary;
import static firsthand.formats.numpy.NumpyFixtures.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.data.InvalidFileException;
import firsthand.formats.numpy.NumpyFixtures.Zip;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage and malice are reported as an {@link InvalidFileException}, or else they changed nothing that matters. */
class DamagedNpzFileTest {
    @TempDir
    Path folder;

    private byte[] content(String name) throws IOException {
        if (!name.equals("ours")) {
            return Files.readAllBytes(NumpyFixtures.path(name));
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("W", Tensor.of(Shape.of(2, 2), 1, -2, 0.5f, 3));
        tensors.put("b", Tensor.of(Shape.of(2), 0.25f, 7));
        Path file = folder.resolve("ours.npz");
        NpzWriter.write(tensors, Map.of("__metadata__", new byte[] {1, 2, 3}), file);
        return Files.readAllBytes(file);
    }

    /** Everything that a reader learns from a file. */
    private List<Object> loaded(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("x.npz"), content);
        List<Object> all = new ArrayList<>();
        try (var npz = NpzFile.open(file)) {
            for (var array : npz.arrays().values()) {
                var values = new float[(int) array.size()];
                npz.read(array.name(), values);
                all.add(List.of(array, Arrays.toString(values)));
            }
        }
        return all;
    }

    private boolean loadsUnchanged(byte[] damaged, List<Object> original, String damage) throws IOException {
        List<Object> now;
        try {
            now = loaded(damaged);
        } catch (InvalidFileException refused) {
            assertThat(refused).hasMessageNotContaining("\n");
            return false;
        }
        assertThat(now).as(damage).isEqualTo(original);
        return true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ours",
                "small_savez.npz",
                "small_savez_compressed.npz",
                "small_piped.npz",
                "small_long_numbers.npz"
            })
    void aFileCutOffAnywhereIsRefused(String name) throws Exception {
        byte[] content = content(name);
        assertThat(loaded(content)).isNotEmpty();
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> loaded(cut))
                    .as("cut off at %d", length)
                    .isExactlyInstanceOf(InvalidFileException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ours",
                "small_savez.npz",
                "small_savez_compressed.npz",
                "small_piped_compressed.npz",
                "small_long_numbers.npz"
            })
    void aFlippedBitIsRefusedOrHarmless(String name) throws Exception {
        byte[] content = content(name);
        var original = loaded(content);
        int harmless = 0;
        for (int bit = 0; bit < 8 * content.length; bit++) {
            byte[] flipped = content.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            harmless += loadsUnchanged(flipped, original, name + ", bit " + bit) ? 1 : 0;
        }
        // Which version of the format made the file and is needed to read it, and what its members are to an operating
        // system.
        assertThat(harmless).isBetween(1, original.size() * 8 * (2 + 4 + 2 + 4 + 4) + 8 * 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours", "small_savez_compressed.npz", "small_piped.npz"})
    void aFileDamagedInManyPlacesIsRefusedOrHarmless(String name) throws Exception {
        byte[] content = content(name);
        var original = loaded(content);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = content.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
            }
            if (random.nextInt(4) == 0) {
                int from = random.nextInt(damaged.length);
                int to = random.nextInt(damaged.length);
                System.arraycopy(damaged, from, damaged, to, damaged.length - Math.max(from, to));
            }
            loadsUnchanged(damaged, original, name + ", damage " + i);
        }
    }

    /** Of a module that this one does not read: hence by method handle. */
    private static MethodHandle allocatedBytes() throws ReflectiveOperationException {
        var factory = Class.forName("java.lang.management.ManagementFactory");
        var bean = Class.forName("com.sun.management.ThreadMXBean");
        return MethodHandles.publicLookup()
                .findVirtual(bean, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                .bindTo(factory.getMethod("getThreadMXBean").invoke(null));
    }

    /** What is said of a file, which may not take 2 MB to say. */
    private String cheapRefusal(byte[] content) throws Throwable {
        Path file = Files.write(folder.resolve("bomb.npz"), content);
        var allocated = allocatedBytes();
        // Once for the classes to be loaded, once to be measured.
        String message = "";
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long before = (long) allocated.invokeExact();
            try (var npz = NpzFile.open(file)) {
                message = "opened " + npz.arrays();
            } catch (InvalidFileException refused) {
                message = refused.getMessage();
            }
            bytes = (long) allocated.invokeExact() - before;
        }
        assertThat(bytes).as("bytes allocated to say: " + message).isLessThan(2_000_000);
        return message;
    }

    private static byte[] zeros(int count) {
        return npy(dictionary("<f4", "(" + count + ",)"), 4 * count);
    }

    @Test
    void aMemberThatClaimsMoreThanDeflateCanIsRefused() throws Throwable {
        var zip = new Zip();
        var member = zip.deflated("a.npy", zeros(1000));
        member.size = 1032L * (member.compressed + 2);
        member.localSize = member.size;
        assertThat(cheapRefusal(zip.bytes()))
                .contains("member a.npy: expected at most 1032 bytes of each that is compressed, received ");
    }

    @Test
    void aLargeMemberIsNotCompressedMuch() throws Throwable {
        var zip = new Zip();
        zip.deflated("a.npy", zeros(17_000_000));
        assertThat(cheapRefusal(zip.bytes()))
                .contains("member a.npy: expected at most 100 bytes of each that is compressed, received 68000");
    }

    @Test
    void aMemberThatIsNotLargeMayBe() throws Throwable {
        var zip = new Zip();
        zip.deflated("a.npy", zeros(4_000_000));
        assertThat(cheapRefusal(zip.bytes())).startsWith("opened");
    }

    @Test
    void manyMembersTogetherAreNotCompressedMuchEither() throws Throwable {
        var zip = new Zip();
        for (int i = 0; i < 5; i++) {
            zip.deflated(i + ".npy", zeros(4_000_000));
        }
        assertThat(cheapRefusal(zip.bytes()))
                .contains("all members: expected at most 100 bytes of each that is compressed, received 80000");
    }

    @Test
    void aClaimOfAllTheBytesThereCanBeIsRefused() throws Throwable {
        var zip = new Zip();
        var member = zip.deflated("a.npy", zeros(1000));
        member.size = 0xffff_ffffL;
        member.localSize = member.size;
        member.extra = new byte[] {1, 0, 8, 0, -1, -1, -1, -1, -1, -1, -1, 0x7f};
        member.localExtra = member.extra;
        assertThat(cheapRefusal(zip.bytes())).contains("member a.npy: expected at most 100 bytes");
    }

    @Test
    void anArrayThatClaimsMoreThanItsMemberHasIsRefused() throws Throwable {
        var zip = new Zip();
        zip.deflated("a.npy", npy(dictionary("<f4", "(1000000000,)"), 1000));
        assertThat(cheapRefusal(zip.bytes()))
                .contains("member a.npy: expected 4000000000 bytes for float32 of shape 1000000000, received 1000;");
    }

    @Test
    void aMemberThatUnpacksToMoreThanItClaimsIsNotUnpackedToTheEnd() throws Throwable {
        var zip = new Zip();
        var member = zip.deflated("a.npy", zeros(0));
        byte[] large = Zip.deflate(Arrays.copyOf(zeros(0), 60_000_000));
        member.packed = large;
        member.compressed = large.length;
        assertThat(cheapRefusal(zip.bytes())).contains("member a.npy: expected it to unpack to ");
    }

    @Test
    void aHeaderOfNothingButSpacesIsRefused() throws Throwable {
        var zip = new Zip();
        zip.deflated("a.npy", npy(2, 0, " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII), new byte[0]));
        assertThat(cheapRefusal(zip.bytes()))
                .contains("member a.npy header at byte 1000000: expected {, received its end");
    }

    @Test
    void aShapeWithoutEndIsRefused() throws Throwable {
        var zip = new Zip();
        byte[] text = ("{'descr': '<f4', 'fortran_order': False, 'shape': (" + "1,".repeat(400_000) + ")}\n")
                .getBytes(StandardCharsets.US_ASCII);
        zip.deflated("a.npy", npy(3, 0, text, new byte[4]));
        assertThat(cheapRefusal(zip.bytes())).contains("expected at most 64 extents, received more");
    }
}
