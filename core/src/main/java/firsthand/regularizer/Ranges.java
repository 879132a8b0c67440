package firsthand.regularizer;

/** What regularisers ask of their numbers. */
final class Ranges {
    private Ranges() {}

    static void checkLambda(String where, double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException(where + ": expected a finite lambda of 0 or more, received " + lambda);
        }
    }

    static void checkLimit(String where, double limit) {
        if (!(limit > 0) || Double.isInfinite(limit)) {
            throw new IllegalArgumentException(where + ": expected a finite limit above 0, received " + limit);
        }
    }
}
