package firsthand.playground.session;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.playground.message.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each command answers, and that nothing changes where it is refused. */
final class CommandsTest {
    private static final String BUILD = "do=build&data=sample&limit=500&hidden=8&epochs=2&seed=3";

    private final Talk talk = new Talk();

    /** A seven in black on white, 40 x 40. */
    private static String seven() {
        var pixels = new byte[40 * 40];
        Arrays.fill(pixels, (byte) 255);
        for (int i = 0; i < 60; i++) {
            int row = i < 20 ? 8 : 8 + (i - 20) * 24 / 40;
            int column = i < 20 ? 10 + i : 30 - (i - 20) * 12 / 40;
            for (int wide = 0; wide < 4; wide++) {
                pixels[(row + wide / 2) * 40 + column + wide % 2] = 0;
            }
        }
        var form = new LinkedHashMap<String, String>();
        form.put("width", "40");
        form.put("height", "40");
        form.put("pixels", Base64.getEncoder().encodeToString(pixels));
        return "&" + new Form(form);
    }

    private JsonNode sendTrained(String form) {
        talk.send(BUILD);
        talk.playUntil(9);
        return talk.send(form);
    }

    @Test
    void greetsWithAllThatThereIsToChooseFrom() {
        var hello = talk.send("do=hello");

        assertThat(hello.get("data").get(0).get("name").asString()).isEqualTo("digits");
        assertThat(hello.get("data").get(1).get("shape").get(1).asInt()).isEqualTo(28);
        assertThat(hello.get("words").get("optimizers")).isNotEmpty();
        assertThat(hello.has("run")).isFalse();
    }

    @Test
    void greetsWithTheRunThatIsThere() {
        talk.send(BUILD);

        assertThat(talk.send("do=hello")
                        .get("run")
                        .get("settings")
                        .get("hidden")
                        .asString())
                .isEqualTo("8");
    }

    @Test
    void describesWhatItHasBuilt() {
        var built = talk.send(BUILD);

        assertThat(built.get("parameters").asInt()).isEqualTo(785 * 8 + 9 * 10);
        assertThat(built.get("stepsPerEpoch").asInt()).isEqualTo(8);
        assertThat(built.get("steps").asInt()).isEqualTo(16);
        assertThat(built.get("layers").get(0).get("text").asString()).isEqualTo("dense 8");
    }

    @Test
    void holdsATenthBackUnlessToldOtherwise() {
        assertThat(talk.send("do=build&data=digits")
                        .get("settings")
                        .get("validation")
                        .asString())
                .isEqualTo("0.1");
        assertThat(talk.send("do=build&data=digits&validation=0")
                        .get("settings")
                        .get("validation")
                        .asString())
                .isIn("0", "0.0");
    }

    @Test
    void tellsHowThingsStandInJson() {
        talk.send(BUILD);
        talk.send("do=watch&layer=0&show=gradients&count=4");
        talk.playUntil(9);
        var snapshot = talk.snapshot();

        assertThat(snapshot.get("epoch").asInt()).isEqualTo(2);
        assertThat(snapshot.get("loss").asDouble()).isPositive();
        assertThat(snapshot.get("curve").get("step")).hasSize(10);
        assertThat(snapshot.get("validation").get("examples").asInt()).isEqualTo(50);
        assertThat(snapshot.get("layers")).hasSize(3);
        assertThat(snapshot.get("layers").get(0).get("gradientNorm").asDouble()).isPositive();
        assertThat(snapshot.get("pictures").get("items")).hasSize(4);
        assertThat(snapshot.get("current").get("learning-rate").asString()).isEqualTo("0.001");
    }

    @Test
    void saysWhereOneCanGoBackTo() {
        var timeline = sendTrained("do=timeline");

        assertThat(timeline.get("furthest").asInt()).isEqualTo(9);
        assertThat(timeline.get("kept")).hasSize(10);
    }

