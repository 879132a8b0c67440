package firsthand.playground.session;

/**
 * When to look at how a training goes: before its first step, and then ten times an epoch, or after every step where an
 * epoch has no more than ten.
 *
 * <p>Moments are numbered from 0, and depend on nothing but the steps, so that every repetition looks at the same ones.
 *
 * @param stepsPerEpoch how many steps make an epoch
 */
record Moments(int stepsPerEpoch) {
    private static final int PER_EPOCH = 10;

    /** @throws IllegalArgumentException if an epoch has no step */
    Moments {
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException("moments: expected 1 step an epoch or more, received " + stepsPerEpoch);
        }
    }

    private int perEpoch() {
        return Math.min(PER_EPOCH, stepsPerEpoch);
    }

    /** The last moment at or before so many steps. */
    int before(long step) {
        long epochs = step / stepsPerEpoch;
        int within = (int) (step % stepsPerEpoch);
        // The moment i of an epoch comes after floor(i steps / moments) steps: the last i for which that is no later.
        int moment = (int) (((within + 1L) * perEpoch() - 1) / stepsPerEpoch);
        return Math.toIntExact(epochs * perEpoch() + moment);
    }

    /** After how many steps moment {@code number} comes. */
    long step(int number) {
        return (long) (number / perEpoch()) * stepsPerEpoch + (long) (number % perEpoch()) * stepsPerEpoch / perEpoch();
    }

    /** Whether this is one. */
    boolean isOne(long step) {
        return step(before(step)) == step;
    }

    /** Whether an epoch ends here. */
    boolean endsEpoch(long step) {
        return step % stepsPerEpoch == 0;
    }
}
