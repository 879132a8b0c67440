package firsthand.datasets.augment;

/**
 * What a number of a change may be.
 *
 * @param name what it is called in messages
 * @param most the largest that it may be; the smallest is 0
 */
record Amount(String name, double most) {

    /** @throws IllegalArgumentException unless {@code value} is from 0 to {@link #most} */
    void check(double value) {
        if (!(value >= 0 && value <= most)) {
            String range = most < Float.MAX_VALUE ? "a number from 0 to " + text(most) : "a finite number of 0 or more";
            throw new IllegalArgumentException(name + ": expected " + range + ", received " + value);
        }
    }

    /** A number without the zero after its point where it is whole: 2, 0.1. */
    static String text(double value) {
        return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
    }
}
