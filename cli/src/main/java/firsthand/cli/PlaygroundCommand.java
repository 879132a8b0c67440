package firsthand.cli;

import firsthand.cli.terminal.Output;
import firsthand.datasets.FetchListener;
import firsthand.playground.server.PlaygroundServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firsthand playground}: train and take apart a network in the browser. */
@Command(
        name = "playground",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Train a network in the browser, draw digits for it, and see why it answers what it answers.")
final class PlaygroundCommand implements Callable<Integer> {
    private static final int MOST_PORT = 65535;

    @Option(names = "--port", paramLabel = "N", description = "where to listen; by default any port that is free")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description =
                    "on which of the machine's addresses to listen; by default where only this machine gets at it")
    private @Nullable String address;

    @Option(names = "--no-open", description = "print the address, and open no browser")
    private boolean withoutBrowser;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var output = common.output();
        compute.chooseKernels();
        var where = inetAddress();
        var server = start(where, output);
        endWithTheProcess(server);
        if (!where.isLoopbackAddress()) {
            output.print(
                    "warning   others on the network reach this as well: whoever learns the address below can train"
                            + " here, and nothing is encrypted");
        }
        announce(server, output);
        if (!withoutBrowser) {
            Browser.open(server.address());
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private InetAddress inetAddress() throws SocketException {
        if (address == null) {
            return InetAddress.getLoopbackAddress();
        }
        try {
            var named = InetAddress.getByName(address);
            if (named.isAnyLocalAddress() || NetworkInterface.getByInetAddress(named) != null) {
                return named;
            }
        } catch (UnknownHostException unknown) {
            // Worded below.
        }
        throw new IllegalArgumentException("--address: expected an address of this machine, received " + address);
    }

    private PlaygroundServer start(InetAddress where, Output output) throws IOException {
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("--port: expected 0 to " + MOST_PORT + ", received " + port);
        }
        try {
            return PlaygroundServer.start(where, port, compute.threads(), new Notes(output));
        } catch (SocketException taken) {
            throw new IllegalArgumentException(
                    "--port: expected one to listen at, received " + port + ": " + taken.getMessage()
                            + "; leave it out for any that is free",
                    taken);
        }
    }

    /** Ctrl-C is how this command is meant to end, and so its status is 0, which only a halt can still set by then. */
    private static void endWithTheProcess(PlaygroundServer server) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            Runtime.getRuntime().halt(0);
                        },
                        "firsthand-playground-end"));
    }

    private static void announce(PlaygroundServer server, Output output) {
        output.print("open      %s", server.address());
        output.print("          Ctrl-C ends it");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("url", server.address().toString());
        result.put("port", server.port());
        output.result(result);
    }

    /** What happens while data is fetched, a line each: several pages may fetch at the same time. */
    private record Notes(Output output) implements FetchListener {
        @Override
        public void started(String file, long bytes) {
            output.print("fetching  %s", file);
        }

        @Override
        public void note(String message) {
            output.print("note      %s", message);
        }
    }
}
