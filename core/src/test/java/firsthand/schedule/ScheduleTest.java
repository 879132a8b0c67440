package firsthand.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rates beside their formulas. */
class ScheduleTest {
    private static Stream<Schedule> schedules() {
        return Stream.of(
                Schedule.constant(0.1),
                Schedule.step(0.1, 0.3, 0.5),
                Schedule.exponential(0.1, 0.001),
                Schedule.exponential(1e-6, 0.1),
                Schedule.polynomial(0.1, 2),
                Schedule.cosine(0.1),
                Schedule.cosineWithRestarts(0.1, 0.07, 1),
                Schedule.cosineWithRestarts(0.1, 0.1, 1.5),
                Schedule.oneCycle(0.1),
                Schedule.oneCycle(0.01, 0.1, 1e-5, 0),
                new ReduceOnPlateau(0.1, 0.5, 1),
                Schedule.cosine(0.1).warmUp(0.3),
                Schedule.constant(0.1).warmUp(1),
                Schedule.constant(0.1).warmUpSteps(1000));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyStepOfATrainingOfAnyLengthHasARateAboveZeroUpToTheLargest(Schedule schedule) {
        for (long steps : new long[] {1, 2, 3, 10, 97, 1000}) {
            for (long step = 0; step < steps; step++) {
                assertThat(schedule.rate(step, steps))
                        .as("step %d of %d", step, steps)
                        .isGreaterThan(0)
                        .isLessThanOrEqualTo(0.1);
            }
            assertThat(schedule.rate(steps, steps)).as("after %d", steps).isBetween(0.0, 0.1);
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aTrainingOfUnknownLengthStaysWhereTheScheduleBegins(Schedule schedule) {
        for (long step : new long[] {0, 1, 1000, 1_000_000_000}) {
            assertThat(schedule.rate(step, Schedule.UNKNOWN)).isGreaterThan(0).isLessThanOrEqualTo(0.1);
        }
        if (!(schedule instanceof WarmUp)) {
            double first = schedule.rate(0, Schedule.UNKNOWN);
            assertThat(schedule.rate(1_000_000, Schedule.UNKNOWN)).isCloseTo(first, withPercentage(1e-6));
        }
    }

    @Test
    void aStairIsAWholeNumberOfSteps() {
        var schedule = Schedule.step(1, 0.07, 0.5);
        assertThat(schedule.rate(6, 100)).isEqualTo(1);
        assertThat(schedule.rate(7, 100)).isEqualTo(0.5);
        assertThat(schedule.rate(13, 100)).isEqualTo(0.5);
        assertThat(schedule.rate(14, 100)).isEqualTo(0.25);
    }

    @Test
    void exponentialFallsByTheSameFactorAtEveryStep() {
        var schedule = Schedule.exponential(1, 0.01);
        assertThat(schedule.rate(0, 10)).isEqualTo(1);
        assertThat(schedule.rate(5, 10)).isCloseTo(0.1, withPercentage(1e-10));
        assertThat(schedule.rate(10, 10)).isCloseTo(0.01, withPercentage(1e-10));
    }

    @Test
    void aRestartBeginsAnotherCosine() {
        var schedule = Schedule.cosineWithRestarts(1, 0.1, 2);
        for (int start : new int[] {0, 10, 30}) {
            assertThat(schedule.rate(start, 100)).isEqualTo(1);
        }
        assertThat(schedule.rate(5, 100)).isCloseTo(0.5, withPercentage(1e-10));
        assertThat(schedule.rate(20, 100)).isCloseTo(0.5, withPercentage(1e-10));
        assertThat(schedule.rate(50, 100)).isCloseTo(0.5, withPercentage(1e-10));
        assertThat(schedule.rate(9, 100)).isLessThan(0.03);
        assertThat(schedule.rate(29, 100)).isLessThan(0.01);
    }

    @Test
    void oneCycleGoesUpToThePeakAndDownToAlmostNothing() {
        var schedule = Schedule.oneCycle(1);
        assertThat(schedule.rate(0, 100)).isEqualTo(0.04);
        assertThat(schedule.rate(15, 100)).isCloseTo(0.52, withPercentage(1e-10));
        assertThat(schedule.rate(30, 100)).isEqualTo(1);
        assertThat(schedule.rate(65, 100)).isCloseTo(0.50005, withPercentage(1e-10));
        assertThat(schedule.rate(100, 100)).isCloseTo(1e-4, withPercentage(1e-6));
    }

    @Test
    void aWarmUpRisesToTheScheduleItGoesBefore() {
        var cosine = Schedule.cosine(1);
        for (var schedule : new Schedule[] {cosine.warmUp(0.1), cosine.warmUpSteps(10)}) {
            assertThat(schedule.rate(0, 100)).isEqualTo(cosine.rate(0, 100) * 1 / 10);
            assertThat(schedule.rate(4, 100)).isEqualTo(cosine.rate(4, 100) * 5 / 10);
            for (int step = 9; step < 100; step++) {
                assertThat(schedule.rate(step, 100)).isEqualTo(cosine.rate(step, 100));
            }
        }
        assertThat(cosine.warmUp(0).rate(0, 100)).isEqualTo(1);
        assertThat(cosine.warmUpSteps(10).rate(0, Schedule.UNKNOWN)).isEqualTo(0.1);
    }

    @Test
    void aPlateauLowersTheRateAndPatienceStartsAnew() {
        var schedule = new ReduceOnPlateau(1, 0.5, 2);
        double[] losses = {3, 2, 2, 1.5, 1.6, 1.5, 1.7, 1.8, 1.4, 9, Double.POSITIVE_INFINITY};
        double[] rates = {1, 1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125};
        for (int i = 0; i < losses.length; i++) {
            schedule.observe(losses[i]);
            assertThat(schedule.rate(i, 100)).as("after loss %d", i).isEqualTo(rates[i]);
        }
    }

    @Test
    void aWarmUpPassesOnWhatItHears() {
        var schedule = new ReduceOnPlateau(1, 0.5, 1).warmUpSteps(2);
        schedule.observe(1);
        schedule.observe(1);
        assertThat(schedule.rate(0, 100)).isEqualTo(0.25);
        assertThat(schedule.rate(5, 100)).isEqualTo(0.5);
    }

    @Test
    void aPlateauUnderWarmUpsIsRemembered() {
        var schedule = new ReduceOnPlateau(1, 0.5, 3).warmUp(0.1).warmUpSteps(2);
        for (double loss : new double[] {4, 3, 5, 5, 5, 6}) {
            schedule.observe(loss);
        }
        assertThat(schedule.memory()).isEqualTo(Map.of("rate", 0.5, "lowest", 3.0, "since", 1.0));
        assertThat(Schedule.cosine(1).warmUp(0.1).memory()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Schedule.constant(Double.NaN))
                .hasMessage("learning rate: expected a finite number above 0, received NaN");
        assertThatThrownBy(() -> Schedule.exponential(1, 0))
                .hasMessage("learning rate: expected a finite number above 0, received 0.0");
        assertThatThrownBy(() -> Schedule.step(1, 0, 0.5))
                .hasMessage("step schedule: expected a fraction of the training above 0, up to 1, received 0.0");
        assertThatThrownBy(() -> Schedule.step(1, 0.5, 1))
                .hasMessage("step schedule: expected a factor between 0 and 1, received 1.0");
        assertThatThrownBy(() -> Schedule.polynomial(1, 0))
                .hasMessage("polynomial schedule: expected a finite power above 0, received 0.0");
        assertThatThrownBy(() -> Schedule.cosineWithRestarts(1, 1.5, 1))
                .hasMessage("cosine with restarts: expected a fraction of the training above 0, up to 1, received 1.5");
        assertThatThrownBy(() -> Schedule.cosineWithRestarts(1, 0.5, 0.9))
                .hasMessage("cosine with restarts: expected a finite growth of 1 or more, received 0.9");
        assertThatThrownBy(() -> Schedule.oneCycle(0.1, 1, 0.1, 1))
                .hasMessage("one cycle: expected a rise of 0 to below 1 of the training, received 1.0");
        assertThatThrownBy(() -> Schedule.constant(1).warmUp(-0.1))
                .hasMessage("warm-up: expected a fraction from 0 to 1, received -0.1");
        assertThatThrownBy(() -> Schedule.constant(1).warmUpSteps(-1))
                .hasMessage("warm-up: expected 0 steps or more, received -1");
        assertThatThrownBy(() -> new ReduceOnPlateau(1, 2, 1))
                .hasMessage("reduce on plateau: expected a factor between 0 and 1, received 2.0");
        assertThatThrownBy(() -> new ReduceOnPlateau(1, 0.5, 0))
                .hasMessage("reduce on plateau: expected a patience of 1 or more, received 0");
        assertThatThrownBy(() -> new ReduceOnPlateau(1, 0.5, 1).observe(Double.NaN))
                .hasMessage("reduce on plateau: expected a loss, received NaN");
    }
}