    @Test
    void trainsLongerAsIfThatHadBeenMeant() {
        talk.send(BUILD.replace("epochs=2", "epochs=3"));
        talk.play();
        String meant = talk.weights();
        talk.send(BUILD);
        talk.play();
        talk.send("do=more&epochs=1");
        talk.play();

        assertThat(talk.step()).isEqualTo(24);
        assertThat(talk.weights()).isEqualTo(meant);
    }

    @Test
    void doesNotLengthenATrainingWhoseScheduleKnowsItsEnd() {
        talk.send(BUILD + "&schedule=cosine");

        assertThat(talk.refusal("do=more&epochs=1")).contains("constant");
    }

    @Test
    void beginsAgainFromTheSameWeightsOrFromOthers() {
        talk.send(BUILD);
        String first = talk.weights();
        talk.playUntil(5);
        talk.send("do=reset");
        assertThat(talk.weights()).isEqualTo(first);
        assertThat(talk.step()).isZero();
        talk.send("do=seed&seed=4");
        assertThat(talk.weights()).isNotEqualTo(first);
    }

    @Test
    void stopsAtTheEndOfAnEpoch() {
        talk.send(BUILD);
        talk.send("do=step&count=3");
        talk.send("do=epoch");
        talk.run();

        assertThat(talk.step()).isEqualTo(8);
    }

    @Test
    void readsADrawing() {
        var look = sendTrained("do=draw&nearest=3" + seven());

        assertThat(look.get("stages")).hasSize(4);
        assertThat(look.get("probabilities")).hasSize(10);
        assertThat(look.get("nearest")).hasSize(3);
    }

    @Test
    void keepsDrawingsAsExamples() {
        sendTrained("do=label&label=7" + seven());

        assertThat(talk.send("do=drawings").get("drawings").get(0).get("label").asString())
                .isEqualTo("7");
        assertThat(talk.send("do=confusion&part=drawings").get("examples").asInt())
                .isEqualTo(1);
        assertThat(talk.send("do=forget&all=true").get("examples").asInt()).isZero();
    }

    @Test
    void trainsOnDrawingsOnceThereAreEnoughOfThem() {
        talk.send(BUILD);
        for (int i = 0; i < 20; i++) {
            assertThat(talk.refusal("do=build&data=drawings")).contains("data:");
            talk.send("do=label&label=" + (i % 2 == 0 ? 7 : 1) + seven());
        }

        assertThat(talk.send("do=build&data=drawings&hidden=4")
                        .get("parameters")
                        .asInt())
                .isPositive();
    }

    @Test
    void showsWhatAUnitLooksFor() {
        assertThat(sendTrained("do=neuron&layer=0&unit=3").get("strongest")).isNotEmpty();
    }

    @Test
    void opensTheMistakes() {
        var confusion = sendTrained("do=confusion&part=validation");
        var mistakes = talk.send("do=mistakes&part=validation&limit=5");

        assertThat(confusion.get("matrix").get("rows")).hasSize(10);
        assertThat(mistakes.get("examples")).hasSizeBetween(1, 5);
    }

    @Test
    void explainsAnExampleAndADrawing() {
        assertThat(sendTrained("do=explain&part=test&index=3&weight=0:100").get("layers"))
                .hasSize(3);
        assertThat(talk.send("do=explain&actual=7" + seven()).get("actual").asString())
                .isEqualTo("7");
    }

    @Test
    void explainingLeavesTheTrainingAlone() {
        talk.send(BUILD);
        talk.play();
        String undisturbed = talk.weights();
        talk.send("do=reset");
        for (int i = 0; i < 16; i++) {
            talk.send("do=step");
            talk.send("do=explain&part=test&index=1");
            talk.send("do=neuron&layer=0&unit=0");
        }

        assertThat(talk.weights()).isEqualTo(undisturbed);
    }

    @Test
    void sharesTheRun() {
        var shared = sendTrained("do=share");
        talk.send("do=build&" + shared.get("fragment").asString());

        assertThat(talk.send("do=share")).isEqualTo(shared);
        assertThat(shared.get("command").asString()).startsWith("./firsthand train");
    }

