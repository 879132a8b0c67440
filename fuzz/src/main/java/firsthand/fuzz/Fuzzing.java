package firsthand.fuzz;

import firsthand.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The loop: draws an input, has it read, judges the outcome.
 *
 * @param target what is tried
 * @param seed what the inputs are drawn with
 * @param scratch the file that inputs are put into to be read
 */
record Fuzzing(Target target, long seed, Path scratch) {
    /** Tries a number of inputs. */
    Report run(long inputs) throws IOException {
        return run(number -> number < inputs);
    }

    /** Tries inputs for some time. */
    Report run(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        return run(_ -> System.nanoTime() < end);
    }

    /** One of the inputs, from 0 on: the same as in every run with this target and seed. */
    byte[] input(long number) {
        return new Mutator(target.seeds())
                .draw(RandomStream.of(seed).split(target.name()).split(number));
    }

    private Report run(LongPredicate wanted) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        var slowest = new Report.Extreme(0, 0);
        var hungriest = slowest;
        long read = 0;
        long bad = 0;
        long number = 0;
        long start = System.nanoTime();
        try (var meter = new Meter(scratch)) {
            warm(meter);
            for (; wanted.test(number); number++) {
                byte[] input = input(number);
                var outcome = meter.read(target.reader(), input, target.limits().time());
                slowest = slowest.or(number, outcome.nanoseconds());
                hungriest = hungriest.or(number, outcome.allocated());
                var problem = outcome.problem(input.length, target.limits());
                if (problem.isEmpty()) {
                    read += outcome.read() ? 1 : 0;
                    continue;
                }
                bad++;
                if (kinds.add(kind(problem.get(), outcome))) {
                    findings.add(new Finding(target.name(), seed, number, input, problem.get(), outcome));
                }
                if (outcome.stopped()) {
                    number++;
                    break; // its thread may be busy for ever, and would disturb what is measured
                }
            }
        }
        var time = Duration.ofNanos(System.nanoTime() - start);
        return new Report(target.name(), number, read, bad, findings, slowest, hungriest, time);
    }

    /**
     * Reads the seeds, so that the loading of classes is not held against the first inputs.
     *
     * @throws IllegalArgumentException if the reader does not take one of them
     */
    private void warm(Meter meter) throws IOException {
        for (byte[] valid : target.seeds()) {
            var outcome =
                    meter.read(target.reader(), valid, target.limits().time().plusSeconds(30));
            if (!outcome.read()) {
                throw new IllegalArgumentException(
                        "target " + target.name() + ": expected seeds that it reads, received one that it does not",
                        outcome.thrown().orElseThrow());
            }
        }
    }

    private static String kind(String problem, Outcome outcome) {
        String name = problem.substring(0, problem.indexOf(':'));
        return name + " " + outcome.thrown().map(Throwable::getClass) + " " + outcome.place();
    }
}
