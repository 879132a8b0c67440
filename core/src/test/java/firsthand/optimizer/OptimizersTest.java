package firsthand.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import firsthand.layer.Parameter;
import firsthand.random.RandomStream;
import firsthand.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fifty steps on random gradients, beside the formulas in double. */
class OptimizersTest {
    private static final int STEPS = 50;
    private static final int SIZE = 37;

    private interface Rule {
        /** Moves weight w by its gradient; mv holds what is remembered of it: up to three numbers. */
        double step(double w, double dw, double[] mv, int t);
    }

    private static void assertFollows(Optimizer optimizer, Rule rule) {
        var random = RandomStream.of(11);
        var parameter = Parameter.zeros("weight", SIZE);
        var expected = new double[SIZE];
        var memory = new double[SIZE][3];
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
    void nesterovLooksOneVelocityAhead() {
        assertFollows(Nesterov.of(0.01), (w, dw, mv, t) -> {
            mv[0] = 0.9 * mv[0] + dw;
            return w - 0.01 * (dw + 0.9 * mv[0]);
        });
    }

    /** The same as stepping ahead, taking the gradient there, and stepping from where one was. */
    @Test
    void nesterovIsTheGradientTakenAhead() {
        double rate = 0.05;
        double mu = 0.9;
        double curvature = 3;
        var parameter = Parameter.zeros("weight", 1);
        parameter.value().values()[0] = 1;
        var bound = new Nesterov(Schedule.constant(rate), mu).bind(List.of(parameter));
        double at = 1;
        double velocity = 0;
        for (int t = 0; t < STEPS; t++) {
            parameter.gradient().values()[0] =
                    (float) curvature * parameter.value().values()[0];
            bound.step();
            velocity = mu * velocity - rate * curvature * (at + mu * velocity);
            at += velocity;
            assertThat((double) parameter.value().values()[0]).isCloseTo(at + mu * velocity, offset(2e-6));
        }
    }

    @Test
    void adagradDividesByTheRootOfTheSumOfSquares() {
        assertFollows(Adagrad.of(0.01), (w, dw, mv, t) -> {
            mv[0] += dw * dw;
            return w - 0.01 * dw / (Math.sqrt(mv[0]) + 1e-10);
        });
    }

    @Test
    void rmsPropDividesByTheRootMeanSquare() {
        assertFollows(RmsProp.of(0.01), (w, dw, mv, t) -> {
            mv[0] = 0.9 * mv[0] + 0.1 * dw * dw;
            return w - 0.01 * dw / (Math.sqrt(mv[0]) + 1e-8);
        });
    }

    @Test
    void adamWDecaysTheWeightsOfTheStepBefore() {
        assertFollows(AdamW.of(Schedule.constant(0.01), 0.5), (w, dw, mv, t) -> {
            mv[0] = 0.9 * mv[0] + 0.1 * dw;
            mv[1] = 0.999 * mv[1] + 0.001 * dw * dw;
            double mean = mv[0] / (1 - Math.pow(0.9, t));
            double square = mv[1] / (1 - Math.pow(0.999, t));
            return w - 0.01 * (mean / (Math.sqrt(square) + 1e-8) + 0.5 * w);
        });
    }

    @Test
    void adamWLeavesBiasesToAdam() {
        var rule = AdamW.of(0.1);
        assertThat(rule.forParameter(Parameter.zeros("bias", 3))).isSameAs(rule.adam());
        assertThat(rule.forParameter(Parameter.zeros("weight", 2, 3))).isSameAs(rule);
    }

    @Test
    void nAdamIsAdamLookingAhead() {
        assertFollows(NAdam.of(0.01), (w, dw, mv, t) -> {
            mv[0] = 0.9 * mv[0] + 0.1 * dw;
            mv[1] = 0.999 * mv[1] + 0.001 * dw * dw;
            double mean = 0.9 * mv[0] / (1 - Math.pow(0.9, t + 1)) + 0.1 * dw / (1 - Math.pow(0.9, t));
            double square = mv[1] / (1 - Math.pow(0.999, t));
            return w - 0.01 * mean / (Math.sqrt(square) + 1e-8);
        });
    }

    @Test
    void amsGradDividesByTheLargestMeanOfSquares() {
        assertFollows(new AmsGrad(Schedule.constant(0.01), 0.9, 0.5, 1e-8), (w, dw, mv, t) -> {
            mv[0] = 0.9 * mv[0] + 0.1 * dw;
            mv[1] = 0.5 * mv[1] + 0.5 * dw * dw;
            mv[2] = Math.max(mv[1], mv[2]);
            double mean = mv[0] / (1 - Math.pow(0.9, t));
            double square = mv[2] / (1 - Math.pow(0.5, t));
            return w - 0.01 * mean / (Math.sqrt(square) + 1e-8);
        });
    }

    @Test
    void lionStepsBySign() {
        assertFollows(Lion.of(0.01), (w, dw, mv, t) -> {
            double direction = 0.9 * mv[0] + 0.1 * dw;
            mv[0] = 0.99 * mv[0] + 0.01 * dw;
            return w - 0.01 * Math.signum(direction);
        });
    }

    @Test
    void aWeightThatHasNoGradientStaysWhereItIs() {
        for (var optimizer : List.of(
                Sgd.of(1),
                Momentum.of(1),
                Nesterov.of(1),
                Adagrad.of(1),
                RmsProp.of(1),
                Adam.of(1),
                NAdam.of(1),
                AmsGrad.of(1),
                Lion.of(1))) {
            var parameter = Parameter.zeros("weight", SIZE);
            Arrays.fill(parameter.value().values(), 0.5f);
            optimizer.bind(List.of(parameter)).step();
            assertThat(parameter.value().values()).as(optimizer.name()).containsOnly(0.5f);
        }
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
        assertThatThrownBy(() -> new Nesterov(Schedule.constant(1), -0.1))
                .hasMessage("momentum: expected a number from 0 to below 1, received -0.1");
        assertThatThrownBy(() -> new Adagrad(Schedule.constant(1), 0))
                .hasMessage("Adagrad: expected epsilon above 0, received 0.0");
        assertThatThrownBy(() -> new RmsProp(Schedule.constant(1), 1, 1e-8))
                .hasMessage("RMSProp: expected a decay from 0 to below 1 and epsilon above 0, received 1.0 and 1.0E-8");
        assertThatThrownBy(() -> new NAdam(Schedule.constant(1), 1, 0.9, 1e-8))
                .hasMessage(
                        "NAdam: expected betas from 0 to below 1 and epsilon above 0, received 1.0, 0.9 and 1.0E-8");
        assertThatThrownBy(() -> new AmsGrad(Schedule.constant(1), 0.9, 0.9, Double.NaN))
                .hasMessageStartingWith("AMSGrad: expected");
        assertThatThrownBy(() -> new Lion(Schedule.constant(1), 0.9, 1))
                .hasMessage("Lion: expected betas from 0 to below 1, received 0.9 and 1.0");
    }
}
