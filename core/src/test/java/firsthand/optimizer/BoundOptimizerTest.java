package firsthand.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.layer.Parameter;
import firsthand.random.RandomStream;
import firsthand.regularizer.ClipNorm;
import firsthand.regularizer.ClipValue;
import firsthand.regularizer.L1;
import firsthand.regularizer.L2;
import firsthand.regularizer.MaxNorm;
import firsthand.regularizer.Regularizer;
import firsthand.regularizer.WeightDecay;
import firsthand.schedule.ReduceOnPlateau;
import firsthand.schedule.Schedule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The phases of a step. */
class BoundOptimizerTest {
    private static final int STEPS = 20;
    private static final List<Regularizer> ALL = List.of(
            new ClipNorm(2), new ClipValue(0.3), new L1(0.01), new L2(0.01), new WeightDecay(0.1), new MaxNorm(1.5));

    /** Those that are plain loops, without kernels below them. */
    private static Stream<Optimizer> plainRules() {
        return Stream.of(
                Nesterov.of(0.01),
                Adagrad.of(0.01),
                RmsProp.of(0.01),
                NAdam.of(0.01),
                AmsGrad.of(0.01),
                Lion.of(0.01),
                ParameterGroups.biases(
                        Nesterov.of(0.01), Lion.of(Schedule.polynomial(0.1, 2).warmUp(0.2))));
    }

    private static Stream<Optimizer> rules() {
        return Stream.concat(plainRules(), Stream.of(Sgd.of(0.01), Momentum.of(0.01), Adam.of(0.01), AdamW.of(0.01)));
    }

    private static List<Parameter> parameters() {
        var random = RandomStream.of(5);
        var parameters = List.of(
                Parameter.zeros("weight", 7, 5),
                Parameter.zeros("bias", 5),
                Parameter.zeros("weight", 3, 3, 5, 2),
                Parameter.zeros("bias", 2));
        for (var parameter : parameters) {
            for (int i = 0; i < parameter.value().size(); i++) {
                parameter.value().values()[i] = (float) random.nextGaussian();
            }
        }
        return parameters;
    }

    private static void fillGradients(List<Parameter> parameters, RandomStream random) {
        for (var parameter : parameters) {
            for (int i = 0; i < parameter.gradient().size(); i++) {
                parameter.gradient().values()[i] = (float) random.nextGaussian();
            }
        }
    }

