package firsthand.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code ./dev fuzz}: the bombs, then damaged files for as long as one likes. */
final class Main {
    private static final String USAGE = """
            ./dev fuzz [--minutes N] [--seed N] [TARGET...]   damaged files for the readers, all of them or those named
            ./dev fuzz --repeat FILE TARGET                   one file again, as a finding names it
            """;
    private static final String FINDINGS = "firsthand.findings";

    private double minutes = 10;
    private long seed = System.currentTimeMillis();
    private Path repeat = Path.of("");
    private final List<Target> targets = new ArrayList<>();

    private Main() {}

    /** Ends with status 0 if there was no finding, 1 if there was one, 2 if the arguments are not as they should be. */
    public static void main(String[] arguments) throws IOException {
        var main = new Main();
        try {
            main.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("fuzz: " + wrong.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
        Path scratch = Files.createTempFile("firsthand-fuzz", "");
        try {
            System.exit(main.repeat.toString().isEmpty() ? main.run(scratch) : main.repeat(scratch));
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private void parse(String[] arguments) throws IOException {
        List<Target> all = Targets.all();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--minutes" -> minutes = number(arguments, ++i, Double::parseDouble);
                case "--seed" -> seed = number(arguments, ++i, Long::parseLong);
                case "--repeat" -> repeat = Path.of(value(arguments, ++i));
                default -> targets.add(target(all, arguments[i]));
            }
        }
        if (!(minutes > 0 && minutes < 100_000)) {
            throw new IllegalArgumentException("--minutes: expected a number above 0, received " + minutes);
        }
        if (!repeat.toString().isEmpty() && targets.size() != 1) {
            throw new IllegalArgumentException("--repeat: expected one target, received " + targets.size());
        }
        if (targets.isEmpty()) {
            targets.addAll(all);
        }
    }

    private static String value(String[] arguments, int i) {
        if (i == arguments.length) {
            throw new IllegalArgumentException(arguments[i - 1] + ": expected a value after it, received none");
        }
        return arguments[i];
    }

    private static <T> T number(String[] arguments, int i, Function<String, T> parse) {
        String text = value(arguments, i);
        try {
            return parse.apply(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(arguments[i - 1] + ": expected a number, received " + text, malformed);
        }
    }

    private static Target target(List<Target> all, String name) {
        return all.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("target: expected one of "
                        + String.join(", ", all.stream().map(Target::name).toList()) + ", received " + name));
    }

    private int run(Path scratch) throws IOException {
        boolean good = defuse(scratch);
        System.out.printf("%nseed %d, %s minutes%n%s%n", seed, minutes, Report.heading());
        var each = Duration.ofMillis((long) (minutes * 60_000 / targets.size()));
        for (Target target : targets) {
            var report = new Fuzzing(target, seed, scratch).run(each);
            System.out.println(report.line());
            for (Finding finding : report.findings()) {
                good = false;
                Path file = finding.save(Path.of(System.getProperty(FINDINGS, "findings")));
                System.out.println(
                        "    " + finding.problem() + " at " + finding.outcome().place() + ": " + file);
            }
        }
        return good ? 0 : 1;
    }

    private boolean defuse(Path scratch) throws IOException {
        boolean good = true;
        System.out.printf("%-48s %10s %10s%n", "bomb", "ms", "MB");
        try (var meter = new Meter(scratch)) {
            for (Bomb bomb : Bombs.all()) {
                var outcome = bomb.defuse(meter);
                var problem = Bomb.problem(outcome);
                boolean slow = outcome.nanoseconds() > Bomb.MOST_TIME.toNanos();
                System.out.printf(
                        "%-48s %10.1f %10.2f  %s%n",
                        bomb.name(),
                        outcome.nanoseconds() / 1e6,
                        outcome.allocated() / 1e6,
                        problem.orElse(slow ? "expected at most " + Bomb.MOST_TIME.toMillis() + " ms" : "refused"));
                good &= problem.isEmpty() && !slow;
            }
        }
        return good;
    }

    private int repeat(Path scratch) throws IOException {
        byte[] input = Files.readAllBytes(repeat);
        var target = targets.getFirst();
        try (var meter = new Meter(scratch)) {
            var outcome = meter.read(target.reader(), input, target.limits().time());
            var problem = outcome.problem(input.length, target.limits());
            System.out.printf("%.1f ms, %.2f MB%n", outcome.nanoseconds() / 1e6, outcome.allocated() / 1e6);
            System.out.println(problem.orElse(outcome.read() ? "read" : "refused"));
            outcome.thrown().ifPresent(thrown -> thrown.printStackTrace(System.out));
            return problem.isEmpty() ? 0 : 1;
        }
    }
}
