package browser.java.security;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What Firsthand uses of {@code java.security.MessageDigest}: SHA-256 (NIST, FIPS 180-4, section 6.2). */
public final class MessageDigest {
    private static final int BLOCK = 64;
    private static final int ROUNDS = 64;
    private static final int LENGTH_BYTES = 8;

    /** The first 32 bits of the fractional parts of the square roots of the first eight primes. */
    private static final int[] START = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    /** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
    private static final int[] ROUND = roundConstants();

    private final int[] hash = START.clone();
    private final int[] schedule = new int[ROUNDS];
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long length;

    private MessageDigest() {}

    /**
     * A digest to which nothing has been added yet.
     *
     * @throws IllegalArgumentException if it is not to be SHA-256
     */
    public static MessageDigest getInstance(String algorithm) {
        if (!algorithm.equals("SHA-256")) {
            throw new IllegalArgumentException("digest: expected SHA-256, received " + algorithm);
        }
        return new MessageDigest();
    }

    /** Adds a byte. */
    public void update(byte value) {
        block[filled++] = value;
        length++;
        if (filled == BLOCK) {
            filled = 0;
            addBlock();
        }
    }

    /** Adds bytes. */
    public void update(byte[] bytes) {
        update(bytes, 0, bytes.length);
    }

    /** Adds {@code count} bytes from {@code offset} on. */
    public void update(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            update(bytes[i]);
        }
    }

    /** The digest of all that was added. To be asked once, at the end. */
    public byte[] digest() {
        long bits = 8 * length;
        update((byte) 0x80);
        while (filled != BLOCK - LENGTH_BYTES) {
            update((byte) 0);
        }
        update(ByteBuffer.allocate(LENGTH_BYTES).putLong(bits).array());
        var digest = ByteBuffer.allocate(hash.length * Integer.BYTES);
        for (int word : hash) {
            digest.putInt(word);
        }
        return digest.array();
    }

    private void addBlock() {
        for (int t = 0; t < 16; t++) {
            schedule[t] = (block[4 * t] & 0xff) << 24
                    | (block[4 * t + 1] & 0xff) << 16
                    | (block[4 * t + 2] & 0xff) << 8
                    | block[4 * t + 3] & 0xff;
        }
        for (int t = 16; t < ROUNDS; t++) {
            int w15 = schedule[t - 15];
            int w2 = schedule[t - 2];
            int sigma0 = Integer.rotateRight(w15, 7) ^ Integer.rotateRight(w15, 18) ^ w15 >>> 3;
            int sigma1 = Integer.rotateRight(w2, 17) ^ Integer.rotateRight(w2, 19) ^ w2 >>> 10;
            schedule[t] = sigma1 + schedule[t - 7] + sigma0 + schedule[t - 16];
        }
        int a = hash[0];
        int b = hash[1];
        int c = hash[2];
        int d = hash[3];
        int e = hash[4];
        int f = hash[5];
        int g = hash[6];
        int h = hash[7];
        for (int t = 0; t < ROUNDS; t++) {
            int sum1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int t1 = h + sum1 + (e & f ^ ~e & g) + ROUND[t] + schedule[t];
            int sum0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int t2 = sum0 + (a & b ^ a & c ^ b & c);
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        int[] working = {a, b, c, d, e, f, g, h};
        Arrays.setAll(hash, i -> hash[i] + working[i]);
    }

    private static int[] roundConstants() {
        var constants = new int[ROUNDS];
        int prime = 2;
        for (int t = 0; t < ROUNDS; t++) {
            constants[t] = cubeRootFraction(prime);
            do {
                prime++;
            } while (!isPrime(prime));
        }
        return constants;
    }

    private static boolean isPrime(int number) {
        for (int divisor = 2; divisor * divisor <= number; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
        }
        return true;
    }

    /** The largest r with (r / 2^32)^3 up to n, bit by bit; its low 32 bits are the fraction. */
    private static int cubeRootFraction(int n) {
        var target = java.math.BigInteger.valueOf(n).shiftLeft(96);
        long root = 0;
        for (int bit = 34; bit >= 0; bit--) {
            long candidate = root | 1L << bit;
            if (java.math.BigInteger.valueOf(candidate).pow(3).compareTo(target) <= 0) {
                root = candidate;
            }
        }
        return (int) root;
    }
}
