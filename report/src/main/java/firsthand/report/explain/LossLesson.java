package firsthand.report.explain;

import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How wrong the output for one example is, and in which direction it should move.
 *
 * @param z the output
 * @param p what a person is shown: probabilities, where the loss knows how to read z
 * @param t the target, 1 for one class
 * @param dz dL/dz
 * @param value L
 */
record LossLesson(Loss loss, float[] z, float[] p, float[] t, float[] dz, double value) {
    private static final String KERNELS = "firsthand.kernel.ScalarKernels";

    private int right() {
        return IntStream.range(0, t.length).filter(j -> t[j] == 1).findFirst().orElseThrow();
    }

    private static String at(String name, int j) {
        return name + "[" + j + "]";
    }

    /** @throws IllegalArgumentException if nobody has explained this loss */
    String formula() {
        return switch (loss) {
            case CrossEntropy cross ->
                "L = -sum over j of t[j] log p[j] with p = softmax(z), p[j] = e^z[j] / sum over l of e^z[l]"
                        + (cross.smoothing() > 0
                                ? ", t smoothed by " + Figures.of(cross.smoothing()) + " / " + t.length
                                : "")
                        + (cross.classWeights().isEmpty() ? "" : ", times the weight of the class");
            case LogLikelihood _ -> "L = -sum over j of t[j] log z[j]";
            case BinaryCrossEntropy _ -> "L = -(sum over j of t[j] log z[j] + (1 - t[j]) log(1 - z[j])) / " + t.length;
            case BinaryCrossEntropyWithLogits _ ->
                "L = (sum over j of max(z[j], 0) - t[j] z[j] + log(1 + e^-|z[j]|)) / " + t.length;
            case MeanSquaredError _ -> "L = (sum over j of (z[j] - t[j])^2) / " + t.length;
            case MeanAbsoluteError _ -> "L = (sum over j of |z[j] - t[j]|) / " + t.length;
            case Huber huber ->
                "L = (sum over j of c (d - c / 2)) / " + t.length + " with d = z[j] - t[j], and c = d cut off at "
                        + Figures.of(-huber.delta()) + " and " + Figures.of(huber.delta());
            case Hinge _ -> "L = sum over j other than the right class c of max(0, 1 + z[j] - z[c])";
            default -> throw unexplained();
        };
    }

    private IllegalArgumentException unexplained() {
        return new IllegalArgumentException(
                "explain: expected a loss that there is an explanation of, received " + loss.name());
    }

    List<SourceReference> sources() {
        return List.of(
                switch (loss) {
                    case CrossEntropy _ -> SourceReference.of(KERNELS, "softmaxCrossEntropy");
                    case BinaryCrossEntropyWithLogits _ -> SourceReference.of(KERNELS, "sigmoidCrossEntropy");
                    default -> SourceReference.of(loss.getClass().getName(), "evaluate");
                });
    }

    /** L, and what it needs. */
    List<Equation> forward() {
        return switch (loss) {
            case CrossEntropy cross -> crossEntropy(cross);
            case LogLikelihood _ ->
                List.of(Equation.of(
                        "L",
                        Term.form("-log({p})")
                                .with("p", at("z", right()), z[right()])
                                .is(value),
                        value));
            default -> List.of(Equation.sum("L", IntStream.range(0, z.length).mapToObj(this::share), value));
        };
    }

    private List<Equation> crossEntropy(CrossEntropy cross) {
        double max = IntStream.range(0, z.length).mapToDouble(j -> z[j]).max().orElseThrow();
        double sum = IntStream.range(0, z.length)
                .mapToDouble(j -> StrictMath.exp(z[j] - max))
                .sum();
        var exponentials = IntStream.range(0, z.length)
                .mapToObj(j -> Term.form("e^({z} - {max})")
                        .with("z", at("z", j), z[j])
                        .with("max", "max", max)
                        .is(StrictMath.exp(z[j] - max)));
        var probability = Term.form("e^({z} - {max}) / {s}")
                .with("z", at("z", right()), z[right()])
                .with("max", "max", max)
                .with("s", "s", sum)
                .is(p[right()]);
        double weight = weight(cross);
        var losses = IntStream.range(0, z.length)
                .filter(j -> target(cross, j) > 0)
                .mapToObj(j -> surprise(cross, j, weight, max + StrictMath.log(sum)));
        return List.of(
                Equation.sum("s", exponentials, sum)
                        .noting("the largest z, " + Figures.of(max)
                                + ", is taken from all, which changes no probability and keeps e^z finite"),
                Equation.of(at("p", right()), probability, p[right()]),
                Equation.sum("L", losses, value));
    }

    private double weight(CrossEntropy cross) {
        return cross.classWeights().isEmpty() ? 1 : cross.classWeights().get(right());
    }

    private double target(CrossEntropy cross, int j) {
        return (1 - cross.smoothing()) * t[j] + cross.smoothing() / t.length;
    }

    /** -t log p, times the weight where there is one; with p written out, so that nothing is lost near 0 and 1. */
    private Term surprise(CrossEntropy cross, int j, double weight, double logSum) {
        double t = target(cross, j);
        String symbols = "-log(" + at("p", j) + ")";
        String numbers = p[j] > 0
                ? "-log(" + Figures.probability(p[j]) + ")"
                : "(" + Figures.of(logSum) + " - " + Figures.bracketed(z[j]) + ")";
        boolean plain = t == 1;
        String symbolFactor = (weight == 1 ? "" : "weight ") + (plain ? "" : at("t", j) + " ");
        String numberFactor = (weight == 1 ? "" : Figures.of(weight) + " * ") + (plain ? "" : Figures.of(t) + " * ");
        return new Term(symbolFactor + symbols, numberFactor + numbers, weight * t * (logSum - z[j]));
    }

