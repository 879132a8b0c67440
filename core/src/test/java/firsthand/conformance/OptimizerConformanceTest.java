package firsthand.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.layer.Parameter;
import firsthand.optimizer.Adagrad;
import firsthand.optimizer.Adam;
import firsthand.optimizer.AdamW;
import firsthand.optimizer.AmsGrad;
import firsthand.optimizer.BoundOptimizer;
import firsthand.optimizer.Lion;
import firsthand.optimizer.Momentum;
import firsthand.optimizer.NAdam;
import firsthand.optimizer.Nesterov;
import firsthand.optimizer.Optimizer;
import firsthand.optimizer.ParameterGroups;
import firsthand.optimizer.RmsProp;
import firsthand.optimizer.Sgd;
import firsthand.random.RandomStream;
import firsthand.reference.AllocatedBytes;
import firsthand.regularizer.ClipNorm;
import firsthand.regularizer.ClipValue;
import firsthand.regularizer.L1;
import firsthand.regularizer.L2;
import firsthand.regularizer.MaxNorm;
import firsthand.regularizer.Regularizer;
import firsthand.regularizer.WeightDecay;
import firsthand.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every optimiser and regulariser promises, those included that nobody has thought of yet. */
class OptimizerConformanceTest {
    private static final int STEPS = 6;
    private static final Schedule RATE = Schedule.constant(0.01);

    /** Every optimiser: a new one goes here. */
    private static final List<Optimizer> OPTIMIZERS = List.of(
            Sgd.of(0.01),
            Momentum.of(0.01),
            Nesterov.of(0.01),
            Adagrad.of(0.01),
            RmsProp.of(0.01),
            Adam.of(0.01),
            AdamW.of(RATE, 0.1),
            AmsGrad.of(0.01),
            NAdam.of(0.01),
            Lion.of(0.01),
            ParameterGroups.biases(Adam.of(0.01), Momentum.of(0.1)));

