package firsthand.formats.numpy;

import firsthand.data.AtomicFile;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** From arrays to a .npz file, uncompressed as {@code numpy.savez} writes it: the same arrays give the same bytes. */
public final class NpzWriter {
    /**
     * The time of every member. It could be any; but the first one that zip files know would be written once more, in
     * the time zone of the machine.
     */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private NpzWriter() {}

    /**
     * Writes tensors as float32, and behind them bytes as uint8 in one dimension, each under its name.
     *
     * @throws IllegalArgumentException if a name cannot be that of an array in a .npz file or is used twice, or if
     *     there are too many names or bytes to be read back; nothing has been written then
     */
    public static void write(Map<String, Tensor> tensors, Map<String, byte[]> bytes, Path path) throws IOException {
        Map<String, AtomicFile.Body> members = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> add(members, name, out -> NpyWriter.write(tensor, out)));
        bytes.forEach((name, values) -> {
            checkLength(name, values.length);
            add(members, name, out -> NpyWriter.write(values, out));
        });
        checkNames(members);
        AtomicFile.write(path, out -> {
            var zip = new ZipOutputStream(out);
            for (var member : members.entrySet()) {
                zip.putNextEntry(entry(member.getKey(), member.getValue()));
                member.getValue().writeTo(zip);
            }
            zip.finish();
        });
    }

    private static void add(Map<String, AtomicFile.Body> members, String name, AtomicFile.Body body) {
        String memberName = ZipMember.memberName(name);
        ZipMember.refusal(memberName).ifPresent(refusal -> {
            throw new IllegalArgumentException("array " + name + ": expected a name for a member, received " + refusal);
        });
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(memberName)) {
            throw new IllegalArgumentException(
                    "array " + name + ": expected text as its name, received half a character");
        }
        if (members.put(memberName, body) != null) {
            throw new IllegalArgumentException("array " + name + ": expected each name once, received it twice");
        }
    }

    private static void checkLength(String name, int length) {
        if (length > NpyNumbers.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "array " + name + ": expected at most " + NpyNumbers.MOST_BYTES + " bytes, received " + length);
        }
    }

    private static void checkNames(Map<String, AtomicFile.Body> members) {
        long directory = 0;
        for (String name : members.keySet()) {
            directory += ZipDirectory.MOST_BESIDE_NAME + name.getBytes(StandardCharsets.UTF_8).length;
        }
        if (directory > ZipDirectory.LIMIT) {
            throw new IllegalArgumentException("NpzWriter: expected a directory of at most " + ZipDirectory.LIMIT
                    + " bytes, received " + members.size() + " names that take " + directory);
        }
    }

    /** Size and CRC-32 precede what is stored: hence everything is written twice, and once to nowhere. */
    private static ZipEntry entry(String name, AtomicFile.Body body) throws IOException {
        var counter = new CountedCrc();
        body.writeTo(counter);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(TIME);
        entry.setSize(counter.count);
        entry.setCrc(counter.getChecksum().getValue());
        return entry;
    }

    private static final class CountedCrc extends CheckedOutputStream {
        private long count;

        CountedCrc() {
            super(OutputStream.nullOutputStream(), new CRC32());
        }

        @Override
        public void write(int single) throws IOException {
            super.write(single);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            super.write(bytes, from, length);
            count += length;
        }
    }
}
