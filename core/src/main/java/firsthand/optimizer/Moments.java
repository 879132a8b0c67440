package firsthand.optimizer;

/** What the rules that keep two means of the gradient ask of their numbers. */
final class Moments {
    private Moments() {}

    static void check(String rule, double beta1, double beta2, double epsilon) {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
            throw new IllegalArgumentException(rule
                    + ": expected betas from 0 to below 1 and epsilon above 0, received " + beta1 + ", " + beta2
                    + " and " + epsilon);
        }
    }
}
