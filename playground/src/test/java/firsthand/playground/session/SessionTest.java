package firsthand.playground.session;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.datasets.Digits;
import firsthand.formats.Weights;
import firsthand.settings.Settings;
import firsthand.training.Trainer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a session promises to whoever talks to it. */
final class SessionTest {
    private static final String BUILD = "do=build&data=digits&hidden=16&epochs=2&seed=7";

    /** Nothing in it keeps weights that grow from growing further. */
    private static final String DIVERGES =
            "do=build&data=digits&layers=dense:16&loss=mean-squared-error&optimizer=sgd&learning-rate=1e6&epochs=2";

    private final Talk talk = new Talk();

    @Test
    void trainsToTheWeightsThatTheSettingsMakeByThemselves() throws IOException {
        var built = talk.send(BUILD);
        talk.play();

        assertThat(talk.weights()).isEqualTo(trained(built.get("settings")));
    }

    /** The same training without any session. */
    private static String trained(JsonNode options) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        options.properties()
                .forEach(option -> texts.put(option.getKey(), option.getValue().asString()));
        var settings = Settings.parse(texts);
        var data = Digits.load().train();
        var network = settings.network(data);
        new Trainer(network, settings.loss(), settings.training()).fit(data);
        return Weights.sha256(network);
    }

    @Test
    void stepsOneByOneToTheSameWeightsAsInOneGo() {
        talk.send(BUILD);
        talk.playUntil(12);
        String atOnce = talk.weights();
        talk.send("do=reset");
        for (int i = 0; i < 12; i++) {
            talk.send("do=step&count=1");
        }

        assertThat(talk.weights()).isEqualTo(atOnce);
    }

    @Test
    void goesBackToTheVeryWeightsThatItHadThere() {
        talk.send(BUILD);
        talk.playUntil(13);
        String then = talk.weights();
        talk.play();
        talk.send("do=goto&step=13");

        assertThat(talk.weights()).isEqualTo(then);
        assertThat(talk.step()).isEqualTo(13);
        assertThat(talk.state()).isEqualTo("paused");
    }

    @Test
    void measuresTheSameWhereverItHasComeFrom() {
        talk.send(BUILD);
        talk.playUntil(13);
        var then = talk.snapshot().get("validation");
        talk.play();
        talk.send("do=goto&step=13");

        assertThat(talk.snapshot().get("validation")).isEqualTo(then);
    }

    @Test
    void drawsTheSameCurveWhenItGoesTheSameWayAgain() {
        talk.send(BUILD);
        talk.play();
        var curve = talk.snapshot().get("curve");
        talk.send("do=goto&step=28");
        talk.send("do=goto&step=13");
        talk.play();

        assertThat(talk.snapshot().get("curve")).isEqualTo(curve);
        assertThat(talk.snapshot().get("run").asInt()).isEqualTo(2);
    }

    @Test
    void comesToTheSameEndAfterAChangeWhateverWasLookedAtInBetween() {
        talk.send(BUILD);
        talk.playUntil(15);
        talk.send("do=change&learning-rate=0.01&l2=0.001");
        talk.play();
        String end = talk.weights();
        long last = talk.step();
        talk.send("do=goto&step=4");
        talk.send("do=goto&step=" + last);

        assertThat(talk.weights()).isEqualTo(end);
    }

    @Test
    void tellsOfAChangeInSettingsThatMakeTheSameTrainingFromTheFirstStep() throws IOException {
        talk.send(BUILD);
        talk.playUntil(15);
        var settings = talk.send("do=change&learning-rate=0.01").get("settings");
        talk.play();

        assertThat(settings.get("change").asString()).isEqualTo("15:learning-rate=0.01");
        assertThat(talk.weights()).isEqualTo(trained(settings));
    }

    @Test
    void changesBeforeTheFirstStepAreAnotherBeginning() {
        talk.send(BUILD);
        var settings = talk.send("do=change&learning-rate=0.02").get("settings");

        assertThat(settings.get("learning-rate").asString()).isEqualTo("0.02");
        assertThat(settings.has("change")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"do=change&learning-rate=0.01", "do=more&epochs=1"})
    void goesOnRunningByOtherOptions(String command) {
        talk.send(BUILD);
        talk.send("do=play");
        talk.session().work(1);
        talk.send(command);

        assertThat(talk.state()).isEqualTo("running");
        assertThat(talk.step()).isEqualTo(1);
        assertThat(talk.session().work(1)).isTrue();
        assertThat(talk.step()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"do=change&learning-rate=0.01", "do=more&epochs=1"})
    void staysAtRestByOtherOptions(String command) {
        talk.send(BUILD);
        talk.playUntil(3);
        talk.send(command);

        assertThat(talk.state()).isEqualTo("paused");
        assertThat(talk.session().work(1)).isFalse();
    }

    @Test
    void stopsWhereItWasToStopAlsoByOtherOptions() {
        talk.send(BUILD);
        talk.send("do=play&until=4");
        talk.session().work(1);
        talk.send("do=change&learning-rate=0.01");
        talk.run();

        assertThat(talk.step()).isEqualTo(4);
    }

    @Test
    void leavesTheRunAsItWasWhereAnotherForksOff() {
        talk.send(BUILD);
        talk.play();
        String end = talk.weights();
        talk.send("do=goto&step=10");
        talk.send("do=change&learning-rate=0.05");
        talk.play();
        var runs = talk.send("do=runs").get("runs");

        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).get("id").asInt()).isEqualTo(1);
        assertThat(runs.get(1).get("id").asInt()).isEqualTo(2);
        assertThat(talk.weights()).isNotEqualTo(end);
        assertThat(runs.get(0).get("step").asInt())
                .isEqualTo(runs.get(1).get("step").asInt());
    }

    @Test
    void saysWhichLayerStepAndBatchALossStoppedBeingFiniteIn() {
        talk.send(DIVERGES);
        talk.play();
        var divergence = talk.snapshot().get("divergence");

        assertThat(talk.state()).isEqualTo("diverged");
        assertThat(divergence.get("layer").asInt()).isBetween(0, 1);
        assertThat(divergence.get("layerText").asString()).isIn("dense 16", "dense 10");
        assertThat(divergence.get("batch").asLong())
                .isEqualTo(divergence.get("step").asLong());
        assertThat(divergence.get("retryRate").asDouble()).isEqualTo(330_000);
        assertThat(talk.refusal("do=play")).contains("finite");
    }

    @Test
    void triesSmallerStepsFromWhereTheNetworkWasStillSound() {
        talk.send(DIVERGES);
        for (int i = 0; i < 20 && !talk.state().equals("over"); i++) {
            talk.play();
            if (talk.state().equals("diverged")) {
                talk.send("do=retry");
            }
        }

        assertThat(talk.state()).isEqualTo("over");
    }
}
