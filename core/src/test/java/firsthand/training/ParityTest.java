package firsthand.training;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.data.Dataset;
import firsthand.initializer.Initializer;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.optimizer.Sgd;
import firsthand.reference.DoubleNetwork;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Twenty steps of full-batch gradient descent with 784-10-10 on real digits, beside the same in {@code double} by plain
 * loops that share nothing with the library but the initial weights.
 */
class ParityTest {
    private static final int STEPS = 20;
    private static final double RATE = 0.1;
    private static final int INPUTS = 784;
    private static final int UNITS = 10;

    private final Dataset digits = RealDigits.load();
    private final Network network = Network.input(28, 28)
            .dense(UNITS, Initializer.uniform(-0.5, 0.5), Initializer.uniform(-0.5, 0.5))
            .relu()
            .dense(UNITS, Initializer.uniform(-0.5, 0.5), Initializer.uniform(-0.5, 0.5))
            .build(7);

    /**
     * Relative to the weight itself, or, where that happens to be near zero, to the hundredth part of the largest of
     * its kind.
     */
    @Test
    void agreesWithDoublePrecisionInEveryWeight() {
        var reference = new DoubleNetwork(network);
        for (int step = 0; step < STEPS; step++) {
            descend(reference);
        }
        new Trainer(
                        network,
                        new CrossEntropy(),
                        Training.iterations(STEPS)
                                .fullBatch()
                                .optimizer(Sgd.of(RATE))
                                .threads(2))
                .fit(digits);
        for (int p = 0; p < reference.parameterCount(); p++) {
            double[] expected = reference.parameter(p);
            float[] actual = network.parameters().get(p).value().values();
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < expected.length; i++) {
                double scale = Math.max(Math.abs(expected[i]), largest / 100);
                assertThat(Math.abs(actual[i] - expected[i]) / scale)
                        .as("%s[%d]: expected %s, received %s", reference.parameterName(p), i, expected[i], actual[i])
                        .isLessThanOrEqualTo(1e-5);
            }
        }
    }

    /** One step of w = w - rate dw, with gradients derived by hand for this network alone. */
    private void descend(DoubleNetwork reference) {
        double[] w1 = reference.parameter(0);
        double[] b1 = reference.parameter(1);
        double[] w2 = reference.parameter(2);
        double[] b2 = reference.parameter(3);
        var dw1 = new double[w1.length];
        var db1 = new double[UNITS];
        var dw2 = new double[w2.length];
        var db2 = new double[UNITS];
        for (int i = 0; i < digits.size(); i++) {
            float[] x = digits.example(i).values();
            double[] z1 = affine(x, w1, b1);
            var a1 = new double[UNITS];
            for (int j = 0; j < UNITS; j++) {
                a1[j] = Math.max(0, z1[j]);
            }
            double[] dz2 = probabilities(a1, w2, b2);
            dz2[digits.label(i)] -= 1;
            for (int j = 0; j < UNITS; j++) {
                db2[j] += dz2[j] / digits.size();
            }
            for (int k = 0; k < UNITS; k++) {
                double da1 = 0;
                for (int j = 0; j < UNITS; j++) {
                    dw2[k * UNITS + j] += a1[k] * dz2[j] / digits.size();
                    da1 += dz2[j] * w2[k * UNITS + j];
                }
                double dz1 = z1[k] > 0 ? da1 : 0;
                db1[k] += dz1 / digits.size();
                for (int pixel = 0; pixel < INPUTS; pixel++) {
                    dw1[pixel * UNITS + k] += x[pixel] * dz1 / digits.size();
                }
            }
        }
        move(w1, dw1);
        move(b1, db1);
        move(w2, dw2);
        move(b2, db2);
    }

    private static double[] affine(float[] x, double[] w, double[] b) {
        double[] z = b.clone();
        for (int k = 0; k < x.length; k++) {
            for (int j = 0; j < z.length; j++) {
                z[j] += x[k] * w[k * z.length + j];
            }
        }
        return z;
    }

    private static double[] probabilities(double[] a, double[] w, double[] b) {
        double[] e = b.clone();
        double sum = 0;
        for (int j = 0; j < e.length; j++) {
            for (int k = 0; k < a.length; k++) {
                e[j] += a[k] * w[k * e.length + j];
            }
            e[j] = Math.exp(e[j]);
            sum += e[j];
        }
        for (int j = 0; j < e.length; j++) {
            e[j] /= sum;
        }
        return e;
    }

    private static void move(double[] w, double[] dw) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= RATE * dw[i];
        }
    }
}
