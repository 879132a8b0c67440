package firsthand.playground.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody does who has never seen the page: trains, draws, and finds out why it got one wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyTest {
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

    @Test
    void playAloneTrainsADefaultNetworkOnAllOfMnistTo97PerCent() throws IOException {
        try (var place = Home.JVM.open();
                var visitor = new Visitor(chromium, place, "")) {
            visitor.seeBuilt("128 relu → 10 · mnist");
            fullOrSkip(visitor);
            visitor.trainUntil("over");
            assertThat(visitor.score()).isGreaterThanOrEqualTo(97);
            visitor.drawASeven();
            visitor.see("#draw .winner", "7");
            explainAMistake(visitor);
        }
    }

    /** Where tests must run in full, missing data fails them. */
    private static void fullOrSkip(Visitor visitor) {
        boolean full = visitor.page().locator("#notice").isHidden();
        assertThat(full || !"true".equals(System.getenv("CI")))
                .as("CI=true, where all of MNIST is to be had")
                .isTrue();
        assumeTrue(full, "MNIST is not to be had here");
    }

    @ParameterizedTest
    @EnumSource(Home.class)
    void aTenthOfMnistIsEnoughToReadADrawnSevenAndToSeeWhyAnotherIsWrong(Home home) throws IOException {
        try (var place = home.open();
                var visitor = new Visitor(chromium, place, "data=sample")) {
            visitor.seeBuilt("sample");
            visitor.trainUntil("over");
            assertThat(visitor.score()).isGreaterThanOrEqualTo(90);
            visitor.drawASeven();
            visitor.see("#draw .winner", "7");
            explainAMistake(visitor);
            walkBackToAGradient(visitor);
        }
    }

    /** Of the digits that it got wrong, the first: the page says which class it should have been, and where the ink misled it. */
    private static void explainAMistake(Visitor visitor) {
        var tile = visitor.see("#mistakes .tiles button");
        String[] classes =
                visitor.read("#mistakes .tiles li span").split(" → ", 2); // what it is, and what it was taken for
        tile.click();
        assertThat(visitor.read("#explain .told")).contains("which is " + classes[0], "taken for " + classes[1]);
        visitor.see("#explain .why", "It should have said " + classes[0]);
    }

    /** Through all stations to the last layer's gradient, and there to one weight that two ways measure alike. */
    private static void walkBackToAGradient(Visitor visitor) {
        while (visitor.page().locator("#explain .station :text('Check this gradient')").count() == 0) {
            visitor.press("Next →");
        }
        assertThat(visitor.read("#explain .station h4")).startsWith("Backward: layer 3, dense");
        visitor.press("Check this gradient");
        var rows = visitor.see("#explain .weight table").locator("td");
        double gradient = number(rows.nth(1));
        assertThat(gradient).isNotZero();
        assertThat(number(rows.nth(2))).isCloseTo(gradient, withPercentage(1));
    }

    private static double number(Locator cell) {
        return Double.parseDouble(cell.innerText());
    }
}
