package firsthand.playground.session;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.datasets.Digits;
import firsthand.datasets.LoadedData;
import firsthand.datasets.Mnist;
import firsthand.formats.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page that talks to a session, in tests: it sees what a page would see, and the bits of the model it downloads. */
final class Talk {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Session session;

    Talk() {
        this("jvm");
    }

    Talk(String home) {
        session = new Session(new Bundled(), home, 1);
    }

    /** A command that is taken. */
    JsonNode send(String form) {
        var reply = JSON.readTree(session.handle(form));
        assertThat(reply.path("error").asString("")).as(form).isEmpty();
        return reply;
    }

    /** What is said to a command that is refused. */
    String refusal(String form) {
        var reply = JSON.readTree(session.handle(form));
        assertThat(reply.has("error")).as(form + " -> " + reply).isTrue();
        return reply.get("error").asString();
    }

    JsonNode snapshot() {
        return JSON.readTree(session.snapshot());
    }

    String state() {
        return snapshot().get("state").asString();
    }

    long step() {
        return snapshot().get("step").asLong();
    }

    Session session() {
        return session;
    }

    /** Lets it train until there is nothing to do. */
    Talk run() {
        while (session.work(1_000_000_000)) {
            // Until it rests.
        }
        return this;
    }

    Talk play() {
        send("do=play");
        return run();
    }

    Talk playUntil(long step) {
        send("do=play&until=" + step);
        return run();
    }

    /** All weights, as they are now. */
    String weights() {
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(send("do=model").get("bytes").asString());
            return Weights.sha256(
                    new StrictFiles().read("model.safetensors", bytes).network());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The data sets that come with Firsthand, read once for all tests of a class. */
    private static final class Bundled implements Shelf {
        private static final Map<String, LoadedData> DATA = load();

        private static Map<String, LoadedData> load() {
            try {
                return Map.of("digits", Digits.load(), "sample", Mnist.sample());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public List<String> names() {
            return List.of("digits", "sample");
        }

        @Override
        public Optional<LoadedData> find(String name) {
            return Optional.ofNullable(DATA.get(name));
        }
    }
}
