package firsthand.fuzz;

import firsthand.random.RandomStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A kind of damage to a file, whatever its format. */
enum Mutation {
    /** One bit changes. */
    FLIP_BIT {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            if (bytes.length == 0) {
                return bytes;
            }
            var changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return changed;
        }
    },

    /** One byte becomes another. */
    REPLACE_BYTE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            if (bytes.length == 0) {
                return bytes;
            }
            var changed = bytes.clone();
            changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            return changed;
        }
    },

    /** The end is missing. */
    TRUNCATE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
    },

    /** Up to 16 bytes too many: all random, or all the same. */
    INSERT {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            var more = new byte[1 + random.nextInt(16)];
            boolean same = random.nextInt(2) == 0;
            for (int i = 0; i < more.length; i++) {
                more[i] = same && i > 0 ? more[0] : (byte) random.nextInt(256);
            }
            int at = random.nextInt(bytes.length + 1);
            return replaced(bytes, at, at, more);
        }
    },

    /** A block is missing. */
    DELETE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            int from = random.nextInt(bytes.length + 1);
            return replaced(bytes, from, from + length(bytes.length - from, random), new byte[0]);
        }
    },

    /** A block comes again, up to a hundred times. */
    DUPLICATE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            int from = random.nextInt(bytes.length + 1);
            int to = from + length(bytes.length - from, random);
            var changed = bytes;
            for (int times = random.nextInt(3) == 0 ? random.nextInt(100) : 1; times > 0; times--) {
                changed = replaced(changed, from, from, Arrays.copyOfRange(bytes, from, to));
            }
            return changed;
        }
    },

    /** The beginning of one file, and the end of another. */
    SPLICE {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            int from = random.nextInt(other.length + 1);
            return replaced(
                    bytes,
                    random.nextInt(bytes.length + 1),
                    bytes.length,
                    Arrays.copyOfRange(other, from, other.length));
        }
    },

    /** Somewhere, most often near the beginning, stands a number at the edge of a range, in either byte order. */
    PLANT_INTEGER {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            int width = 1 << random.nextInt(4);
            if (bytes.length < width) {
                return bytes;
            }
            var order = random.nextInt(2) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            int places = bytes.length - width + 1;
            int at = random.nextInt(random.nextInt(2) == 0 ? Math.min(64, places) : places);
            var changed = ByteBuffer.wrap(bytes.clone()).order(order);
            long number = number(random);
            switch (width) {
                case 1 -> changed.put(at, (byte) number);
                case 2 -> changed.putShort(at, (short) number);
                case 4 -> changed.putInt(at, (int) number);
                default -> changed.putLong(at, number);
            }
            return changed.array();
        }
    },

    /** In a text, a number becomes another one. */
    CHANGE_NUMBER {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            int from = find(bytes, "0123456789", random);
            if (from == bytes.length) {
                return bytes;
            }
            int to = from;
            while (to < bytes.length && bytes[to] >= '0' && bytes[to] <= '9') {
                to++;
            }
            String number = switch (random.nextInt(4)) {
                case 0 -> number(random) + "";
                case 1 -> NUMBERS_IN_WORDS[random.nextInt(NUMBERS_IN_WORDS.length)];
                default -> random.nextInt(300) + "";
            };
            return replaced(bytes, from, to, number.getBytes(StandardCharsets.US_ASCII));
        }
    },

    /** In a text, a bracket, quote or separator is missing, another one, or comes too often. */
    CHANGE_BRACKET {
        @Override
        byte[] apply(byte[] bytes, byte[] other, RandomStream random) {
            int at = find(bytes, BRACKETS, random);
            if (at == bytes.length) {
                return bytes;
            }
            String bracket = BRACKETS.charAt(random.nextInt(BRACKETS.length())) + "";
            String instead = switch (random.nextInt(4)) {
                case 0 -> "";
                case 1 -> bracket.repeat(1 << random.nextInt(14));
                default -> bracket;
            };
            return replaced(bytes, at, at + 1, instead.getBytes(StandardCharsets.US_ASCII));
        }
    };

    private static final long[] NUMBERS = {
        0,
        -1,
        1,
        Byte.MAX_VALUE,
        255,
        256,
        Short.MAX_VALUE,
        65_535,
        65_536,
        Integer.MAX_VALUE - 8,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 32) - 1,
        1L << 32,
        Long.MAX_VALUE - 8,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] NUMBERS_IN_WORDS = {
        "", "-0", "1e9", "1e999", "-1e-999", "0.5", "NaN", "Infinity", "00", "0x10", "18446744073709551616", "null"
    };
    private static final String BRACKETS = "{}[]()<>\"',:;.\\ \n";

    /** What a damaged file has become. Too long a one is cut, so that no number of mutations makes a large one. */
    private static final int LONGEST = 1 << 20;

    /**
     * The damaged file.
     *
     * @param bytes of the file, which stay as they are
     * @param other another file of the same format
     * @return {@code bytes} themselves where this damage cannot be done to them
     */
    abstract byte[] apply(byte[] bytes, byte[] other, RandomStream random);

    /** Any damage. */
    static byte[] any(byte[] bytes, byte[] other, RandomStream random) {
        return values()[random.nextInt(values().length)].apply(bytes, other, random);
    }

    private static long number(RandomStream random) {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    /** Of a block: short ones as often as long ones. */
    private static int length(int most, RandomStream random) {
        return most == 0 ? 0 : 1 + random.nextInt(random.nextInt(2) == 0 ? Math.min(8, most) : most);
    }

    /** The place of one of the characters, the first at or after a random one; the length if there is none. */
    private static int find(byte[] bytes, String characters, RandomStream random) {
        int start = random.nextInt(bytes.length + 1);
        for (int i = 0; i < bytes.length; i++) {
            int at = (start + i) % bytes.length;
            if (bytes[at] > 0 && characters.indexOf(bytes[at]) >= 0) {
                return at;
            }
        }
        return bytes.length;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        int length = Math.min(LONGEST, from + by.length + bytes.length - to);
        var changed = Arrays.copyOf(bytes, length);
        int inserted = Math.min(by.length, length - from);
        System.arraycopy(by, 0, changed, from, inserted);
        System.arraycopy(bytes, to, changed, from + inserted, length - from - inserted);
        return changed;
    }
}
