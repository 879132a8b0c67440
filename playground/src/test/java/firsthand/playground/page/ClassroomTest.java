package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in a lesson: what a teacher takes away, guesses before answers, and the guided tour. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassroomTest {
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
    void aTeachersLinkHidesSectionsAndLocksControls(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=digits&epochs=1&hide=build,steps&lock=learning-rate")) {
            visitor.seeBuilt("digits");
            var page = visitor.page();
            for (String hidden : List.of("#build", "nav a[data-section='build']", "[data-control='steps']")) {
                assertThat(page.locator(hidden).isHidden()).as(hidden).isTrue();
            }
            page.locator("#rate").focus();
            assertThat(page.evaluate("document.activeElement.id")).isNotEqualTo("rate");
            visitor.trainUntil("over");
        }
    }

    @Test
    void theFormForTeachersMakesSuchALink() throws IOException {
        String link;
        try (var place = Home.BROWSER.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            visitor.open("learn");
            visitor.see(".teachers summary").click();
            visitor.see("[aria-label='Time (Sections)']").selectOption("hidden");
            visitor.see("[aria-label='Seed (Controls)']").selectOption("locked");
            link = visitor.see("[aria-label='Link for the class']").inputValue();
        }
        try (var place = Home.BROWSER.open();
                var visitor = new Visitor(chromium, place, link.replaceFirst(".*#", ""))) {
            visitor.seeBuilt("digits");
            assertThat(visitor.page().locator("#time").isHidden()).isTrue();
            visitor.open("build");
            assertThat(visitor.page().evaluate("document.querySelector('[data-control=seed]').inert"))
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void whereGuessesComeFirstNoAnswerIsSeenBefore(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=sample&limit=1000&epochs=1&predict=1")) {
            visitor.see("#train .summary", "sample");
            var score = visitor.page().locator("#train .score");
            assertThat(score.isVisible()).isFalse();
            assertThat(visitor.page().locator("[data-control=play]").isVisible()).isFalse();
            visitor.see("[aria-label='Your guess']").fill("50");
            visitor.press("Guess, and see");
            visitor.see(".prediction .told", "You guessed 50. It came to");
            assertThat(score.isVisible()).isTrue();
            visitor.drawASeven();
            visitor.see("#draw .verdict", "What will the network say?");
            assertThat(visitor.page().locator("#draw .bars").isVisible()).isFalse();
            visitor.see("#draw .answer .row button", "3").click();
            visitor.see("#draw .answer", "You guessed 3, the network says");
        }
    }

    /** Its texts promise what the pupil sees, and go on when the pupil has done what they ask for. */
    @ParameterizedTest
    @EnumSource(Home.class)
    void theFirstLessonOfTheTourShowsANeuronLearnWhatAThreeIs(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=digits")) {
            visitor.seeBuilt("digits");
            visitor.open("learn");
            visitor.press("Start: One neuron");
            visitor.see(".tour h2", "1. One neuron");
            assertThat(strongest(visitor)).startsWith("2:");
            visitor.press("Next");
            visitor.see(".tour", "Waiting for you");
            visitor.press("One step");
            visitor.see(".tour", "✓ Done.");
            visitor.press("Next");
            visitor.see(".tour", "Waiting for you");
            visitor.press("One epoch");
            visitor.see(".tour", "✓ Done.");
            visitor.waitFor("paused");
            visitor.press("Next");
            visitor.see(".tour", "Look at the neuron for 3 again");
            visitor.see("#network .unit .tiles li:first-child", "3:");
            assertThat(captions(visitor)).isNotEmpty().allMatch(caption -> caption.startsWith("3:"));
            visitor.press("Next");
            visitor.see(".tour", "Waiting for you");
            visitor.press("The next unit");
            visitor.see(".tour", "✓ Done.");
            visitor.see(".tour button", "Next lesson");
            visitor.press("Leave");
            assertThat(visitor.page().locator(".tour").isHidden()).isTrue();
        }
    }

    private static String strongest(Visitor visitor) {
        return visitor.read("#network .unit .tiles li span");
    }

    private static List<String> captions(Visitor visitor) {
        Locator captions = visitor.page().locator("#network .unit .tiles li span");
        return captions.allInnerTexts();
    }
}
