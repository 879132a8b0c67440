package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be done with a training beside watching it: going back, forking, comparing, sharing, leaving and returning. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExperimentsTest {
    private static final String DIGITS = "data=digits&epochs=3&seed=1";

    private Chromium chromium;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void backAndForthInTimeEveryWeightIsAsItWas(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, DIGITS)) {
            visitor.seeBuilt("digits");
            visitor.trainUntil("over");
            byte[] last = visitor.model();
            goBackTo(visitor, 25);
            assertThat(visitor.model()).isNotEqualTo(last);
            visitor.press("Newest");
            visitor.waitFor("over");
            assertThat(visitor.model()).isEqualTo(last);
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void goingOnFromAnEarlierStepWithAnotherRateLeavesTwoRunsToCompare(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, DIGITS)) {
            visitor.seeBuilt("digits");
            visitor.trainUntil("over");
            goBackTo(visitor, 25);
            setRate(visitor, "0.02");
            visitor.press("Go on from here");
            visitor.waitFor("over");
            visitor.open("compare");
            visitor.see(".runs tbody tr:nth-child(2)");
            assertThat(visitor.read(".runs tbody")).contains("(now)");
            assertThat(visitor.page().locator(".runs tbody tr").count()).isEqualTo(2);
            visitor.see("#compare h3", "Where they disagree");
        }
    }

    private static void goBackTo(Visitor visitor, int step) {
        visitor.open("time");
        visitor.see("#moment").fill(String.valueOf(step));
        visitor.see("#train .standing", "step " + step + " of");
        visitor.see("#time output", step + " of ");
        assertThat(visitor.read("#intro")).startsWith("You are back at step " + step);
    }

    private static void setRate(Visitor visitor, String rate) {
        var field = visitor.see("#train [data-control='learning-rate'] input[type='text']");
        field.fill(rate);
        field.press("Enter");
        field.blur();
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void aTrainingThatBlowsUpSaysWhereAndGoesBackToASmallerRate(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(
                        chromium,
                        place,
                        "data=digits&layers=flatten&loss=mean-squared-error&optimizer=sgd&learning-rate=9")) {
            visitor.seeBuilt("digits");
            visitor.trainUntil("diverged");
            assertThat(visitor.read(".diverged")).containsPattern("At step \\d+, batch \\d+ of its epoch");
            visitor.see(".diverged button").click();
            visitor.waitFor("paused");
            assertThat(visitor.page().locator(".diverged").isHidden()).isTrue();
            visitor.await(
                    "Number(document.querySelector(\"[data-control='learning-rate'] input[type='text']\").value) < 9");
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void whatDiffersBetweenTwoRunsIsSaid(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=digits&epochs=1")) {
            visitor.seeBuilt("digits");
            visitor.trainUntil("over");
            visitor.open("compare");
            visitor.see("#keep-name").fill("before");
            visitor.press("Keep the run as it is now");
            visitor.see(".runs", "before");
            visitor.open("build");
            visitor.see("#field-learning-rate").fill("0.01");
            visitor.press("Build this network");
            visitor.waitFor("paused");
            visitor.trainUntil("over");
            var difference = visitor.see("#compare table:has(caption) tbody tr", "learning-rate");
            assertThat(difference.innerText()).contains("0.01");
            assertThat(visitor.page()
                            .locator("#compare table:has(caption) tbody tr")
                            .count())
                    .isEqualTo(1);
            assertThat(visitor.see("#compare .runs").innerText()).contains("before");
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void aSharedExperimentGivesTheSameModelInTheOtherHomeToTheBit(Home home) throws IOException {
        byte[] model;
        String link;
        try (var place = home.open();
                var visitor = new Visitor(
                        chromium, place, "data=digits&epochs=1&layers=dense:16,tanh&optimizer=nadam&seed=5")) {
            visitor.seeBuilt("16 tanh");
            visitor.trainUntil("over");
            model = visitor.model();
            link = visitor.read("#share pre[aria-label='Link']");
        }
        try (var place = home.other().open();
                var visitor = new Visitor(chromium, place, link.replaceFirst(".*#", ""))) {
            visitor.seeBuilt("16 tanh");
            visitor.trainUntil("over");
            assertThat(visitor.model()).isEqualTo(model);
        }
    }

    @Test
    void closingThePageAndComingBackFindsTheRunGoneOnMeanwhile() throws IOException {
        try (var place = Home.JVM.open();
                var visitor = new Visitor(chromium, place, "data=digits&epochs=1000")) {
            visitor.seeBuilt("digits");
            visitor.trainUntil("running");
            int before = visitor.step();
            visitor.comeBackTo(place.address().toString());
            visitor.seeBuilt("digits");
            visitor.waitFor("running");
            visitor.await("document.querySelector('#train .share').textContent !== '–'");
            assertThat(visitor.step()).isGreaterThan(before);
            visitor.see("[data-control=play]").click();
            visitor.waitFor("paused");
        }
    }

    @Test
    void whenTheProgramEndsThePageSaysWhatToDo() throws IOException {
        try (var place = Home.JVM.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            place.end().run();
            visitor.see("#notice", "start ./firsthand playground again");
            assertThat(visitor.complaints()).allMatch(complaint -> complaint.contains("net::ERR_"));
            visitor.complaints().clear();
        }
    }

    @Test
    void loadingThePageAgainFindsTheExperimentInItsAddress() throws IOException {
        try (var place = Home.BROWSER.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            visitor.open("build");
            visitor.see("#field-seed").fill("77");
            visitor.press("Build this network");
            visitor.await("location.hash.includes('seed=77')");
            visitor.page().reload();
            visitor.seeBuilt("digits");
            visitor.open("build");
            visitor.await("document.getElementById('field-seed').value === '77'");
        }
    }
}
