package firsthand.formats.numpy;

import firsthand.data.InvalidFileException;
import firsthand.formats.file.InputFile;
import java.util.Optional;

/**
 * What a zip file's directory says of one member.
 *
 * @param flags of the format's general purpose bits
 * @param method {@link #STORED} or {@link #DEFLATED}
 * @param time date and time, as they stand in the file
 * @param crc the CRC-32 of the unpacked bytes
 * @param compressed the bytes it takes in the file
 * @param size the bytes it unpacks to
 * @param begin where its compressed bytes begin, once its own header has been read; before, where that header begins
 */
record ZipMember(String name, int flags, int method, int time, int crc, long compressed, long size, long begin) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    /** Sizes and CRC-32 follow the member instead of preceding it. */
    static final int DESCRIPTOR_FOLLOWS = 1 << 3;

    private static final int ENCRYPTED = 1;
    private static final int NAME_IS_UTF8 = 1 << 11;

    /** How hard deflate was told to try. */
    private static final int DEFLATE_EFFORT = 3 << 1;

    /** Two bits of deflate stand for 258 bytes at most. */
    private static final long MOST_OF_DEFLATE = 1032;

    /** What unpacks to no more than this may do so by as much as deflate can. */
    private static final long MUCH = 64L << 20;

    private static final long MOST_IF_MUCH = 100;
    private static final String EXTENSION = ".npy";

    String arrayName() {
        return name.substring(0, name.length() - EXTENSION.length());
    }

    static String memberName(String arrayName) {
        return arrayName + EXTENSION;
    }

    String where() {
        return "member " + name;
    }

    boolean descriptorFollows() {
        return (flags & DESCRIPTOR_FOLLOWS) != 0;
    }

    /** Whether the name is marked as UTF-8; otherwise only ASCII means the same everywhere. */
    static boolean hasUtf8Name(int flags) {
        return (flags & NAME_IS_UTF8) != 0;
    }

    ZipMember withBegin(long position) {
        return new ZipMember(name, flags, method, time, crc, compressed, size, position);
    }

    /** Why no array can have this name in a .npz file, if none can. */
    static Optional<String> refusal(String name) {
        if (name.endsWith("/")) {
            return Optional.of("a folder");
        }
        if (name.startsWith("/") || name.contains("\\") || name.matches("[A-Za-z]:.*")) {
            return Optional.of("an absolute path, or one of Windows");
        }
        if (("/" + name + "/").contains("/../")) {
            return Optional.of("a path that leads elsewhere");
        }
        return name.endsWith(EXTENSION) && name.length() > EXTENSION.length()
                ? Optional.empty()
                : Optional.of("another name");
    }

    /** Nothing is believed of a member that could be a trap, or that is more than NumPy writes. */
    void check(InputFile file) throws InvalidFileException {
        var refusal = refusal(name);
        if (refusal.isPresent()) {
            throw file.invalid(
                    where(), "arrays alone, each NAME.npy", refusal.get(), "save the arrays again with numpy.savez");
        }
        if ((flags & ENCRYPTED) != 0) {
            throw file.invalid(where(), "no encryption", "an encrypted member", "save it again without a password");
        }
        if ((flags & ~(DESCRIPTOR_FOLLOWS | NAME_IS_UTF8 | DEFLATE_EFFORT)) != 0) {
            throw file.invalid(where(), "flags of a plain member", flags + "", "save it again with numpy.savez");
        }
        if (method != STORED && method != DEFLATED) {
            throw file.invalid(
                    where(),
                    "it stored (0) or deflated (8)",
                    "compression method " + method,
                    "save it again with numpy.savez or numpy.savez_compressed");
        }
        if (method == STORED && compressed != size) {
            throw file.invalid(where(), size + " bytes, as many as are stored", compressed + "", InputFile.DAMAGED);
        }
        checkCompression(where(), compressed, size, file);
    }

    /** Refuses what would be as much as a zip bomb is, however little of it is there. */
    static void checkCompression(String where, long compressed, long size, InputFile file) throws InvalidFileException {
        long most = size > MUCH ? MOST_IF_MUCH : MOST_OF_DEFLATE;
        if (size / most > compressed) {
            throw file.invalid(
                    where,
                    "at most " + most + " bytes of each that is compressed",
                    size + " of " + compressed,
                    "if it is no trap, save it again with numpy.savez");
        }
    }
}