    @Test
    void sharesAlsoWhatTrainWouldTakeAnyway() {
        long steps = talk.send("do=build&data=digits&validation=0&epochs=10")
                .get("steps")
                .asLong();
        talk.send("do=build&" + talk.send("do=share").get("fragment").asString());

        assertThat(talk.send("do=hello").get("run").get("steps").asLong()).isEqualTo(steps);
    }

    @Test
    void sharesNoProgramThatCouldNotFindItsData() {
        var bytes = Base64.getEncoder()
                .encodeToString("0,0,16,3,255\n1,9,1,3,25\n".repeat(20).getBytes(StandardCharsets.UTF_8));
        talk.send(new Form(Map.of("do", "csv", "name", "mine.csv", "bytes", bytes)).toString());
        talk.send("do=build&data=own&hidden=3");
        var shared = talk.send("do=share");

        assertThat(shared.get("command").asString()).isEmpty();
        assertThat(shared.get("java").asString()).isEmpty();
        assertThat(shared.get("numpyNote").asString()).contains("of your own");
    }

    @Test
    void resetKeepsWhatWasChangedBeforeTheFirstStep() {
        talk.send("do=build&data=digits");
        talk.send("do=change&learning-rate=0.01");
        talk.send("do=step&count=3");

        assertThat(talk.send("do=reset").get("settings").get("learning-rate").asString())
                .isEqualTo("0.01");
    }

    @Test
    void opensTheModelThatItWrote() {
        var model = sendTrained("do=model");
        String weights = talk.weights();
        var form = new Form(Map.of(
                "do",
                "open",
                "name",
                "mine.safetensors",
                "bytes",
                model.get("bytes").asString()));
        talk.send(form.toString());

        assertThat(talk.weights()).isEqualTo(weights);
        assertThat(talk.refusal("do=play")).contains("from a file");
        assertThat(talk.send("do=confusion&part=test").get("examples").asInt()).isEqualTo(1000);
        assertThat(talk.state()).isEqualTo("over");
    }

    @Test
    void takesTheUsersOwnExamples() {
        var csv = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            csv.append(i % 4).append(",0,16,3,255\n");
        }
        var bytes = Base64.getEncoder().encodeToString(csv.toString().getBytes(StandardCharsets.UTF_8));
        var reply = talk.send(new Form(Map.of("do", "csv", "name", "mine.csv", "bytes", bytes)).toString());

