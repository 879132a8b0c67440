package firsthand.datasets;

import firsthand.data.InvalidFileException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A folder of gzip files on a web server.
 *
 * <p>A download that breaks off goes on from where it stopped, as long as every try brings it further. One that turns
 * out to be wrong though it went on from older bytes is started over once.
 *
 * @param address of the folder, ending with a slash
 */
record Mirror(String address) implements Source {
    /** Short, so that a machine without a network is not kept waiting. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final long STALL_SECONDS = 5;
    private static final int TRIES = 5;

    @Override
    public String description() {
        return address;
    }

    @Override
    public void fetch(List<PublishedFile> files, Path folder, FetchListener listener) throws IOException {
        // HTTP/1.1: four files one after the other gain nothing from the newer protocol's negotiation.
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            for (PublishedFile file : files) {
                fetch(client, file, folder, listener);
            }
        } finally {
            client.shutdownNow();
        }
    }

    private void fetch(HttpClient client, PublishedFile file, Path folder, FetchListener listener) throws IOException {
        URI uri = uri(file);
        try (var partial = PartialFile.of(folder.resolve(file.name() + ".gz"))) {
            for (int tries = 1; ; tries++) {
                long before = partial.size();
                try {
                    receive(client, uri, file, partial, listener);
                    partial.store(file, folder, uri.toString());
                    listener.finished(file.name());
                    return;
                } catch (InvalidFileException wrong) {
                    partial.clear();
                    if (before == 0) {
                        throw wrong;
                    }
                } catch (InterruptedIOException stopped) {
                    throw stopped;
                } catch (IOException broken) {
                    if (partial.size() <= before || tries == TRIES) {
                        throw broken;
                    }
                }
            }
        }
    }

    private URI uri(PublishedFile file) throws IOException {
        try {
            URI uri = URI.create(address + file.name() + ".gz");
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Worded below.
        }
        throw new IOException("not an http or https address; correct FIRSTHAND_MIRRORS");
    }

    /** Brings {@code partial} as far as the server's answer goes; returns if that was complete. */
    private void receive(HttpClient client, URI uri, PublishedFile file, PartialFile partial, FetchListener listener)
            throws IOException {
        var request = HttpRequest.newBuilder(uri);
        if (partial.size() > 0) {
            request.header("Range", "bytes=" + partial.size() + "-");
        }
        var answer = client.sendAsync(request.build(), info -> subscriber(info, file, partial, listener));
        int status = await(answer, partial).statusCode();
        boolean nothingLeft = status == 416;
        if (status != 200 && status != 206 && !nothingLeft) {
            throw new IOException("answered with status " + status);
        }
    }

    private static BodySubscriber<Void> subscriber(
            ResponseInfo info, PublishedFile file, PartialFile partial, FetchListener listener) {
        if (info.statusCode() != 200 && info.statusCode() != 206) {
            return BodySubscribers.replacing(null);
        }
        try {
            long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (info.statusCode() == 200) {
                partial.clear(); // the whole file is coming, asked for or not
            } else if (!info.headers()
                    .firstValue("Content-Range")
                    .orElse("")
                    .startsWith("bytes " + partial.size() + "-")) {
                throw new IOException("answered with another part of the file than was asked for");
            }
            listener.started(file.name(), length < 0 ? -1 : partial.size() + length);
            listener.advanced(partial.size());
            return BodySubscribers.ofByteArrayConsumer(
                    part -> part.ifPresent(bytes -> append(bytes, file, partial, listener)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void append(byte[] bytes, PublishedFile file, PartialFile partial, FetchListener listener) {
        try {
            // Gzip makes nothing much larger than it was: more than that is not the file, and may never end.
            if (partial.size() + bytes.length > file.bytes() + 100_000) {
                throw new InvalidFileException("sent more than the " + file.bytes() + " bytes of " + file.name());
            }
            partial.append(ByteBuffer.wrap(bytes));
            listener.advanced(bytes.length);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for the end, as long as bytes keep coming. */
    private static <T> T await(CompletableFuture<T> answer, PartialFile partial) throws IOException {
        while (true) {
            long before = partial.size();
            try {
                return answer.get(STALL_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                if (partial.size() == before) {
                    answer.cancel(true);
                    throw new IOException("sent nothing for " + STALL_SECONDS + " seconds", late);
                }
            } catch (InterruptedException interrupted) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while fetching");
            } catch (ExecutionException failure) {
                throw asIoException(failure);
            }
        }
    }

    private static IOException asIoException(Throwable failure) {
        return switch (failure) {
            case HttpConnectTimeoutException timeout ->
                new IOException("no connection within " + CONNECT_TIMEOUT.toSeconds() + " seconds", timeout);
            case ConnectException refused -> new IOException("no connection", refused);
            case InvalidFileException wrong -> wrong;
            default ->
                failure.getCause() instanceof Throwable cause
                        ? asIoException(cause)
                        : new IOException("broken off (" + failure.getMessage() + ")", failure);
        };
    }
}