    /** What output j adds to the loss. */
    private Term share(int j) {
        int n = t.length;
        double d = (double) z[j] - t[j];
        return switch (loss) {
            case BinaryCrossEntropy _ ->
                (t[j] == 1 ? Term.form("-log({z}) / " + n) : Term.form("-log(1 - {z}) / " + n))
                        .with("z", at("z", j), z[j])
                        .is(-StrictMath.log(Math.max(1e-7, t[j] == 1 ? z[j] : 1 - z[j])) / n);
            case BinaryCrossEntropyWithLogits _ ->
                Term.form("(max({z}, 0) - {t} * {z} + log(1 + e^(-abs({z})))) / " + n)
                        .with("z", at("z", j), z[j])
                        .with("t", at("t", j), t[j])
                        .is((Math.max(z[j], 0) - t[j] * z[j] + StrictMath.log1p(StrictMath.exp(-Math.abs(z[j])))) / n);
            case MeanSquaredError _ -> difference("({z} - {t})^2 / " + n, j, d * d / n);
            case MeanAbsoluteError _ -> difference("abs({z} - {t}) / " + n, j, Math.abs(d) / n);
            case Huber huber -> {
                double cut = Math.clamp(d, -huber.delta(), huber.delta());
                yield Term.form("{c} * ({d} - {c} / 2) / " + n)
                        .with("c", at("c", j), cut)
                        .with("d", at("d", j), d)
                        .is(cut * (d - cut / 2) / n);
            }
            case Hinge _ ->
                j == right()
                        ? new Term("0", "0", 0)
                        : Term.form("max(0, 1 + {z} - {right})")
                                .with("z", at("z", j), z[j])
                                .with("right", at("z", right()), z[right()])
                                .is(Math.max(0, 1.0 + z[j] - z[right()]));
            default -> throw unexplained();
        };
    }

    private Term difference(String form, int j, double value) {
        return Term.form(form)
                .with("z", at("z", j), z[j])
                .with("t", at("t", j), t[j])
                .is(value);
    }

    List<String> gradientFormulas() {
        return List.of(
                switch (loss) {
                    case CrossEntropy cross ->
                        cross.classWeights().isEmpty()
                                ? "dL/dz[j] = p[j] - t[j]"
                                : "dL/dz[j] = (p[j] - t[j]) times the weight of the class";
                    case LogLikelihood _ -> "dL/dz[j] = -t[j] / z[j]";
                    case BinaryCrossEntropy _ -> "dL/dz[j] = (z[j] - t[j]) / (z[j] (1 - z[j])) / " + t.length;
                    case BinaryCrossEntropyWithLogits _ ->
                        "dL/dz[j] = (p[j] - t[j]) / " + t.length + " with p[j] = 1 / (1 + e^-z[j])";
                    case MeanSquaredError _ -> "dL/dz[j] = 2 (z[j] - t[j]) / " + t.length;
                    case MeanAbsoluteError _ -> "dL/dz[j] = 1 or -1, as the sign of z[j] - t[j], / " + t.length;
                    case Huber _ -> "dL/dz[j] = c / " + t.length;
                    case Hinge _ -> "dL/dz[j] = 1 for every j that comes too near; dL/dz[c] = minus their number";
                    default -> throw unexplained();
                });
    }

    /** dL/dz of every class, or of the largest, where there are many. */
    List<Equation> gradients(int most) {
        IntFunction<Equation> equation =
                j -> Equation.of("dz[" + j + "]", gradient(j), dz[j]).noting(j == right() ? "the right one" : "");
        return IntStream.range(0, z.length)
                .boxed()
                .sorted(Comparator.comparing((Integer j) -> -Math.abs(dz[j])))
                .limit(most)
                .sorted()
                .map(equation::apply)
                .toList();
    }

    private Term gradient(int j) {
        int n = t.length;
        return switch (loss) {
            case CrossEntropy cross -> {
                double weight = weight(cross);
                yield Term.form(weight == 1 ? "{p} - {t}" : "({p} - {t}) * {w}")
                        .withText("p", at("p", j), Figures.probability(p[j]))
                        .with("t", at("t", j), target(cross, j))
                        .with("w", "weight", weight)
                        .is(dz[j]);
            }
            case LogLikelihood _ -> t[j] == 0 ? new Term("0", "0", 0) : difference("-{t} / {z}", j, dz[j]);
            case BinaryCrossEntropy _ -> difference("({z} - {t}) / ({z} * (1 - {z})) / " + n, j, dz[j]);
            case BinaryCrossEntropyWithLogits _ ->
                Term.form("({p} - {t}) / " + n)
                        .with("p", at("p", j), p[j])
                        .with("t", at("t", j), t[j])
                        .is(dz[j]);
            case MeanSquaredError _ -> difference("2 * ({z} - {t}) / " + n, j, dz[j]);
            case MeanAbsoluteError _ ->
                new Term(
                        "sign(" + at("z", j) + " - " + at("t", j) + ") / " + n,
                        Figures.of(Math.signum(z[j] - t[j])) + " / " + n,
                        dz[j]);
            case Huber huber ->
                Term.form("{c} / " + n)
                        .with("c", at("c", j), Math.clamp((double) z[j] - t[j], -huber.delta(), huber.delta()))
                        .is(dz[j]);
            case Hinge _ ->
                Term.of(
                        j == right()
                                ? "minus how many are too near"
                                : "1 if 1 + " + at("z", j) + " - " + at("z", right()) + " > 0, else 0",
                        dz[j]);
            default -> throw unexplained();
        };
    }
}
