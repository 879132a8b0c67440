package firsthand.random;

/**
 * SplitMix64: a stream of random numbers that is the same on every machine, and can be split per purpose.
 *
 * <pre>{@code
 * var random = RandomStream.of(42);
 * var weights = random.split("weights");      // unaffected by how many numbers shuffling draws
 * var shuffling = random.split("shuffling");
 * }</pre>
 *
 * <p>The state is one {@code long} that grows by the golden gamma {@code 0x9e3779b97f4a7c15} at each draw; a draw is
 * the state put through a mixing function of two multiplications (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014, figure 17, with the mix13 constants of Stafford). The period is 2^64. Not for
 * cryptography; not safe for use by several threads.
 */
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private RandomStream(long state) {
        this.state = state;
    }

    /**
     * The stream of a seed, or of a {@link #state()} saved before. Every seed is as good as any other; there is no
     * special value.
     */
    public static RandomStream of(long seed) {
        return new RandomStream(seed);
    }

    /** What the next draw depends on, and nothing else: save it to go on from here later. */
    public long state() {
        return state;
    }

    /**
     * A new stream for one purpose, set by this stream's state and the purpose's name (FNV-1a over its UTF-16 units).
     * Does not advance this stream, so adding a purpose changes no other.
     */
    public RandomStream split(String purpose) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001b3L;
        }
        return new RandomStream(mix(state ^ mix(hash)));
    }

    /** A new stream for item {@code index} of a purpose: an epoch, an example. Does not advance this stream. */
    public RandomStream split(long index) {
        return new RandomStream(mix(state + mix(index ^ GOLDEN_GAMMA)));
    }

    /** The next 64 bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1), in steps of 2^-24. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** Uniform in [0, 1), in steps of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * Uniform over 0 to {@code bound - 1}, without bias: the high half of a 64-bit product, drawn again in the rare
     * case that would favour some results (Lemire, "Fast random integer generation in an interval", 2019, algorithm 5).
     *
     * @throws IllegalArgumentException if {@code bound} is below 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("nextInt: expected a bound of 1 or more, received " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xffffffffL;
        if (low < bound) {
            long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xffffffffL;
            }
        }
        return (int) (product >>> 32);
    }

    /**
     * Normal with mean 0 and standard deviation 1: Marsaglia's polar method (1964), with {@link StrictMath} so that the
     * bits are the same everywhere. Each accepted pair yields one number; the second is dropped so that the state stays
     * one {@code long}.
     */
    public double nextGaussian() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /**
     * Puts {@code items} into random order, each order equally likely (Fisher and Yates, in Durstenfeld's form of
     * 1964).
     */
    public void shuffle(int[] items) {
        for (int i = items.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int item = items[i];
            items[i] = items[j];
            items[j] = item;
        }
    }
}
