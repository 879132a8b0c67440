package firsthand.cli.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which settings a search tries, and for how long each.
 *
 * <p>A grid trains every combination, and random search so many draws, to the end. Successive halving trains many for a
 * short while, keeps the best one in {@code eta}, trains those {@code eta} times as long, and so on until the last few
 * have been trained to the end: with n trials there are K rungs, K the number of times that n can be divided by eta,
 * rounding down, before nothing is left; rung i has floor(n / eta^i) trials, trained for eta^(i - K + 1) of their steps
 * in all (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS
 * 2016, figure 3; with eta as in Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband", JMLR 2018, algorithm
 * 1, lines 5 to 9).
 *
 * @param kind by which rule
 * @param trials how many draws; 0 for every combination
 * @param eta of how many trials successive halving keeps one
 */
public record Search(Kind kind, int trials, int eta) {
    /** Of how many trials one is kept, where nothing else is said: Hyperband, section 2.6. */
    public static final int DEFAULT_ETA = 3;

    /** How many settings are drawn, where nothing else is said. */
    public static final int DEFAULT_TRIALS = 16;

    /** The rules there are. */
    public enum Kind {
        GRID,
        RANDOM,
        HALVING
    }

    /**
     * A part of a search: trials that are trained up to the same share of their steps, and the best of them kept.
     *
     * @param index 0 for the first
     * @param trials how many take part
     * @param divisor what all their steps are divided by; 1 for the last rung
     */
    public record Rung(int index, int trials, long divisor) {

        /** How many of a training's steps are made, rounded up. */
        long steps(long all) {
            return (all + divisor - 1) / divisor;
        }
    }

    /** @throws IllegalArgumentException if there are too few trials, or eta keeps them all */
    public Search {
        if (trials < 0 || (trials == 0 && kind == Kind.RANDOM)) {
            throw new IllegalArgumentException("--trials: expected 1 or more, received " + trials);
        }
        if (trials > 0 && kind == Kind.GRID) {
            throw new IllegalArgumentException(
                    "--trials: expected --search random or halving, received grid, which tries" + " every combination");
        }
        if (eta < 2) {
            throw new IllegalArgumentException("--eta: expected 2 or more, received " + eta);
        }
    }

    /** What {@code --search} calls the rule. */
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The rungs for so many trials, first to last; one, to the end, unless it is successive halving. */
    public List<Rung> rungs(int trials) {
        if (kind != Kind.HALVING) {
            return List.of(new Rung(0, trials, 1));
        }
        long divisor = 1;
        while (divisor * eta <= trials) {
            divisor *= eta;
        }
        List<Rung> rungs = new ArrayList<>();
        for (long kept = 1; divisor >= 1; kept *= eta, divisor /= eta) {
            rungs.add(new Rung(rungs.size(), (int) (trials / kept), divisor));
        }
        return rungs;
    }
}
