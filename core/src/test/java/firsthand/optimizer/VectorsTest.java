package firsthand.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import firsthand.layer.Parameter;
import firsthand.regularizer.ClipNorm;
import firsthand.regularizer.ClipValue;
import firsthand.regularizer.L1;
import firsthand.regularizer.L2;
import firsthand.regularizer.MaxNorm;
import firsthand.regularizer.Regularizer;
import firsthand.regularizer.WeightDecay;
import firsthand.schedule.Schedule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Twenty steps beside those of {@code optimizer_vectors.py}, which shares nothing with the library but the papers. */
class VectorsTest {
    private static final int STEPS = 20;
    private static final int WEIGHTS = 12;
    private static final int SIZE = 15;
    private static final Map<String, double[]> VECTORS = read();

    private static Map<String, double[]> read() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(VectorsTest.class.getResourceAsStream("vectors.csv"), "vectors.csv"),
                StandardCharsets.UTF_8))) {
            var vectors = new HashMap<String, double[]>();
            in.lines().map(line -> line.split(",")).forEach(fields -> {
                double[] values = Arrays.stream(fields)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                vectors.put(fields[0], values);
            });
            return vectors;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static double[] vector(String name) {
        return Objects.requireNonNull(VECTORS.get(name), name);
    }

    private static Arguments rule(String name, Optimizer optimizer, Regularizer... regularizers) {
        return Arguments.of(name, optimizer, List.of(regularizers));
    }

    private static Stream<Arguments> rules() {
        return Stream.of(
                rule("sgd", Sgd.of(1e-3)),
                rule("momentum", Momentum.of(1e-3)),
                rule("nesterov", Nesterov.of(1e-3)),
                rule("adagrad", Adagrad.of(1e-3)),
                rule("rmsprop", RmsProp.of(1e-3)),
                rule("adam", Adam.of(1e-3)),
                rule("adamw", AdamW.of(1e-3)),
                rule("adamw", Adam.of(1e-3), new WeightDecay(0.01)),
                rule("nadam", NAdam.of(1e-3)),
                rule("amsgrad", AmsGrad.of(1e-3)),
                rule("lion", Lion.of(1e-3)),
                rule("groups", ParameterGroups.biases(Adam.of(1e-3), Sgd.of(1e-2))),
                rule("l1", Sgd.of(1e-3), new L1(0.5)),
                rule("l2", Sgd.of(1e-3), new L2(0.5)),
                rule("weight-decay", Momentum.of(1e-3), new WeightDecay(0.5)),
                rule("max-norm", Sgd.of(1e-2), new MaxNorm(3)),
                rule("clip-value", Sgd.of(1e-2), new ClipValue(0.25)),
                rule("clip-norm", Sgd.of(1e-2), new ClipNorm(2)));
    }

    /** All numbers are about 1 or 2; single precision rounds each step to 1e-7 of that. */
    @ParameterizedTest
    @MethodSource("rules")
    void agreesWithNumPy(String name, Optimizer optimizer, List<Regularizer> regularizers) {
        var weight = Parameter.zeros("weight", 4, 3);
        var bias = Parameter.zeros("bias", 3);
        var bound = optimizer.bind(List.of(weight, bias), STEPS, regularizers);
        for (int i = 0; i < SIZE; i++) {
            values(weight, bias, false)[i < WEIGHTS ? 0 : 1][i % WEIGHTS] = (float) vector("start")[i];
        }
        for (int t = 1; t <= STEPS; t++) {
            for (int i = 0; i < SIZE; i++) {
                values(weight, bias, true)[i < WEIGHTS ? 0 : 1][i % WEIGHTS] = (float) vector("gradient " + t)[i];
            }
            bound.step();
        }
        for (int i = 0; i < SIZE; i++) {
            double actual = values(weight, bias, false)[i < WEIGHTS ? 0 : 1][i % WEIGHTS];
            assertThat(actual).as("%s, number %d", name, i).isCloseTo(vector(name)[i], withPercentage(1e-4));
        }
    }

    private static float[][] values(Parameter weight, Parameter bias, boolean gradient) {
        return gradient
                ? new float[][] {weight.gradient().values(), bias.gradient().values()}
                : new float[][] {weight.value().values(), bias.value().values()};
    }

    private static Stream<Arguments> schedules() {
        return Stream.of(
                Arguments.of("step", Schedule.step(0.1, 0.25, 0.5)),
                Arguments.of("exponential", Schedule.exponential(0.1, 0.001)),
                Arguments.of("polynomial", Schedule.polynomial(0.1, 0.9)),
                Arguments.of("cosine", Schedule.cosine(0.1)),
                Arguments.of("restarts", Schedule.cosineWithRestarts(0.1, 0.15, 2)),
                Arguments.of("one-cycle", Schedule.oneCycle(0.1)),
                Arguments.of("warm-up", Schedule.constant(0.1).warmUp(0.25)),
                Arguments.of("warm-up", Schedule.constant(0.1).warmUpSteps(5)));
    }

    /** All in double: what is left is rounding, and the platform's cosine there. */
    @ParameterizedTest
    @MethodSource("schedules")
    void agreesWithNumPyOnTheRateOfEachStep(String name, Schedule schedule) {
        for (int step = 0; step < STEPS; step++) {
            assertThat(schedule.rate(step, STEPS))
                    .as("%s, step %d", name, step)
                    .isCloseTo(vector(name)[step], withPercentage(1e-10));
        }
    }
}
