package firsthand.schedule;

/** What schedules ask of their numbers. */
final class Ranges {
    private Ranges() {}

    static void checkRate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("learning rate: expected a finite number above 0, received " + rate);
        }
    }

    static void checkFraction(String where, double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(where + ": expected a fraction from 0 to 1, received " + fraction);
        }
    }

    static void checkPeriod(String where, double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    where + ": expected a fraction of the training above 0, up to 1, received " + fraction);
        }
    }

    static void checkFactor(String where, double factor) {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException(where + ": expected a factor between 0 and 1, received " + factor);
        }
    }

    /** A share of the training in whole steps, at least one, so that no boundary hangs on a rounded product. */
    static long length(double fraction, long steps) {
        return Math.max(1, Math.round(fraction * steps));
    }
}
