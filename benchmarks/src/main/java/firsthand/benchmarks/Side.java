package firsthand.benchmarks;

import firsthand.cli.bench.Work;
import firsthand.cli.bench.Workload;
import firsthand.data.Dataset;
import firsthand.datasets.Mnist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One library in a process of its own, which does what it is told on standard input and answers on standard output:
 *
 * <pre>
 *     describe     its version
 *     prepare W1   "ready", or "none" if it has no such thing
 *     run          how many seconds that took, and where it arrived
 * </pre>
 *
 * <p>Answers begin with "@ ", so that nothing a library prints is taken for one. Between commands the process sleeps.
 */
final class Side {
    static final String ANSWER = "@ ";

    private final Peer peer;
    private final Dataset train;
    private final int threads;
    private Optional<Work> work = Optional.empty();

    private Side(Peer peer, Dataset train, int threads) {
        this.peer = peer;
        this.train = train;
        this.threads = threads;
    }

    /** Arguments: the name of a {@link Peer}, and the number of threads. */
    public static void main(String[] arguments) throws IOException {
        int threads = Integer.parseInt(arguments[1]);
        var side = new Side(Peer.named(arguments[0], threads), Mnist.load().train(), threads);
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(ANSWER + side.answer(command));
                System.out.flush();
            }
        }
        System.exit(0);
    }

    private String answer(String command) {
        if (command.equals("describe")) {
            return peer.description();
        }
        if (command.startsWith("prepare ")) {
            work.ifPresent(Work::close);
            work = peer.prepare(workload(command.substring("prepare ".length())), train, threads);
            return work.isPresent() ? "ready" : "none";
        }
        return run(work.orElseThrow());
    }

    static Workload workload(String name) {
        return Workload.all().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("workload: there is none named " + name));
    }

    private static String run(Work work) {
        return work.time() + " " + work.result();
    }
}
