package firsthand.report;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.report.html.Html;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPageTest {
    private static final Patterns PATTERNS = Patterns.of(5, Shape.of(8, 8));

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String one(String pattern, String text) {
        var found = all(pattern, text);
        assertThat(found).as(pattern).hasSize(1);
        return found.getFirst();
    }

    /** The cells of the table of that name, row by row, without its header. */
    private static List<List<String>> rows(String id, String html) {
        String table = one("<table id=\"" + id + "\">(.*?)</table>", html);
        return all("<tr>(.*?)</tr>", table).stream()
                .map(row -> all("<td[^>]*>(.*?)</td>", row))
                .filter(row -> !row.isEmpty())
                .toList();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    @Test
    void theNumbersAreThoseOfTheEvaluation() {
        String html = PATTERNS.html();
        var evaluation = PATTERNS.predictions().evaluation();
        assertThat(evaluation.accuracy()).isBetween(0.3, 0.98); // there are mistakes to look at
        assertThat(one("id=\"accuracy\">(.*?)<", html)).isEqualTo(percent(evaluation.accuracy()));
        assertThat(one("id=\"loss\">(.*?)<", html)).isEqualTo(String.format(Locale.ROOT, "%.4f", evaluation.loss()));
        for (int actual = 0; actual < 5; actual++) {
            for (int predicted = 0; predicted < 5; predicted++) {
                var cell = all(
                        "<td[^>]*><a title=\"[^\"]*\" href=\"#cell-%d-%d\">(\\d+)</a></td>"
                                .formatted(actual, predicted),
                        html);
                long count = evaluation.confusion().count(actual, predicted);
                assertThat(cell).isEqualTo(count == 0 ? List.of() : List.of(Long.toString(count)));
            }
        }
        var scores = rows("scores", html);
        for (int c = 0; c < 5; c++) {
            var score = evaluation.confusion().scores().get(c);
            assertThat(scores.get(c))
                    .containsExactly(
                            Html.escape(score.label()),
                            String.format(Locale.ROOT, "%.4f", score.precision()),
                            String.format(Locale.ROOT, "%.4f", score.recall()),
                            String.format(Locale.ROOT, "%.4f", score.f1()),
                            Long.toString(score.support()));
        }
    }

    @Test
    void theHistoryIsThatOfTraining() {
        var rows = rows("history", PATTERNS.html());
        assertThat(rows).hasSize(3);
        for (int i = 0; i < 3; i++) {
            var entry = PATTERNS.history().entries().get(i);
            assertThat(rows.get(i).get(3)).isEqualTo(percent(entry.trainAccuracy()));
            assertThat(rows.get(i).get(5)).isEqualTo(percent(entry.validationAccuracy()));
        }
    }

    @Test
    void calibrationAndMistakesAreThoseOfThePredictions() {
        String html = PATTERNS.html();
        var calibration = PATTERNS.predictions().calibration(10).orElseThrow();
        assertThat(one("id=\"calibration-error\">(.*?)<", html)).isEqualTo(percent(calibration.expectedError()));
        long counted = rows("bins", html).stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
        assertThat(counted).isEqualTo(200);
        var worst = PATTERNS.predictions().mistakes();
        assertThat(all("data-example=\"(\\d+)\"", html))
                .isEqualTo(worst.stream()
                        .limit(RunReport.MOST_MISTAKES)
                        .map(String::valueOf)
                        .toList());
        assertThat(html)
                .contains(String.format(
                        Locale.ROOT, "%.4f", PATTERNS.predictions().confidence(worst.getFirst())));
    }

    @ParameterizedTest
    @CsvSource({"2, 64", "10, 64", "100, 64", "3, 0"})
    void aPageOfAnyDataStandsForItselfAndStaysSmall(int classes, int pixels) {
        String html =
                Patterns.of(classes, pixels == 0 ? Shape.of(7) : Shape.of(8, 8)).html();
        assertThat(html.length()).isLessThan(2_000_000);
        String own = html.replace("http://elsewhere/", ""); // a class is called that
        assertThat(own).doesNotContain("http", "src=", "@import", "<script", "<link rel=\"stylesheet");
        assertThat(own.replaceAll("base64,[A-Za-z0-9+/=]+", "")).doesNotContain("//");
        assertThat(all("url\\((.....)", own)).allMatch("data:"::equals);
        assertThat(all("href=\"([^#d][^\"]*)", own)).isEmpty();
        assertThat(html).doesNotContain("<b>bold", "\"quoted\"", "NaN");
        assertThat(html.contains("class=\"digit\"")).isEqualTo(pixels > 0);
        assertThat(html.contains("class=\"unit\"")).isEqualTo(pixels > 0);
    }

    @Test
    void aCellShowsTheFirstOfItsExamplesAndSaysHowManyThereAre() {
        for (var cell : PATTERNS.report().cells()) {
            assertThat(cell.examples()).hasSize((int) Math.min(cell.count(), CellExamples.MOST));
            assertThat(cell.examples())
                    .allMatch(example -> example.actual() == cell.actual() && example.predicted() == cell.predicted());
        }
        long counted = PATTERNS.report().cells().stream()
                .mapToLong(RunReport.Cell::count)
                .sum();
        assertThat(counted).isEqualTo(200);
    }

    @Test
    void withoutTrainingAndNetworkTheRestIsThere() {
        var subject = new RunReport.Subject("Two models together", "firsthand evaluate a b", List.of());
        String html = ReportPage.html(RunReport.of(subject, "validation", PATTERNS.predictions()));
        assertThat(all("<section id=\"(\\w+)\">", html))
                .containsExactly("result", "confusion", "mistakes", "classes", "calibration", "repeat");
    }

    @Test
    void theSameReportIsTheSameBytes() {
        assertThat(ReportPage.html(PATTERNS.report())).isEqualTo(PATTERNS.html());
    }
}
