package firsthand.formats.numpy;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The members of a zip file, by its directory and by the header that each member has of its own, which must agree (see
 * PKWARE's application note, sections 4.3 to 4.5).
 *
 * <p>The file is these members one after the other in the directory's order, the directory, and its end: no gaps,
 * nothing before and nothing behind. The JDK's two readers believe the directory alone or the members alone.
 */
final class ZipDirectory {
    /** The longest directory, in bytes: what a hostile file can make a reader remember grows with this limit. */
    static final int LIMIT = 1_000_000;

    /** What a member takes in the directory beside its name, if its sizes and position have 64 bits. */
    static final int MOST_BESIDE_NAME = 46 + 4 + 3 * Long.BYTES;

    private static final int MEMBER = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int ENTRY = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LONG_END = 0x06064b50;
    private static final int LONG_END_LOCATOR = 0x07064b50;

    private static final int MEMBER_LENGTH = 30;
    private static final int ENTRY_LENGTH = 46;
    private static final int END_LENGTH = 22;
    private static final int LONG_END_LENGTH = 56;
    private static final int LOCATOR_LENGTH = 20;

    /** The kind of extra field that holds numbers of 64 bits, and what stands in their places of 32 and 16. */
    private static final int LONG_NUMBERS = 1;

    private static final long IN_LONG_NUMBERS = 0xffff_ffffL;
    private static final int IN_LONG_END = 0xffff;

    private static final String WHERE = "zip directory";
    private static final String CUT_OFF = "the file is cut off, or something was added to it: copy it again";

    private final InputFile file;

    private ZipDirectory(InputFile file) {
        this.file = file;
    }

    /** Where the directory lies, and of how many members. */
    private record Extent(long count, long length, long begin, long end) {}

    /** A member that was found, and where the next one begins. */
    private record Located(ZipMember member, long end) {}

    /** The members of a zip file in their order, each with the position of its compressed bytes. */
    static List<ZipMember> read(InputFile file) throws IOException {
        return new ZipDirectory(file).members();
    }

    private List<ZipMember> members() throws IOException {
        var extent = extent();
        var entries = entries(extent);
        List<ZipMember> members = new ArrayList<>();
        long position = 0;
        for (var entry : entries) {
            if (entry.begin() != position) {
                throw invalid(entry.where(), "to begin at byte " + position, entry.begin() + "");
            }
            var located = locate(entry, extent.begin());
            members.add(located.member());
            position = located.end();
        }
        if (position != extent.begin()) {
            throw invalid(WHERE, "to begin at byte " + position, extent.begin() + "");
        }
        return members;
    }

    private Extent extent() throws IOException {
        if (file.length() < END_LENGTH) {
            throw file.invalid("zip", END_LENGTH + " bytes or more", file.length() + "", "this is not a .npz file");
        }
        long position = file.length() - END_LENGTH;
        var end = bytes(position, END_LENGTH, WHERE);
        if (end.getInt(0) != END || end.getShort(20) != 0) {
            boolean zip = bytes(0, Integer.BYTES, WHERE).getInt(0) == MEMBER;
            throw file.invalid(
                    WHERE, "its end as the end of the file", "other bytes", zip ? CUT_OFF : "this is not a .npz file");
        }
        int count = Short.toUnsignedInt(end.getShort(10));
        long length = Integer.toUnsignedLong(end.getInt(12));
        long begin = Integer.toUnsignedLong(end.getInt(16));
        checkOneDisk(end.getInt(4) == 0 && Short.toUnsignedInt(end.getShort(8)) == count);
        var extent = new Extent(count, length, begin, position);
        boolean hasLongEnd = position >= LONG_END_LENGTH + LOCATOR_LENGTH
                && bytes(position - LOCATOR_LENGTH, Integer.BYTES, WHERE).getInt(0) == LONG_END_LOCATOR;
        return checked(hasLongEnd ? longExtent(extent) : extent);
    }

    /** The end of a directory whose numbers need 64 bits; the usual one behind it may still hold those that do not. */
    private Extent longExtent(Extent plain) throws IOException {
        long position = plain.end() - LOCATOR_LENGTH - LONG_END_LENGTH;
        var end = bytes(position, LONG_END_LENGTH + LOCATOR_LENGTH, WHERE);
        boolean located = end.getLong(LONG_END_LENGTH + 8) == position && end.getInt(0) == LONG_END;
        if (!located || end.getLong(4) != LONG_END_LENGTH - 12) {
            throw invalid(WHERE, "its end of 64 bits at byte " + position, "other bytes");
        }
        checkOneDisk(end.getInt(LONG_END_LENGTH + 4) == 0
                && end.getInt(LONG_END_LENGTH + 16) == 1
                && end.getLong(16) == 0
                && end.getLong(24) == end.getLong(32));
        var extent = new Extent(end.getLong(32), end.getLong(40), end.getLong(48), position);
        checkSame(plain.count(), extent.count(), IN_LONG_END);
        checkSame(plain.length(), extent.length(), IN_LONG_NUMBERS);
        checkSame(plain.begin(), extent.begin(), IN_LONG_NUMBERS);
        return extent;
    }

    private void checkOneDisk(boolean one) throws InvalidFileException {
        if (!one) {
            throw invalid(WHERE, "a zip file in one part", "one in several");
        }
    }

    private void checkSame(long plain, long extended, long placeholder) throws InvalidFileException {
        if (plain != extended && plain != placeholder) {
            throw invalid(WHERE, "the same at both of its ends", plain + " and " + extended);
        }
    }

    private Extent checked(Extent extent) throws InvalidFileException {
        if (extent.length() < 0 || extent.length() > LIMIT) {
            String received = Long.toUnsignedString(extent.length());
            throw file.invalid(WHERE, "at most " + LIMIT + " bytes", received, "save fewer arrays in one file");
        }
        if (extent.begin() < 0 || extent.begin() != extent.end() - extent.length()) {
            throw file.invalid(
                    WHERE,
                    "it from byte " + extent.begin() + " to its end",
                    extent.length() + " bytes up to " + extent.end(),
                    CUT_OFF);
        }
        return extent;
    }

    private List<ZipMember> entries(Extent extent) throws IOException {
        var directory = bytes(extent.begin(), (int) extent.length(), WHERE);
        List<ZipMember> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (directory.hasRemaining()) {
            var entry = entry(directory);
            entry.check(file);
            if (!names.add(entry.name())) {
                throw invalid(entry.where(), "each name once", "it twice");
            }
            entries.add(entry);
        }
        if (entries.size() != extent.count()) {
            throw invalid(WHERE, extent.count() + " members", entries.size() + "");
        }
        long compressed = total(entries.stream().mapToLong(ZipMember::compressed));
        long size = total(entries.stream().mapToLong(ZipMember::size));
        ZipMember.checkCompression("all members", compressed, size, file);
        return entries;
    }

    private long total(LongStream sizes) throws InvalidFileException {
        try {
            return sizes.reduce(0, Math::addExact);
        } catch (ArithmeticException overflow) {
            throw invalid(WHERE, "sizes that a file can have", "more");
        }
    }

    private ZipMember entry(ByteBuffer directory) throws InvalidFileException {
        int at = directory.position();
        if (directory.remaining() < ENTRY_LENGTH || directory.getInt(at) != ENTRY) {
            throw invalid(WHERE + " at byte " + at, "the entry of a member", "other bytes");
        }
        int flags = Short.toUnsignedInt(directory.getShort(at + 8));
        int method = Short.toUnsignedInt(directory.getShort(at + 10));
        int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(directory.getShort(at + 32));
        if (directory.remaining() < ENTRY_LENGTH + nameLength + extraLength + commentLength) {
            throw invalid(WHERE + " at byte " + at, "the names of its members within it", "one that goes on behind it");
        }
        checkOneDisk(directory.getShort(at + 34) == 0);
        directory.position(at + ENTRY_LENGTH);
        String name = name(slice(directory, nameLength), flags);
        String where = "member " + name;
        long[] numbers = {
            Integer.toUnsignedLong(directory.getInt(at + 24)),
            Integer.toUnsignedLong(directory.getInt(at + 20)),
            Integer.toUnsignedLong(directory.getInt(at + 42))
        };
        readLongNumbers(numbers, slice(directory, extraLength), where);
        slice(directory, commentLength);
        int time = directory.getInt(at + 12);
        int crc = directory.getInt(at + 16);
        var entry = new ZipMember(name, flags, method, time, crc, numbers[1], numbers[0], numbers[2]);
        if (entry.compressed() < 0 || entry.size() < 0 || entry.compressed() > file.length()) {
            throw invalid(where, "a size within the file's", entry.compressed() + " and " + entry.size() + " bytes");
        }
        return entry;
    }

    private static ByteBuffer slice(ByteBuffer bytes, int length) {
        var slice = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return slice;
    }

    private String name(ByteBuffer bytes, int flags) throws InvalidFileException {
        var charset = ZipMember.hasUtf8Name(flags) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        try {
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException malformed) {
            throw invalid(WHERE, "names in " + charset, "other bytes");
        }
    }

    /**
     * Replaces numbers of 32 bits by those of 64 in the extra field for them, if there is one. It holds those that need
     * it, or (some versions of Python write this) all of them.
     */
    private boolean readLongNumbers(long[] numbers, ByteBuffer extra, String where) throws InvalidFileException {
        boolean found = false;
        while (extra.hasRemaining()) {
            if (extra.remaining() < 2 * Short.BYTES) {
                throw invalid(where, "extra fields that fit their place", extra.remaining() + " bytes more");
            }
            int kind = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            if (length > extra.remaining()) {
                throw invalid(where, "extra fields that fit their place", "one of " + length + " bytes");
            }
            var field = slice(extra, length);
            if (kind == LONG_NUMBERS) {
                if (found) {
                    throw invalid(where, "numbers of 64 bits once", "them twice");
                }
                replace(numbers, field, where);
                found = true;
            }
        }
        return found;
    }

    private void replace(long[] numbers, ByteBuffer field, String where) throws InvalidFileException {
        boolean all = field.remaining() == numbers.length * Long.BYTES;
        for (int i = 0; i < numbers.length; i++) {
            boolean needed = numbers[i] == IN_LONG_NUMBERS;
            if ((needed || all) && field.remaining() >= Long.BYTES) {
                long number = field.getLong();
                if (!needed && number != numbers[i]) {
                    throw invalid(where, "the same in 32 bits and in 64", numbers[i] + " and " + number);
                }
                numbers[i] = number;
            }
        }
        if (field.hasRemaining()) {
            throw invalid(where, "numbers of 64 bits that are needed", field.remaining() + " bytes more");
        }
    }

    /** Reads the header that a member has of its own; what is compressed follows it. */
    private Located locate(ZipMember entry, long directory) throws IOException {
        long position = entry.begin();
        if (position > directory - MEMBER_LENGTH) {
            throw invalid(entry.where(), "it before the directory", "byte " + position);
        }
        var header = bytes(position, MEMBER_LENGTH, entry.where());
        int nameLength = Short.toUnsignedInt(header.getShort(26));
        int extraLength = Short.toUnsignedInt(header.getShort(28));
        long begin = position + MEMBER_LENGTH + nameLength + extraLength;
        if (header.getInt(0) != MEMBER || begin > directory || entry.compressed() > directory - begin) {
            throw invalid(entry.where(), "it whole at byte " + position, "other bytes");
        }
        var names = bytes(position + MEMBER_LENGTH, nameLength + extraLength, entry.where());
        String name = name(slice(names, nameLength), entry.flags());
        long[] sizes = {Integer.toUnsignedLong(header.getInt(22)), Integer.toUnsignedLong(header.getInt(18))};
        boolean longSizes = readLongNumbers(sizes, slice(names, extraLength), entry.where());
        boolean same = name.equals(entry.name())
                && Short.toUnsignedInt(header.getShort(6)) == entry.flags()
                && Short.toUnsignedInt(header.getShort(8)) == entry.method()
                && header.getInt(10) == entry.time();
        boolean later = entry.descriptorFollows() && header.getInt(14) == 0 && sizes[0] == 0 && sizes[1] == 0;
        if (!same || !(later || describes(entry, header.getInt(14), sizes[1], sizes[0]))) {
            throw invalid(entry.where(), "the same in the directory and before the member", "two descriptions");
        }
        long end = begin + entry.compressed();
        return new Located(
                entry.withBegin(begin), entry.descriptorFollows() ? checkDescriptor(entry, end, longSizes) : end);
    }

    /**
     * Behind a member whose sizes were not known before it was written: a CRC-32, and both of them, with 64 bits if
     * there was room for as many before the member.
     */
    private long checkDescriptor(ZipMember entry, long position, boolean longSizes) throws IOException {
        int sizeLength = longSizes ? Long.BYTES : Integer.BYTES;
        var descriptor = bytes(position, 2 * Integer.BYTES + 2 * sizeLength, entry.where());
        boolean marked = descriptor.getInt() == DESCRIPTOR;
        int crc = descriptor.getInt();
        long compressed = longSizes ? descriptor.getLong() : Integer.toUnsignedLong(descriptor.getInt());
        long size = longSizes ? descriptor.getLong() : Integer.toUnsignedLong(descriptor.getInt());
        if (!marked || !describes(entry, crc, compressed, size)) {
            throw invalid(entry.where(), "the same in the directory and behind the member", "two descriptions");
        }
        return position + descriptor.limit();
    }

    private static boolean describes(ZipMember entry, int crc, long compressed, long size) {
        return crc == entry.crc() && compressed == entry.compressed() && size == entry.size();
    }

    private ByteBuffer bytes(long position, int count, String where) throws IOException {
        if (position < 0 || position > file.length() - count) {
            throw file.invalid(where, count + " bytes at byte " + position, "the file's end", CUT_OFF);
        }
        var bytes = new byte[count];
        file.read(position, bytes, 0, count, where);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private InvalidFileException invalid(String where, String expected, String received) {
        return file.invalid(where, expected, received, InputFile.DAMAGED);
    }
}
