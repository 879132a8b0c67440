package firsthand.formats.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NumPy and we read what the other wrote, to the bit; and our .npy files are those that NumPy writes. */
class NumpyAgreementTest {
    private static final Tensor RAMP = Tensor.of(Shape.of(2, 3), -1, -0.5f, 0, 0.5f, 1, 1.5f);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kinds.npz",
                "savez.npz",
                "savez_compressed.npz",
                "piped.npz",
                "piped_compressed.npz",
                "long_numbers.npz"
            })
    void everyArrayIsTheOneThatNumpyHolds(String file) throws IOException {
        var expected = NumpyFixtures.expected(file);
        try (var npz = NpzFile.open(NumpyFixtures.path(file))) {
            assertThat(npz.arrays().keySet())
                    .containsExactlyElementsOf(
                            expected.stream().map(NumpyFixtures.Expected::name).toList());
            for (var array : expected) {
                var claimed = npz.arrays().get(array.name());
                assertThat(claimed.name()).isEqualTo(array.name());
                assertThat(claimed.shape()).as(array.name()).isEqualTo(array.shape());
                assertThat(claimed.type()).as(array.name()).hasToString(array.type());
                var values = new float[(int) claimed.size()];
                npz.read(array.name(), values);
                assertThat(NumpyFixtures.bits(values)).as(array.name()).isEqualTo(array.bits());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ramp.npy", "columns.npy", "bytes.npy"})
    void theArrayOfAFileIsTheOneThatNumpyHolds(String file) throws IOException {
        var expected = NumpyFixtures.expected(file).getFirst();
        try (var npy = NpyFile.open(NumpyFixtures.path(file))) {
            assertThat(npy.array().name()).isEqualTo(file);
            assertThat(npy.array().shape()).isEqualTo(expected.shape());
            assertThat(npy.array().type()).hasToString(expected.type());
            var values = new float[expected.bits().length];
            npy.read(values);
            assertThat(NumpyFixtures.bits(values)).isEqualTo(expected.bits());
        }
    }

    @Test
    void arraysAreReadInAnyOrderAndAsOftenAsOneLikes() throws IOException {
        try (var npz = NpzFile.open(NumpyFixtures.path("savez_compressed.npz"))) {
            var first = new float[5];
            var second = new float[5];
            npz.read("b1", first);
            npz.read("W1", new float[35]);
            npz.read("b1", second);
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void bytesAreBytes() throws IOException {
        try (var npz = NpzFile.open(NumpyFixtures.path("savez.npz"));
                var npy = NpyFile.open(NumpyFixtures.path("bytes.npy"))) {
            assertThat(npz.bytes("__metadata__")).asString().isEqualTo("{\"format\":\"x\"}");
            assertThat(npy.bytes()).containsExactly(-6, -5, -4, -3, -2, -1);
        }
    }

    @Test
    void aFileWithoutArraysHasNone() throws IOException {
        try (var npz = NpzFile.open(NumpyFixtures.path("none.npz"))) {
            assertThat(npz.arrays()).isEmpty();
        }
    }

    @Test
    void aNumberBeyondAChunkIsWhereItBelongs() throws IOException {
        var tensor = Tensor.zeros(3, 5, 7001);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.values()[i] = i;
        }
        Path file = folder.resolve("large.npy");
        NpyWriter.write(tensor, file);
        var values = new float[tensor.size()];
        try (var npy = NpyFile.open(file)) {
            npy.read(values);
        }
        assertThat(values).isEqualTo(tensor.values());

        byte[] columns = Files.readAllBytes(file);
        byte[] text = "{'descr': '<f4', 'fortran_order': True, 'shape': (7001, 5, 3)}\n".getBytes();
        Files.write(
                file,
                NumpyFixtures.npy(
                        1, 0, text, Arrays.copyOfRange(columns, columns.length - 4 * 105_015, columns.length)));
        try (var npy = NpyFile.open(file)) {
            npy.read(values);
        }
        // Element (i, j, k) of the columns is element (k, j, i) of the rows.
        for (int i = 0; i < 7001; i++) {
            for (int j = 0; j < 5; j++) {
                for (int k = 0; k < 3; k++) {
                    if (values[(i * 5 + j) * 3 + k] != (k * 5 + j) * 7001 + i) {
                        throw new AssertionError(i + " " + j + " " + k);
                    }
                }
            }
        }
    }

    @Test
    void aFileOfOursIsByteForByteThatOfNumpy() throws IOException {
        Path ramp = folder.resolve("ramp.npy");
        NpyWriter.write(RAMP, ramp);
        assertThat(ramp).hasSameBinaryContentAs(NumpyFixtures.path("ramp.npy"));
        Path bytes = folder.resolve("bytes.npy");
        NpyWriter.write(new byte[] {-6, -5, -4, -3, -2, -1}, bytes);
        assertThat(bytes).hasSameBinaryContentAs(NumpyFixtures.path("bytes.npy"));
    }

    @Test
    void aHeaderOfOursIsByteForByteThatOfNumpy() throws IOException {
        for (String line : Files.readAllLines(NumpyFixtures.path("headers.txt"))) {
            String[] words = line.split(" ");
            var type = words[0].equals("f4") ? ElementType.FLOAT32 : ElementType.UINT8;
            var shape = Arrays.stream(words[1].split("x")).map(Long::valueOf).toList();
            // Some have so many extents that no file could hold them: NumPy writes their headers all the same.
            if (NumpyArray.isPossible(shape)) {
                var array = new NumpyArray("x", shape, type, java.nio.ByteOrder.LITTLE_ENDIAN, false);
                assertThat(HexFormat.of().formatHex(NpyHeader.toBytes(array)))
                        .as(line)
                        .isEqualTo(words[2]);
            }
        }
    }

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.dense.weight", RAMP);
        tensors.put("größe", Tensor.of(Shape.of(2), Float.MIN_VALUE, Float.NaN));
        return tensors;
    }

    @Test
    void whatWeWriteWeRead() throws IOException {
        Path file = folder.resolve("ours.npz");
        NpzWriter.write(tensors(), Map.of("__metadata__", new byte[] {1, 2, -1}), file);
        try (var npz = NpzFile.open(file)) {
            assertThat(npz.arrays().keySet()).containsExactly("0.dense.weight", "größe", "__metadata__");
            assertThat(npz.arrays().get("0.dense.weight").shape()).isEqualTo(List.of(2L, 3L));
            var values = new float[6];
            npz.read("0.dense.weight", values);
            assertThat(values).isEqualTo(RAMP.values());
            var special = new float[2];
            npz.read("größe", special);
            assertThat(special).containsExactly(Float.MIN_VALUE, Float.NaN);
            assertThat(npz.bytes("__metadata__")).containsExactly(1, 2, -1);
        }
    }

    @Test
    void theSameArraysGiveTheSameBytesInEveryTimeZone() throws IOException {
        Path first = folder.resolve("first.npz");
        Path second = folder.resolve("second.npz");
        var zone = java.util.TimeZone.getDefault();
        NpzWriter.write(tensors(), Map.of(), first);
        try {
            java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Asia/Tokyo"));
            NpzWriter.write(tensors(), Map.of(), second);
        } finally {
            java.util.TimeZone.setDefault(zone);
        }
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void numpyReadsWhatWeWrite() throws Exception {
        Path npz = folder.resolve("ours.npz");
        Path npy = folder.resolve("ours.npy");
        NpzWriter.write(tensors(), Map.of("__metadata__", new byte[] {1, 2, -1}), npz);
        NpyWriter.write(RAMP, npy);
        String program = """
                import sys, numpy
                a = numpy.load(sys.argv[1])
                assert a.files == ["0.dense.weight", "gr\\u00f6\\u00dfe", "__metadata__"], a.files
                w = a["0.dense.weight"]
                assert w.dtype == "<f4" and w.shape == (2, 3) and w.flags.c_contiguous
                assert w.tolist() == [[-1, -0.5, 0], [0.5, 1, 1.5]]
                assert a["gr\\u00f6\\u00dfe"][0] == numpy.float32(1.401298464324817e-45)
                assert a["__metadata__"].dtype == "u1" and a["__metadata__"].tolist() == [1, 2, 255]
                assert numpy.array_equal(numpy.load(sys.argv[2]), w)
                """;
        assumeTrue(finishes("import numpy").equals("0: "), "no python3 with NumPy on this machine");
        assertThat(finishes(program, npz, npy)).isEqualTo("0: ");
    }

    /** The status of a Python program, and what it said. */
    private static String finishes(String program, Path... arguments) throws InterruptedException {
        try {
            // The one that comes with the system, if there is one, knows the system's NumPy.
            String python = Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
            var command = new java.util.ArrayList<>(List.of(python, "-c", program));
            Arrays.stream(arguments).map(Path::toString).forEach(command::add);
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() + ": " + said : "not finished";
        } catch (IOException missing) {
            return "no Python";
        }
    }
}