    /** Every regulariser: a new one goes here. */
    private static final List<Regularizer> REGULARIZERS = List.of(
            new L1(0.05), new L2(0.05), new WeightDecay(0.5), new MaxNorm(0.8), new ClipValue(0.3), new ClipNorm(0.7));

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("Sgd", "rate 0", () -> Sgd.of(0)),
            new Refusal("Sgd", "a rate that is no number", () -> Sgd.of(Double.NaN)),
            new Refusal("Momentum", "momentum 1", () -> new Momentum(RATE, 1)),
            new Refusal("Nesterov", "momentum below 0", () -> new Nesterov(RATE, -0.1)),
            new Refusal("Adagrad", "epsilon 0", () -> new Adagrad(RATE, 0)),
            new Refusal("RmsProp", "decay 1", () -> new RmsProp(RATE, 1, 1e-8)),
            new Refusal("RmsProp", "epsilon that is no number", () -> new RmsProp(RATE, 0.9, Double.NaN)),
            new Refusal("Adam", "beta1 of 1", () -> new Adam(RATE, 1, 0.999, 1e-8)),
            new Refusal("Adam", "beta2 of 1", () -> new Adam(RATE, 0.9, 1, 1e-8)),
            new Refusal("Adam", "epsilon 0", () -> new Adam(RATE, 0.9, 0.999, 0)),
            new Refusal("AdamW", "lambda below 0", () -> AdamW.of(RATE, -1)),
            new Refusal("AmsGrad", "beta2 of 1", () -> new AmsGrad(RATE, 0.9, 1, 1e-8)),
            new Refusal("NAdam", "beta1 of 1", () -> new NAdam(RATE, 1, 0.999, 1e-8)),
            new Refusal("Lion", "beta1 below 0", () -> new Lion(RATE, -0.1, 0.99)),
            new Refusal("L1", "lambda below 0", () -> new L1(-1)),
            new Refusal("L2", "an infinite lambda", () -> new L2(1 / 0.0)),
            new Refusal("WeightDecay", "a lambda that is no number", () -> new WeightDecay(Double.NaN)),
            new Refusal("MaxNorm", "limit 0", () -> new MaxNorm(0)),
            new Refusal("ClipValue", "an infinite limit", () -> new ClipValue(1 / 0.0)),
            new Refusal("ClipNorm", "a limit that is no number", () -> new ClipNorm(Double.NaN)));

    @Test
    void noOptimizerIsForgotten() {
        Discovered.assertCovered(
                Discovered.namesOf(Optimizer.class), names(OPTIMIZERS), "OptimizerConformanceTest.OPTIMIZERS");
    }

    @Test
    void noRegularizerIsForgotten() {
        Discovered.assertCovered(
                Discovered.namesOf(Regularizer.class), names(REGULARIZERS), "OptimizerConformanceTest.REGULARIZERS");
    }

    private static List<String> names(List<?> examples) {
        return examples.stream().map(each -> each.getClass().getSimpleName()).toList();
    }

    /** Groups have no numbers of their own. */
    @Test
    void noneIsWithoutRefusals() {
        assertThat(Stream.concat(names(OPTIMIZERS).stream(), names(REGULARIZERS).stream())
                        .filter(name -> !name.equals("ParameterGroups")))
                .as("add what they refuse to OptimizerConformanceTest.REFUSALS")
                .isSubsetOf(REFUSALS.stream().map(Refusal::kind).toList());
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void aBadArgumentIsRefusedInOneLine(Refusal refusal) {
        refusal.check();
    }

    private static Parameter parameter(String name, int seed, int... extents) {
        var parameter = Parameter.zeros(name, extents);
        fill(parameter.value().values(), RandomStream.of(seed));
        return parameter;
    }

    private static void fill(float[] values, RandomStream random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
    }

    private static List<Parameter> layer() {
        return List.of(parameter("weight", 1, 7, 5), parameter("bias", 2, 5));
    }

    private static List<float[]> values(List<Parameter> parameters) {
        return parameters.stream().map(parameter -> parameter.value().values()).toList();
    }

    private static void step(BoundOptimizer bound, int parts) {
        bound.prepare();
        for (int part = parts - 1; part >= 0; part--) {
            bound.step(part, parts);
        }
        for (int part = parts - 1; part >= 0 && bound.hasFinish(); part--) {
            bound.finish(part, parts);
        }
        bound.advance();
    }

    private static List<float[]> after(Optimizer optimizer, List<Regularizer> regularizers, int parts) {
        var parameters = layer();
        var bound = optimizer.bind(parameters, STEPS, regularizers);
        var random = RandomStream.of(9);
        for (int step = 0; step < STEPS; step++) {
            parameters.forEach(parameter -> fill(parameter.gradient().values(), random));
            step(bound, parts);
        }
        return values(parameters);
    }

    private static void assertSameForAnyNumberOfParts(Optimizer optimizer, List<Regularizer> regularizers) {
        var alone = after(optimizer, regularizers, 1);
        for (int parts : new int[] {2, 3, 7, 50}) {
            var shared = after(optimizer, regularizers, parts);
            for (int p = 0; p < alone.size(); p++) {
                assertThat(shared.get(p)).as("%d parts", parts).isEqualTo(alone.get(p));
            }
        }
        for (float[] values : alone) {
            for (float value : values) {
                assertThat(value).isFinite();
            }
        }
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void anOptimizerGivesTheSameBitsForAnyNumberOfParts(Optimizer optimizer) {
        assertSameForAnyNumberOfParts(optimizer, List.of());
    }

    @ParameterizedTest
    @FieldSource("REGULARIZERS")
    void aRegularizerGivesTheSameBitsForAnyNumberOfParts(Regularizer regularizer) {
        assertSameForAnyNumberOfParts(Sgd.of(0.1), List.of(regularizer));
    }

    @ParameterizedTest
    @FieldSource("REGULARIZERS")
    void aRegularizerDoesSomethingAndOnlyToWhatConcernsIt(Regularizer regularizer) {
        var with = after(Sgd.of(0.1), List.of(regularizer), 1);
        var without = after(Sgd.of(0.1), List.of(), 1);
        var parameters = layer();
        for (int p = 0; p < parameters.size(); p++) {
            assertThat(Arrays.equals(with.get(p), without.get(p)))
                    .as(parameters.get(p).name())
                    .isEqualTo(!regularizer.concerns(parameters.get(p)));
        }
    }

    /** What an optimiser has seen of one parameter, or in one training, must not move another. */
    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void whatItRemembersOfTwoParametersStaysSeparate(Optimizer optimizer) {
        var alone = moved(optimizer, Optional.empty());
        assertThat(moved(optimizer, Optional.of(parameter("weight", 5, 3, 4)))).isEqualTo(alone);
        assertThat(moved(optimizer, Optional.of(parameter("bias", 5, 1)))).isEqualTo(alone);
    }

    private static float[] moved(Optimizer optimizer, Optional<Parameter> other) {
        var parameter = parameter("weight", 1, 3, 4);
        var random = RandomStream.of(9);
        var bound = optimizer.bind(
                Stream.concat(other.stream(), Stream.of(parameter)).toList());
        for (int step = 0; step < STEPS; step++) {
            fill(parameter.gradient().values(), random);
            other.ifPresent(loud -> Arrays.fill(loud.gradient().values(), 100));
            bound.step();
        }
        return parameter.value().values();
    }

    /** Only what decays without a gradient moves without one. */
    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void withoutAnyGradientNothingBecomesInfinite(Optimizer optimizer) {
        var parameters = layer();
        var bound = optimizer.bind(parameters);
        for (int step = 0; step < STEPS; step++) {
            bound.step();
        }
        var before = values(layer());
        for (int p = 0; p < parameters.size(); p++) {
            float[] values = parameters.get(p).value().values();
            for (int i = 0; i < values.length; i++) {
                assertThat(Math.abs(values[i])).isLessThanOrEqualTo(Math.abs(before.get(p)[i]));
            }
        }
    }

    /**
     * StrictMath.pow makes three arrays of two numbers, which the just-in-time compiler keeps off the heap only where it
     * sees through the call: up to three powers, for two parameters in two parts. It does not grow with the weights.
     */
    private static final long POWERS = 3 * 32 * 3 * 4;

    private static void assertAllocatesNothing(Optimizer optimizer, List<Regularizer> regularizers, long allowed)
            throws ReflectiveOperationException {
        var parameters = List.of(parameter("weight", 1, 70, 50), parameter("bias", 2, 50));
        var bound = optimizer.bind(parameters, Schedule.UNKNOWN, regularizers);
        parameters.forEach(parameter -> fill(parameter.gradient().values(), RandomStream.of(9)));
        assertThat(new AllocatedBytes().onceWarm(() -> step(bound, 2), allowed))
                .as("bytes")
                .isZero();
    }

    @Tag("allocation")
    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void anOptimizerAllocatesNothingOnceWarm(Optimizer optimizer) throws ReflectiveOperationException {
        assertAllocatesNothing(optimizer, List.of(), POWERS);
    }

    @Tag("allocation")
    @ParameterizedTest
    @FieldSource("REGULARIZERS")
    void aRegularizerAllocatesNothingOnceWarm(Regularizer regularizer) throws ReflectiveOperationException {
        assertAllocatesNothing(Sgd.of(1e-6), List.of(regularizer), 0);
    }
}
