package firsthand.formats.numpy;

import firsthand.formats.file.InputFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A .npz file being read: first what it claims, then the numbers of one array after the other, once the caller has room
 * for as many. Whether an array is damaged is known when its numbers have been read.
 */
public final class NpzFile implements Closeable {
    private final InputFile file;
    private final Map<String, ZipMember> members;
    private final Map<String, NumpyArray> arrays;

    private NpzFile(InputFile file, Map<String, ZipMember> members, Map<String, NumpyArray> arrays) {
        this.file = file;
        this.members = members;
        this.arrays = Collections.unmodifiableMap(arrays);
    }

    /**
     * Opens a file, and reads its directory and the header of every array.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     * @throws firsthand.data.InvalidFileException if it is not a .npz file of numbers, whole and with nothing added
     */
    public static NpzFile open(Path path) throws IOException {
        var file = InputFile.open(path);
        try {
            Map<String, ZipMember> members = new LinkedHashMap<>();
            Map<String, NumpyArray> arrays = new LinkedHashMap<>();
            for (var member : ZipDirectory.read(file)) {
                String name = member.arrayName();
                members.put(name, member);
                try (var in = new ZipMemberInput(member, file)) {
                    arrays.put(
                            name,
                            NpyHeader.read(name, in, member.size(), member.where(), file)
                                    .array());
                }
            }
            return new NpzFile(file, members, arrays);
        } catch (Throwable refused) {
            file.close();
            throw refused;
        }
    }

    /** The arrays by their names, in the file's order; none larger than the file can hold. */
    public Map<String, NumpyArray> arrays() {
        return arrays;
    }

    /**
     * Fills {@code values}, row-major, with the float32s nearest to the numbers of an array.
     *
     * @throws IllegalArgumentException if they are not as many
     * @throws NoSuchElementException if the file holds no array of this name
     * @throws firsthand.data.InvalidFileException if the array is damaged, a finite number beyond float32's range, or
     *     a bool neither 0 nor 1
     */
    public void read(String name, float[] values) throws IOException {
        var member = member(name);
        try (var in = new ZipMemberInput(member, file)) {
            var header = NpyHeader.read(name, in, member.size(), member.where(), file);
            NpyNumbers.read(header.array(), in, values, member.where(), file);
        }
    }

    /**
     * The elements of an array of uint8 in one dimension.
     *
     * @throws NoSuchElementException if the file holds no array of this name
     * @throws firsthand.data.InvalidFileException if it is damaged, of another type, or longer than 1,000,000
     */
    public byte[] bytes(String name) throws IOException {
        var member = member(name);
        try (var in = new ZipMemberInput(member, file)) {
            var header = NpyHeader.read(name, in, member.size(), member.where(), file);
            return NpyNumbers.bytes(header.array(), in, member.where(), file);
        }
    }

    private ZipMember member(String name) {
        var member = members.get(name);
        if (member == null) {
            throw new NoSuchElementException(
                    "array " + name + ": expected one of " + members.keySet() + "; check the name");
        }
        return member;
    }

    /** The file itself, to say more against it. */
    public InputFile file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
