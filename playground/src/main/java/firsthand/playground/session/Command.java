package firsthand.playground.session;

import firsthand.datasets.DigitImage;
import firsthand.playground.look.Drawing;
import firsthand.playground.look.Pad;
import firsthand.playground.look.Pictures;
import firsthand.playground.message.Form;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a page may ask of a session, with everything checked that can be checked without knowing how it stands.
 *
 * <p>In a form the field {@code do} says which it is: {@code do=step&count=10} is {@code new Step(10)}.
 */
sealed interface Command {

    /** The most steps, epochs or examples that anybody may ask for. */
    long MOST = 1_000_000_000;

    /** What there is to choose from. */
    record Hello() implements Command {}

    /** A new run with such options of {@code train}. */
    record Build(Map<String, String> options) implements Command {}

    /** Goes on training, until so many steps have been made in all. */
    record Play(long until) implements Command {}

    /** Stops after the step under way. */
    record Pause() implements Command {}

    /** So many steps more. */
    record Step(long count) implements Command {}

    /** To the end of the epoch. */
    record Epoch() implements Command {}

    /** Back to the same initial weights. */
    record Reset() implements Command {}

    /** The same run from another seed. */
    record Seed(long seed) implements Command {}

    /** Other options from the next step on. */
    record Change(Map<String, String> options) implements Command {}

    /** So many epochs more than were meant. */
    record More(int epochs) implements Command {}

    /** Pictures of a layer with every snapshot, of at most so many units; of none if the layer is below 0. */
    record Watch(int layer, Pictures.Show show, int count) implements Command {}

    /** Nothing: snapshots come by themselves. */
    record Stream() implements Command {}

    /** The steps that one can go back to at once. */
    record Steps() implements Command {}

    /** Back, or forth again, to where so many steps had been made. */
    record Goto(long step) implements Command {}

    /** Back to before the loss stopped being finite, with smaller steps. */
    record Retry() implements Command {}

    /** The runs that can be compared. */
    record Runs() implements Command {}

    /** Keeps the run as it is now for comparison. */
    record Keep(Optional<String> name) implements Command {}

    /** Forgets a run that was kept. */
    record Drop(int run) implements Command {}

    /** Two or more runs side by side. */
    record Compare(List<Integer> runs, Part part) implements Command {}

    /** What the network makes of a drawing. */
    record Draw(Pad pad, Set<DigitImage.Stage> stages, int nearest) implements Command {}

    /** Keeps a drawing among the user's own examples. */
    record Label(Pad pad, String label) implements Command {}

    /** The user's own examples. */
    record Drawings() implements Command {}

    /** Drops one of the user's own examples, or all. */
    record Forget(Optional<Integer> index) implements Command {}

    /** What one unit has learned. */
    record Neuron(int layer, int unit) implements Command {}

    /** Which class is taken for which. */
    record Confusion(Part part) implements Command {}

    /** Examples that are predicted wrong, of one cell of the confusion matrix or of all. */
    record Mistakes(Part part, Optional<String> actual, Optional<String> predicted, int limit) implements Command {}

    /** One example forward and backward. */
    record Explain(Part part, int index, Optional<Pad> pad, Optional<String> actual, Optional<String> weight)
            implements Command {}

    /** The run in words. */
    record Share() implements Command {}

    /** The network as a file. */
    record Model() implements Command {}

    /** A network from a file. */
    record Open(String name, byte[] bytes) implements Command {}

    /** Examples from a file. */
    record Csv(String name, byte[] bytes) implements Command {}

    /** How good the network is on the test set. */
    record TestSet() implements Command {}

    /**
     * Reads a command.
     *
     * @throws IllegalArgumentException if there is no such command, or one of its fields is not what it expects
     */
    static Command of(Form form) {
        return switch (form.text("do")) {
            case "hello" -> new Hello();
            case "build" -> new Build(options(form));
            case "play" -> new Play(form.has("until") ? form.whole("until", 1, MOST) : MOST);
            case "pause" -> new Pause();
            case "step" -> new Step(form.has("count") ? form.whole("count", 1, MOST) : 1);
            case "epoch" -> new Epoch();
            case "reset" -> new Reset();
            case "seed" -> new Seed(form.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
            case "change" -> new Change(options(form));
            case "more" -> new More((int) form.whole("epochs", 1, 1000));
            case "watch" ->
                new Watch(
                        (int) form.whole("layer", -1, 1000),
                        Pictures.Show.of(form.find("show").orElse("weights")),
                        form.has("count") ? (int) form.whole("count", 1, 256) : 32);
            case "stream" -> new Stream();
            case "timeline" -> new Steps();
            case "goto" -> new Goto(form.whole("step", 0, MOST));
            case "retry" -> new Retry();
            case "runs" -> new Runs();
            case "keep" -> new Keep(form.find("name"));
            case "drop" -> new Drop(form.index("run", Integer.MAX_VALUE));
            case "compare" -> new Compare(numbers(form.text("runs")), part(form));
            case "draw" ->
                new Draw(
                        pad(form),
                        form.find("stages").map(Drawing::stages).orElse(DigitImage.Stage.ALL),
                        form.has("nearest") ? form.index("nearest", 100) : 0);
            case "label" -> new Label(pad(form), form.text("label"));
            case "drawings" -> new Drawings();
            case "forget" ->
                new Forget(
                        form.find("all").orElse("").equals("true")
                                ? Optional.empty()
                                : Optional.of(form.index("index", Integer.MAX_VALUE)));
            case "neuron" -> new Neuron(form.index("layer", 1000), form.index("unit", Integer.MAX_VALUE));
            case "confusion" -> new Confusion(part(form));
            case "mistakes" ->
                new Mistakes(
                        part(form),
                        form.find("actual"),
                        form.find("predicted"),
                        form.has("limit") ? (int) form.whole("limit", 1, 200) : 24);
            case "explain" ->
                new Explain(
                        part(form),
                        form.has("pixels") ? 0 : form.index("index", Integer.MAX_VALUE),
                        form.has("pixels") ? Optional.of(pad(form)) : Optional.empty(),
                        form.find("actual"),
                        form.find("weight"));
            case "share" -> new Share();
            case "model" -> new Model();
            case "open" -> new Open(form.text("name"), form.bytes("bytes"));
            case "csv" -> new Csv(form.text("name"), form.bytes("bytes"));
            case "test" -> new TestSet();
            case String other -> throw new IllegalArgumentException("do: expected a command, received " + other);
        };
    }

    private static Map<String, String> options(Form form) {
        var options = new LinkedHashMap<>(form.fields());
        options.remove("do");
        return options;
    }

    private static Part part(Form form) {
        return form.find("part").map(Part::of).orElse(Part.VALIDATION);
    }

    private static Pad pad(Form form) {
        return new Pad((int) form.whole("width", 1, 1000), (int) form.whole("height", 1, 1000), form.bytes("pixels"));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<Integer> numbers(String text) {
        try {
            return words(text).stream().map(Integer::valueOf).toList();
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "runs: expected the numbers of runs, such as 1,2, received " + text, malformed);
        }
    }
}
