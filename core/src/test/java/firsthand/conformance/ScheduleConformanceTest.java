package firsthand.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.schedule.ReduceOnPlateau;
import firsthand.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every schedule promises: those that {@link Schedule} makes, and those that are classes of their own. */
class ScheduleConformanceTest {
    private static final int STEPS = 40;

    /**
     * A schedule.
     *
     * @param kind the method that makes it, or its class
     * @param highest no rate is above this
     */
    private record Example(String kind, Supplier<Schedule> make, double highest) {
        @Override
        public String toString() {
            return kind;
        }
    }

    /** Every schedule: a new one goes here. */
    private static final List<Example> SCHEDULES = List.of(
            new Example("constant", () -> Schedule.constant(0.1), 0.1),
            new Example("step", () -> Schedule.step(0.1, 0.25, 0.5), 0.1),
            new Example("exponential", () -> Schedule.exponential(0.1, 0.001), 0.1),
            new Example("polynomial", () -> Schedule.polynomial(0.1, 0.9), 0.1),
            new Example("cosine", () -> Schedule.cosine(0.1), 0.1),
            new Example("cosineWithRestarts", () -> Schedule.cosineWithRestarts(0.1, 0.2, 1.5), 0.1),
            new Example("oneCycle", () -> Schedule.oneCycle(0.1), 0.1),
            new Example("warmUp", () -> Schedule.constant(0.1).warmUp(0.25), 0.1),
            new Example("warmUpSteps", () -> Schedule.constant(0.1).warmUpSteps(7), 0.1),
            new Example("ReduceOnPlateau", () -> new ReduceOnPlateau(0.1, 0.5, 3), 0.1));

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("constant", "rate 0", () -> Schedule.constant(0)),
            new Refusal("step", "factor 1", () -> Schedule.step(0.1, 0.25, 1)),
            new Refusal("exponential", "a final rate of 0", () -> Schedule.exponential(0.1, 0)),
            new Refusal("polynomial", "power 0", () -> Schedule.polynomial(0.1, 0)),
            new Refusal("cosine", "a rate that is no number", () -> Schedule.cosine(Double.NaN)),
            new Refusal("cosineWithRestarts", "growth below 1", () -> Schedule.cosineWithRestarts(0.1, 0.2, 0.5)),
            new Refusal("oneCycle", "rise 1", () -> Schedule.oneCycle(0.1, 0.2, 0.1, 1)),
            new Refusal(
                    "warmUp", "a fraction above 1", () -> Schedule.constant(1).warmUp(1.1)),
            new Refusal(
                    "warmUpSteps", "a count below 0", () -> Schedule.constant(1).warmUpSteps(-1)),
            new Refusal("ReduceOnPlateau", "patience 0", () -> new ReduceOnPlateau(0.1, 0.5, 0)),
            new Refusal(
                    "ReduceOnPlateau",
                    "a loss that is no number",
                    () -> new ReduceOnPlateau(0.1, 0.5, 1).observe(Double.NaN)),
            new Refusal(
                    "ReduceOnPlateau",
                    "a memory without a loss",
                    () -> new ReduceOnPlateau(0.1, 0.5, 1).remember(Map.of("rate", 0.1, "since", 0.0))));

    @Test
    void noScheduleIsForgotten() {
        var methods = Arrays.stream(Schedule.class.getMethods())
                .filter(method -> method.getReturnType() == Schedule.class)
                .map(java.lang.reflect.Method::getName);
        var found = Stream.concat(methods, Discovered.namesOf(Schedule.class).stream())
                .distinct()
                .toList();
        Discovered.assertCovered(
                found, SCHEDULES.stream().map(Example::kind).toList(), "ScheduleConformanceTest.SCHEDULES");
        Discovered.assertCovered(
                found, REFUSALS.stream().map(Refusal::kind).distinct().toList(), "ScheduleConformanceTest.REFUSALS");
    }

    @ParameterizedTest
    @FieldSource("REFUSALS")
    void aBadArgumentIsRefusedInOneLine(Refusal refusal) {
        refusal.check();
    }

    @ParameterizedTest
    @FieldSource("SCHEDULES")
    void ratesAreFiniteAndStayInTheirRange(Example example) {
        var schedule = example.make.get();
        for (long steps : new long[] {1, 2, STEPS, 1_000_003, Schedule.UNKNOWN}) {
            for (long step : new long[] {0, 1, steps / 3, steps / 2, steps - 1}) {
                if (step < steps && step < 1L << 40) {
                    assertThat(schedule.rate(step, steps))
                            .as("step %d of %d", step, steps)
                            .isBetween(0.0, Math.nextUp(example.highest));
                }
            }
        }
    }

    /** Of losses that fall, stay for a while, and rise. */
    @ParameterizedTest
    @FieldSource("SCHEDULES")
    void whatItRemembersIsAllThatAnotherOfItsKindNeedsToGoOn(Example example) {
        double[] losses = {9, 7, 8, 7, 7, 7, 6, 6, 6.5, 5, 8, 9, 8, 9};
        for (int interrupted = 0; interrupted <= losses.length; interrupted++) {
            var whole = example.make.get();
            Arrays.stream(losses, 0, interrupted).forEach(whole::observe);
            var resumed = example.make.get();
            resumed.observe(1);
            resumed.remember(whole.memory());
            assertThat(resumed.memory()).isEqualTo(whole.memory());
            for (int i = interrupted; i < losses.length; i++) {
                assertThat(resumed.rate(i, STEPS)).isEqualTo(whole.rate(i, STEPS));
                whole.observe(losses[i]);
                resumed.observe(losses[i]);
            }
            assertThat(resumed.rate(losses.length, STEPS)).isEqualTo(whole.rate(losses.length, STEPS));
        }
    }

    @ParameterizedTest
    @FieldSource("SCHEDULES")
    void aRateDependsOnTheStepAndNotOnWhoAskedBefore(Example example) {
        var forward = example.make.get();
        var backward = example.make.get();
        double[] rates = IntStream.range(0, STEPS)
                .mapToDouble(step -> forward.rate(step, STEPS))
                .toArray();
        for (int step = STEPS - 1; step >= 0; step--) {
            assertThat(backward.rate(step, STEPS)).isEqualTo(rates[step]);
        }
    }
}
