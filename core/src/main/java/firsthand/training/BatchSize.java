package firsthand.training;

/** How many examples make up a batch. */
public sealed interface BatchSize {

    /** The number of examples for a data set of {@code examples}: at least 1, at most all. */
    int of(int examples);

    /**
     * So many examples.
     *
     * @throws IllegalArgumentException if that is below 1
     */
    static BatchSize count(int count) {
        return new Count(count);
    }

    /**
     * A share of the data set, rounded down.
     *
     * @throws IllegalArgumentException unless it is above 0 and at most 1
     */
    static BatchSize fraction(double fraction) {
        return new Fraction(fraction);
    }

    /** The whole data set at once. */
    static BatchSize full() {
        return new Fraction(1);
    }

    /** So many examples. */
    record Count(int count) implements BatchSize {
        public Count {
            if (count < 1) {
                throw new IllegalArgumentException("batch size: expected 1 or more, received " + count);
            }
        }

        @Override
        public int of(int examples) {
            return Math.min(count, examples);
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /** A share of the data set. */
    record Fraction(double fraction) implements BatchSize {
        public Fraction {
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException(
                        "batch size: expected a fraction above 0 and at most 1, received " + fraction);
            }
        }

        @Override
        public int of(int examples) {
            return Math.max(1, (int) (fraction * examples));
        }

        @Override
        public String toString() {
            return fraction == 1 ? "full" : Double.toString(fraction);
        }
    }
}