        assertThat(reply.get("data").get("train").asInt()).isEqualTo(32);
        assertThat(talk.send("do=build&data=own&hidden=3").get("layers")).hasSize(3);
    }

    @Test
    void setsRunsSideBySide() {
        sendTrained("do=keep&name=early");
        talk.play();
        var ids = talk.send("do=runs").get("runs");
        var compared = talk.send(
                "do=compare&runs=" + ids.get(0).get("id") + "," + ids.get(1).get("id"));

        assertThat(compared.get("runs")).hasSize(2);
        assertThat(compared.get("weights")).hasSize(2);
        assertThat(compared.get("weights").get(0))
                .isNotEqualTo(compared.get("weights").get(1));
        assertThat(compared.get("disagreements").get("examples").asInt()).isEqualTo(50);
        assertThat(compared.get("disagreements").get("pValue").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void comparesRunsOfDifferentSeedsOnWhatBothHeldBack() {
        sendTrained("do=keep");
        talk.send(BUILD.replace("seed=3", "seed=4"));
        talk.play();
        var compared = talk.send("do=compare&runs=2,3");

        assertThat(compared.get("disagreements").get("examples").asInt()).isBetween(1, 20);
        assertThat(compared.get("differences").get(0).get("option").asString()).isEqualTo("seed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "do",
                "do=",
                "do=dance",
                "step",
                "do=step&do=step",
                "do=build&data=nothing",
                "do=build&layer=dense:3",
                "do=build&data=digits&hidden=0",
                "do=build&data=digits&hidden=1000000000",
                "do=build&data=digits&hidden=100000,100000",
                "do=build&data=digits&layers=conv:100000:3,dense:100000",
                "do=build&data=digits&epochs=0",
                "do=build&data=digits&epochs=100000",
                "do=build&data=digits&learning-rate=-1",
                "do=build&data=digits&loss=none",
                "do=build&data=digits&hidden=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
                "do=play&until=0",
                "do=play&until=3",
                "do=step&count=0",
                "do=step&count=-1",
                "do=change",
                "do=change&learning-rate=nought",
                "do=change&learning-rate=-1",
                "do=change&epochs=3",
                "do=more&epochs=0",
                "do=more&epochs=1000&schedule=x%",
                "do=watch&layer=9",
                "do=watch&layer=0&show=everything",
                "do=goto&step=10",
                "do=goto&step=-1",
                "do=goto",
                "do=retry",
                "do=drop&run=1",
                "do=compare&runs=1",
                "do=compare&runs=1,2",
                "do=compare&runs=one,two",
                "do=draw",
                "do=draw&width=2&height=2&pixels=AAAA",
                "do=draw&width=2000&height=1&pixels=AAAA",
                "do=draw&width=1&height=1&pixels=%21",
                "do=label&label=7",
                "do=forget",
                "do=forget&index=0",
                "do=neuron&layer=0&unit=99",
                "do=neuron&layer=7&unit=0",
                "do=confusion&part=moon",
                "do=confusion&part=drawings",
                "do=mistakes&actual=7",
                "do=explain",
                "do=explain&part=test&index=1000",
                "do=explain&part=test&index=0&weight=9:9",
                "do=open&name=a&bytes=AAAA",
                "do=open&name=a.safetensors&bytes=AAAA",
                "do=csv&name=a.csv&bytes=AAAA",
                "do=csv&name=a.csv&bytes=",
                "do=seed&seed=x"
            })
    void refusesAndChangesNothing(String form) {
        talk.send(BUILD);
        talk.playUntil(9);
        String before = talk.session().snapshot();
        String weights = talk.weights();

        assertThat(talk.refusal(form)).isNotBlank().doesNotContain("\n").doesNotContain("should not have happened");
        assertThat(talk.session().snapshot()).isEqualTo(before);
        assertThat(talk.weights()).isEqualTo(weights);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void survivesAnyForms(long seed) {
        var forms = new Forms(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        talk.send(BUILD);
        for (int i = 0; i < 150; i++) {
            String before = talk.session().snapshot();
            String form = forms.next();
            String reply = talk.session().handle(form);
            assertThat(JsonMapper.shared().readTree(reply).isObject()).as(form).isTrue();
            assertThat(reply).as(form).doesNotContain("should not have happened");
            if (reply.startsWith("{\"error\"")) {
                assertThat(talk.session().snapshot()).as(form).isEqualTo(before);
            }
            talk.session().work(1_000_000);
        }
        talk.send("do=reset");
        talk.play();

        assertThat(talk.state()).isIn("over", "diverged");
    }

    /** Forms that are nearly right, and now and then are. */
    private record Forms(RandomGenerator random) {
        private static final String[] VERBS =
                ("hello play pause step epoch reset seed change more watch stream timeline goto retry runs keep drop"
                                + " compare draw label drawings forget neuron confusion mistakes explain share model open csv"
                                + " test build")
                        .split(" ");
        private static final String[] FIELDS =
                ("count until seed learning-rate l2 epochs layer unit show step name run runs"
                                + " part width height pixels label index all limit actual predicted weight bytes data hidden")
                        .split(" ");
        private static final String[] VALUES =
                ("0 1 2 3 7 9 16 64 -1 1e6 0.01 NaN weights test train drawings validation"
                                + " 1,2 2,3 AAAA digits sample true x 99999999999")
                        .split(" ");

        private String next() {
            var form = new StringBuilder("do=" + pick(VERBS));
            for (int i = random.nextInt(5); i > 0; i--) {
                form.append('&').append(pick(FIELDS)).append('=').append(pick(VALUES));
            }
            if (random.nextInt(10) == 0) {
                form.setCharAt(random.nextInt(form.length()), (char) random.nextInt(33, 127));
            }
            return form.toString();
        }

        private String pick(String[] words) {
            return words[random.nextInt(words.length)];
        }
    }
}
