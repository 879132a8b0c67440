package firsthand.playground.session;

import firsthand.playground.message.Form;
import firsthand.playground.message.Json;

/**
 * One user's playground: commands in, replies and snapshots out, training in between.
 *
 * <pre>{@code
 * var session = new Session(shelf, "jvm", threads);
 * session.handle("do=build&data=digits");      // {"run":1,"settings":{"data":"digits",...
 * session.handle("do=play");
 * while (session.work(10_000_000)) {
 *     show(session.snapshot());
 * }
 * }</pre>
 *
 * <p>For one thread at a time. It has none of its own, and reads and writes no files.
 */
public final class Session {
    private final String home;
    private final String edition;
    private final Drawings drawings = new Drawings();
    private final SessionShelf shelf;
    private final Workbench bench;
    private final Control control;
    private final Questions questions;
    private final Exchange exchange;
    private long version;

    /**
     * A session in which nothing has been built yet.
     *
     * @param shelf the data sets
     * @param home where it runs, "jvm" or "browser"
     * @param threads how many threads share the arithmetic
     */
    public Session(Shelf shelf, String home, int threads) {
        this(shelf, home, "development", threads);
    }

    /**
     * A session in which nothing has been built yet.
     *
     * @param shelf the data sets
     * @param home where it runs, "jvm" or "browser"
     * @param edition which Firsthand this is: "0.1.0"
     * @param threads how many threads share the arithmetic
     */
    public Session(Shelf shelf, String home, String edition, int threads) {
        this.home = home;
        this.edition = edition;
        this.shelf = new SessionShelf(shelf, drawings);
        var limits = Limits.of(home);
        bench = new Workbench(this.shelf, limits, threads);
        control = new Control(bench);
        questions = new Questions(bench, drawings, threads);
        exchange = new Exchange(bench, this.shelf, new StrictFiles(), limits);
    }

    /**
     * Does what a page asks for.
     *
     * @param form a command as a form: {@code do=step&count=10}
     * @return a JSON object; where the command was refused, and nothing has changed, one with a line of text as "error"
     */
    public String handle(String form) {
        try {
            var reply = reply(Command.of(Form.parse(form))).toString();
            version++;
            return reply;
        } catch (IllegalArgumentException refused) {
            return error(String.valueOf(refused.getMessage()));
        } catch (OutOfMemoryError tooMuch) {
            return error("memory: expected something smaller, received what does not fit");
        } catch (RuntimeException unforeseen) {
            return error("this should not have happened: " + unforeseen);
        }
    }

    private static String error(String message) {
        return Json.object().put("error", message.replace('\n', ' ')).toString();
    }

    private Json reply(Command command) {
        return switch (command) {
            case Command.Hello() -> hello();
            case Command.Build(var options) -> bench.build(options);
            case Command.Play(var until) -> control.play(until);
            case Command.Pause() -> control.pause();
            case Command.Step(var count) -> control.step(count);
            case Command.Epoch() -> control.epoch();
            case Command.Reset() -> bench.reset();
            case Command.Seed(var seed) -> bench.seed(seed);
            case Command.Change(var options) -> control.change(options);
            case Command.More(var epochs) -> control.more(epochs);
            case Command.Watch watch -> bench.watch(watch);
            case Command.Stream() -> Json.object();
            case Command.Steps() -> control.timeline();
            case Command.Goto(var step) -> control.goTo(step);
            case Command.Retry() -> control.retry();
            case Command.Runs() -> bench.runs();
            case Command.Keep(var name) -> bench.keep(name);
            case Command.Drop(var run) -> bench.drop(run);
            case Command.Compare compare -> questions.compare(compare);
            case Command.Draw draw -> questions.draw(draw);
            case Command.Label label -> questions.label(label);
            case Command.Drawings() -> questions.drawings();
            case Command.Forget(var index) -> questions.forget(index);
            case Command.Neuron neuron -> questions.neuron(neuron);
            case Command.Confusion(var part) -> questions.confusion(part);
            case Command.Mistakes mistakes -> questions.mistakes(mistakes);
            case Command.Explain explain -> questions.explain(explain);
            case Command.Share() -> exchange.share();
            case Command.Model() -> exchange.model();
            case Command.Open open -> exchange.open(open);
            case Command.Csv csv -> exchange.csv(csv);
            case Command.TestSet() -> questions.test();
        };
    }

    private Json hello() {
        var json = Greeting.of(home, edition, shelf);
        return bench.hasRun() ? json.put("run", bench.described()).put("settings", bench.options()) : json;
    }

    /**
     * Trains for about so long, and for one step at least.
     *
     * @return false if there is nothing to do
     */
    public boolean work(long nanoseconds) {
        boolean worked = bench.work(nanoseconds);
        version += worked ? 1 : 0;
        return worked;
    }

    /** How things stand, as a JSON object. */
    public String snapshot() {
        return bench.snapshot().toString();
    }

    /** Grows whenever {@link #snapshot()} may have something new to tell. */
    public long version() {
        return version;
    }
}
