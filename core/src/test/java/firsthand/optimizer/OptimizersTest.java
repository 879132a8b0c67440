package firsthand.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import firsthand.layer.Parameter;
import firsthand.random.RandomStream;
import firsthand.schedule.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fifty steps on random gradients, beside the formulas in double. */
class OptimizersTest {
    private static final int STEPS = 50;
    private static final int SIZE = 37;

    private interface Rule {
        /** Moves weight w by its gradient; m and v hold what is remembered of it. */
        double step(double w, double dw, double[] mv, int t);
    }

    private static void assertFollows(Optimizer optimizer, Rule rule) {
        var random = RandomStream.of(11);
        var parameter = Parameter.zeros("weight", SIZE);
        var expected = new double[SIZE];
        var memory = new double[SIZE][2];
        for (int i = 0; i < SIZE; i++) {
            parameter.value().values()[i] = (float) random.nextGaussian();
            expected[i] = parameter.value().values()[i];
        }
        var bound = optimizer.bind(List.of(parameter), STEPS);
        for (int t = 1; t <= STEPS; t++) {
            for (int i = 0; i < SIZE; i++) {
                float gradient = (float) random.nextGaussian();
                parameter.gradient().values()[i] = gradient;
                expected[i] = rule.step(expected[i], gradient, memory[i], t);
            }
            bound.step();
        }
        assertThat(bound.stepsDone()).isEqualTo(STEPS);
        for (int i = 0; i < SIZE; i++) {
            assertThat((double) parameter.value().values()[i]).isCloseTo(expected[i], offset(2e-6));
        }
    }

    @Test
    void sgdIsGradientDescent() {
        assertFollows(Sgd.of(0.1), (w, dw, mv, t) -> w - 0.1 * dw);
    }

    @Test
    void momentumKeepsAVelocity() {
        assertFollows(Momentum.of(0.01), (w, dw, mv, t) -> {
            mv[0] = 0.9 * mv[0] + dw;
            return w - 0.01 * mv[0];
        });
    }

    @Test
    void adamDividesTheMeanByTheRootMeanSquare() {
        assertFollows(Adam.of(0.01), (w, dw, mv, t) -> {
            mv[0] = 0.9 * mv[0] + 0.1 * dw;
            mv[1] = 0.999 * mv[1] + 0.001 * dw * dw;
            double mean = mv[0] / (1 - Math.pow(0.9, t));
            double square = mv[1] / (1 - Math.pow(0.999, t));
            return w - 0.01 * mean / (Math.sqrt(square) + 1e-8);
        });
    }

    @Test
    void aScheduleSetsTheRateOfEachStep() {
        assertFollows(
                new Sgd(Schedule.cosine(0.2)),
                (w, dw, mv, t) -> w - 0.1 * (1 + Math.cos(Math.PI * (t - 1) / STEPS)) * dw);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Sgd.of(0)).hasMessage("learning rate: expected a finite number above 0, received 0.0");
        assertThatThrownBy(() -> new Momentum(Schedule.constant(1), 1))
                .hasMessage("momentum: expected a number from 0 to below 1, received 1.0");
        assertThatThrownBy(() -> new Adam(Schedule.constant(1), 0.9, 1, 1e-8)).hasMessageStartingWith("Adam: expected");
    }
}