    private static void stepInParts(BoundOptimizer bound, int parts) {
        bound.prepare();
        for (int part = parts - 1; part >= 0; part--) {
            bound.step(part, parts);
        }
        if (bound.hasFinish()) {
            for (int part = parts - 1; part >= 0; part--) {
                bound.finish(part, parts);
            }
        }
        bound.advance();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyNumberOfPartsGivesTheSameBits(Optimizer rule) {
        var whole = parameters();
        var bound = rule.bind(whole, STEPS, ALL);
        var random = RandomStream.of(6);
        for (int step = 0; step < STEPS; step++) {
            fillGradients(whole, random);
            bound.step();
        }
        for (int parts : new int[] {1, 2, 3, 8, 200}) {
            var shared = parameters();
            var boundInParts = rule.bind(shared, STEPS, ALL);
            var again = RandomStream.of(6);
            for (int step = 0; step < STEPS; step++) {
                fillGradients(shared, again);
                stepInParts(boundInParts, parts);
            }
            assertThat(shared).as("%s in %d parts", rule.name(), parts).isEqualTo(whole);
        }
    }

    @Test
    void withoutRegularizersThereIsNothingToFinish() {
        assertThat(Sgd.of(1).bind(parameters()).hasFinish()).isFalse();
        assertThat(Sgd.of(1)
                        .bind(parameters(), 1, List.of(new L2(1), new ClipNorm(1)))
                        .hasFinish())
                .isFalse();
        assertThat(Sgd.of(1).bind(parameters(), 1, List.of(new MaxNorm(1))).hasFinish())
                .isTrue();
    }

    @Test
    void regularizersActInTheOrderOfTheirList() {
        var penaltyLast = List.of(Parameter.zeros("weight", 1));
        penaltyLast.getFirst().value().values()[0] = 4;
        penaltyLast.getFirst().gradient().values()[0] = 8;
        Sgd.of(1).bind(penaltyLast, 1, List.of(new ClipValue(1), new L2(0.5))).step();
        assertThat(penaltyLast.getFirst().value().values()).containsExactly(4 - (1 + 2));

        var penaltyFirst = List.of(Parameter.zeros("weight", 1));
        penaltyFirst.getFirst().value().values()[0] = 4;
        penaltyFirst.getFirst().gradient().values()[0] = 8;
        Sgd.of(1).bind(penaltyFirst, 1, List.of(new L2(0.5), new ClipValue(1))).step();
        assertThat(penaltyFirst.getFirst().value().values()).containsExactly(4 - 1);
    }

    @Test
    void theNormOfTheGradientIsOnlyMeasuredForThoseWhoWantIt() {
        var seen = new double[1];
        var curious = new Regularizer() {
            private boolean wants;

            @Override
            public String name() {
                return "curious";
            }

            @Override
            public boolean wantsGradientNorm() {
                return wants;
            }

            @Override
            public void beforeStep(Parameter parameter, double rate, double gradientNorm, int from, int to) {
                seen[0] = gradientNorm;
            }
        };
        var weight = Parameter.zeros("weight", 1);
        var bias = Parameter.zeros("bias", 1);
        weight.gradient().values()[0] = 3;
        bias.gradient().values()[0] = 4;
        Sgd.of(1).bind(List.of(weight, bias), 1, List.of(curious)).step();
        assertThat(seen[0]).isNaN();
        curious.wants = true;
        Sgd.of(1).bind(List.of(weight, bias), 1, List.of(curious)).step();
        assertThat(seen[0]).isEqualTo(5);
    }

    @Test
    void aGroupHasItsOwnRuleRateAndMemory() {
        var weight = Parameter.zeros("weight", 2);
        var bias = Parameter.zeros("bias", 2);
        var alone = Parameter.zeros("bias", 2);
        var groups = ParameterGroups.biases(Sgd.of(0.5), AmsGrad.of(Schedule.cosine(0.1)));
        var together = groups.bind(List.of(weight, bias), STEPS);
        var amsGrad = AmsGrad.of(Schedule.cosine(0.1)).bind(List.of(alone), STEPS);
        var random = RandomStream.of(3);
        for (int step = 0; step < STEPS; step++) {
            fillGradients(List.of(weight, bias), random);
            System.arraycopy(bias.gradient().values(), 0, alone.gradient().values(), 0, 2);
            float before = weight.value().values()[0];
            together.step();
            amsGrad.step();
            assertThat(weight.value().values()[0])
                    .isEqualTo(Math.fma(-0.5f, weight.gradient().values()[0], before));
            assertThat(bias.value()).isEqualTo(alone.value());
        }
        assertThat(together.learningRate()).isEqualTo(0.5);
    }

    @Test
    void groupsMayHoldGroupsAndRulesThatChooseForThemselves() {
        var adamW = AdamW.of(0.1);
        var byShape = new ParameterGroups(adamW, parameter -> parameter.value().size() == 4, Lion.of(1));
        var rule = ParameterGroups.biases(byShape, Sgd.of(1));
        assertThat(rule.forParameter(Parameter.zeros("bias", 4)).name()).isEqualTo("sgd");
        assertThat(rule.forParameter(Parameter.zeros("weight", 2, 2)).name()).isEqualTo("lion");
        assertThat(rule.forParameter(Parameter.zeros("weight", 3))).isSameAs(adamW);
        assertThat(rule.forParameter(Parameter.zeros("scale", 3))).isSameAs(adamW.adam());
        assertThat(rule.name()).isEqualTo("adamw");
    }

    @Test
    void everyScheduleHearsOfALossOnce() {
        var weights = new ReduceOnPlateau(1, 0.5, 1);
        var biases = new ReduceOnPlateau(1, 0.1, 2);
        var bound = ParameterGroups.biases(new Sgd(weights), new Sgd(biases)).bind(parameters());
        bound.observe(1);
        bound.observe(1);
        assertThat(weights.rate(0, 1)).isEqualTo(0.5);
        assertThat(biases.rate(0, 1)).isEqualTo(1);
        bound.observe(1);
        assertThat(weights.rate(0, 1)).isEqualTo(0.25);
        assertThat(biases.rate(0, 1)).isEqualTo(0.1);
        assertThat(bound.learningRate()).isEqualTo(0.25);
    }
}
