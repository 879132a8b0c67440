package firsthand.fuzz;

import firsthand.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/**
 * Draws damaged files: a seed with one to six mutations, each done to the file as it lies there or to what is wrapped in
 * it.
 *
 * @param seeds the files to damage
 */
record Mutator(List<byte[]> seeds) {
    private static final int MOST_MUTATIONS = 6;

    /** A damaged file, which depends on the seeds and the state of {@code random} and nothing else. */
    byte[] draw(RandomStream random) {
        byte[] bytes = seed(random);
        for (int mutations = 1 + random.nextInt(MOST_MUTATIONS); mutations > 0; mutations--) {
            bytes = mutated(bytes, random);
        }
        return bytes;
    }

    private byte[] seed(RandomStream random) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    /** Half of the damage is done inside, where there is an inside; and inside that again, as with pictures in a zip. */
    private byte[] mutated(byte[] bytes, RandomStream random) {
        var wrapping = Arrays.stream(Wrapping.values())
                .filter(one -> one.recognises(bytes))
                .findFirst();
        if (wrapping.isPresent() && random.nextInt(2) == 0) {
            return wrapping.get().changed(bytes, content -> mutated(content, random), random);
        }
        return Mutation.any(bytes, seed(random), random);
    }
}
