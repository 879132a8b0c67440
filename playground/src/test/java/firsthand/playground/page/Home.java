package firsthand.playground.page;

import firsthand.datasets.FetchListener;
import firsthand.playground.server.PlaygroundServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;

/** The two homes of the engine, as places that a browser can be sent to. */
enum Home {
    /** Behind the local server. */
    JVM {
        @Override
        Place open() throws IOException {
            var server = PlaygroundServer.start(InetAddress.getLoopbackAddress(), 0, 2, FetchListener.SILENT);
            return new Place(server.address(), server::close);
        }
    },

    /** Inside the page, which comes from a web server that knows nothing. */
    BROWSER {
        @Override
        Place open() throws IOException {
            var server = new StaticServer(Path.of("target/site"));
            return new Place(URI.create(server.address()), server::close);
        }
    };

    /** Makes a new one, where nothing was built yet. */
    abstract Place open() throws IOException;

    /** The home that this one is not. */
    Home other() {
        return this == JVM ? BROWSER : JVM;
    }

    /**
     * Where a home is, until it is closed.
     *
     * @param address what to open in a browser
     */
    record Place(URI address, Runnable end) implements AutoCloseable {
        /** The address with an experiment behind it. */
        String with(String fragment) {
            return address + "#" + fragment;
        }

        /** What every address of the page begins with. */
        String origin() {
            return "http://" + address.getAuthority() + "/";
        }

        @Override
        public void close() {
            end.run();
        }
    }
}
