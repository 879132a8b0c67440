package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for those who use it without a mouse, without seeing it, on a small screen, by night or in bright light. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
    private Chromium chromium;
    private Home.Place place;
    private Visitor visitor;
    private Page page;

    /** Everything that the page can show, shown at the same time. */
    @BeforeAll
    void openEverything() throws IOException {
        chromium = Chromium.start();
        place = Home.JVM.open();
        visitor = new Visitor(chromium, place, "data=digits&epochs=1");
        page = visitor.page();
        visitor.seeBuilt("digits");
        visitor.trainUntil("over");
        visitor.drawASeven();
        visitor.press("Keep it");
        compareTwoRuns();
        page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)");
        visitor.see("#mistakes .tiles button").click();
        visitor.see("#explain .told");
        visitor.see("#network .unit-tile").click();
        visitor.see("#network .unit .tiles");
        visitor.see("#explain .weight input[placeholder]").fill("0:20,3");
        visitor.press("Check");
        visitor.see("#explain .weight table");
        visitor.see("#mistakes .counts button:enabled").click();
        visitor.see("#mistakes .opened .tiles");
    }

    private void compareTwoRuns() {
        visitor.open("compare");
        visitor.press("Keep the run as it is now");
        visitor.see(".runs tbody tr");
        visitor.open("build");
        visitor.see("#field-learning-rate").fill("0.01");
        visitor.press("Build this network");
        visitor.waitFor("paused");
        visitor.trainUntil("over");
        visitor.see("#compare h3", "Where they disagree");
    }

    @AfterAll
    void leave() {
        if (visitor != null) {
            visitor.close();
            place.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void everyControlAndPictureHasAName() {
        assertThat(Audit.nameless(page)).isEmpty();
    }

    @Test
    void thereIsOneTitleAndNoHeadingIsOfAPartThatIsNotThere() {
        var levels = Audit.headings(page);
        assertThat(levels).startsWith(1).containsOnlyOnce(1).hasSizeGreaterThan(15);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).as("heading %d of %s", i, levels).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
    }

    @Test
    void noNameInThePageStandsForTwoThings() {
        assertThat(Audit.repeatedNames(page)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyTextStandsOutFromItsGround(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat(Audit.faint(page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 700, 1200})
    void nothingIsWiderThanTheWindow(int width) {
        page.setViewportSize(width, 740);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(Audit.wide(page)).isEmpty();
        page.setViewportSize(1200, 900);
    }

    @Test
    void theTabKeyReachesEveryControlAndShowsWhereItIs() {
        assertThat(Audit.unreachable(page)).isEmpty();
    }

    /** A button that each of the audits has to find, and finds no more of when it is gone. */
    @Test
    void aBadButtonWouldBeFound() {
        page.evaluate("""
                () => {
                    const bad = document.querySelector('main').appendChild(document.createElement('button'));
                    bad.id = 'train';
                    Object.assign(bad.style, {width: '3000px', color: 'canvas', background: 'canvas', outline: 'none'});
                    bad.append(document.createElement('h6'));
                    bad.lastChild.append('faint');
                    bad.lastChild.ariaHidden = true;
                }
                """);
        assertThat(Audit.nameless(page)).hasSize(1);
        assertThat(Audit.faint(page)).singleElement().asString().contains("faint");
        assertThat(Audit.wide(page)).isNotEmpty();
        assertThat(Audit.repeatedNames(page)).containsExactly("train");
        assertThat(Audit.unreachable(page)).singleElement().asString().startsWith("focus not shown");
        page.evaluate("() => document.querySelector('main > button').remove()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data=digits&layers=flatten&loss=mean-squared-error&optimizer=sgd&learning-rate=9",
                "data=digits&predict=1&lock=layers",
                "data=sample&lesson=1",
            })
    void whatIsShownOnlyNowAndThenIsForAllAsWell(String fragment) throws IOException {
        try (var own = Home.JVM.open();
                var visitor = new Visitor(chromium, own, fragment)) {
            var page = visitor.page();
            visitor.seeBuilt(fragment.contains("sample") ? "sample" : "digits");
            if (fragment.contains("rate")) {
                visitor.trainUntil("diverged");
                visitor.see(".diverged");
            }
            if (fragment.contains("lesson")) {
                visitor.see(".tour", "Step 1 of");
            }
            assertThat(Audit.nameless(page)).isEmpty();
            for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertThat(Audit.faint(page)).as(scheme.name()).isEmpty();
            }
            page.setViewportSize(360, 740);
            assertThat(Audit.wide(page)).isEmpty();
        }
    }

    @Test
    void theKeyboardIsEnoughToTrainToDrawASevenAndToHaveItExplainedAndTheOutcomeIsSaid() throws IOException {
        try (var own = Home.JVM.open();
                var visitor = new Visitor(chromium, own, "data=sample&epochs=3")) {
            visitor.seeBuilt("sample");
            press(visitor, "[data-control=play]", "Enter");
            visitor.waitFor("over");
            visitor.await("/\\d % right/.test(document.querySelector('#announcements[aria-live=polite]').textContent)");
            tabTo(visitor, ".pad");
            keys(visitor, "ArrowLeft", 8);
            keys(visitor, "Space", 1);
            keys(visitor, "ArrowRight", 16);
            for (int i = 0; i < 12; i++) {
                keys(visitor, "ArrowDown", 2);
                keys(visitor, "ArrowLeft", 1);
            }
            keys(visitor, "Space", 1);
            visitor.see("#draw .winner", "7");
            press(visitor, "[title^='See why']", "Enter");
            visitor.see("#explain .told", "taken for 7");
            press(visitor, ".walk .rail button", "Enter");
            keys(visitor, "ArrowRight", 1);
            visitor.see("#explain .walk", "2 of ");
        }
    }

    private static void press(Visitor visitor, String selector, String key) {
        tabTo(visitor, selector);
        keys(visitor, key, 1);
    }

    private static void tabTo(Visitor visitor, String selector) {
        visitor.see(selector);
        for (int i = 0; i < 300; i++) {
            visitor.page().keyboard().press("Tab");
            if ((boolean) visitor.page().evaluate("to => document.activeElement.matches(to)", selector)) {
                return;
            }
        }
        throw new AssertionError("the tab key never came to " + selector);
    }

    private static void keys(Visitor visitor, String key, int times) {
        for (int i = 0; i < times; i++) {
            visitor.page().keyboard().press(key);
        }
    }
}
