package firsthand.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import firsthand.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as its readers have it: in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private Chromium chromium;

    @TempDir
    private Path folder;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            assertThat(chromium.complaints()).isEmpty();
            chromium.close();
        }
    }

    private Path page(Patterns patterns) throws IOException {
        return Files.writeString(folder.resolve("report.html"), patterns.html());
    }

    @Test
    void choosingACellShowsTheDigitsBehindIt() throws IOException {
        var patterns = Patterns.of(5, Shape.of(8, 8));
        var page = chromium.open(page(patterns), 1200, 800, ColorScheme.LIGHT);
        assertThat(page.locator(".panel:visible").count()).isZero();
        for (var cell : patterns.report().cells()) {
            String id = "#cell-%d-%d".formatted(cell.actual(), cell.predicted());
            page.locator(".confusion a[href='" + id + "']").click();
            assertThat(page.locator(".panel:visible").count()).isEqualTo(1);
            assertThat(page.locator(id + " .digit:visible").count())
                    .isEqualTo(cell.examples().size());
        }
        page.locator(".panel:visible .close").click();
        assertThat(page.locator(".panel:visible").count()).isZero();
        assertThat(page.locator("h1").textContent()).isEqualTo("Patterns of <b>bold</b>");
    }

    @Test
    void aDigitIsDrawnFromItsPlaceOnTheSheet() throws IOException {
        var page = chromium.open(page(Patterns.of(5, Shape.of(8, 8))), 1200, 800, ColorScheme.LIGHT);
        var digits = page.locator(".mistake .digit");
        assertThat(digits.first().screenshot()).isNotEqualTo(digits.nth(1).screenshot());
    }

    @ParameterizedTest
    @CsvSource({"2, 8, 360", "5, 8, 360", "10, 8, 360", "100, 8, 360", "10, 0, 360", "10, 8, 800", "100, 8, 1400"})
    void nothingIsWiderThanTheWindow(int classes, int side, int width) throws IOException {
        var shape = side == 0 ? Shape.of(7) : Shape.of(side, side);
        var page = chromium.open(page(Patterns.of(classes, shape)), width, 700, ColorScheme.DARK);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    }

    @Test
    void theGroundIsDarkWhereTheReaderWantsItDark() throws IOException {
        Path file = page(Patterns.of(2, Shape.of(8, 8)));
        String ground = "getComputedStyle(document.documentElement).backgroundColor";
        assertThat(chromium.open(file, 800, 600, ColorScheme.LIGHT).evaluate(ground))
                .isEqualTo("rgb(255, 255, 255)");
        var dark = chromium.open(file, 800, 600, ColorScheme.DARK);
        assertThat(dark.evaluate(ground)).isEqualTo("rgb(20, 23, 26)");
        String curve = "getComputedStyle(document.querySelector('polyline')).stroke";
        assertThat(dark.evaluate(curve)).isEqualTo("rgb(74, 168, 224)");
        String ink = "getComputedStyle(document.querySelector('.digit')).filter";
        assertThat(dark.evaluate(ink)).isEqualTo("invert(0.92)");
        dark.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(dark.evaluate(ground)).isEqualTo("rgb(255, 255, 255)");
        assertThat(dark.evaluate(ink)).isEqualTo("none");
    }

    @Test
    void itPrints() throws IOException {
        var page = chromium.open(page(Patterns.of(10, Shape.of(8, 8))), 1200, 800, ColorScheme.DARK);
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4"));
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        long pages = new String(pdf, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.contains("/Type /Page") && !line.contains("/Type /Pages"))
                .count();
        assertThat(pages).isBetween(2L, 12L);
    }

    @Test
    void theKeyboardIsEnough() throws IOException {
        var page = chromium.open(page(Patterns.of(2, Shape.of(8, 8))), 1200, 800, ColorScheme.LIGHT);
        page.locator(".confusion a").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".panel:visible").count()).isEqualTo(1);
    }
}
