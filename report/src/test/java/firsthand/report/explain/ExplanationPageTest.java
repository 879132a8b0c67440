package firsthand.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.classifier.Classifier;
import firsthand.loss.CrossEntropy;
import firsthand.network.Network;
import firsthand.report.html.Html;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page, and the pictures in it. */
class ExplanationPageTest {
    private static final WeightIndex WEIGHT = new WeightIndex(0, List.of(3, 2));

    @TempDir
    private Path folder;

    @Test
    void thePageHoldsEveryEquationAndNeedsNothingElse() {
        var network = Examples.filled(Examples.dense());
        var explanation = Examples.explanation(Classifier.of(network), Optional.of(WEIGHT));
        String page = ExplanationPage.of(explanation, "firsthand explain model --index 2");
        assertThat(page.replace("data:image/png;base64", ""))
                .doesNotContain("http", "src=\"/", "url(", "@import", "<script", "<link rel=\"style");
        assertThat(page).contains("firsthand explain model --index 2", "Gradient check", "Relative error");
        String text = page.replaceAll("<[^>]*>", "");
        explanation.layers().stream()
                .flatMap(step -> Stream.of(step.forward(), step.backward()))
                .forEach(half -> {
                    half.formulas()
                            .forEach(formula -> assertThat(text).contains(Html.escape(formula.replace(" * ", " × "))));
                    half.sources().forEach(source -> assertThat(text).contains(source.toString()));
                    half.equations()
                            .forEach(equation -> assertThat(text)
                                    .contains("= "
                                            + Html.escape(equation.numbers().replace(" * ", " × ")))
                                    .contains("= " + equation.value()));
                });
        assertThat(page.split("<details ")).hasSize(1 + 2 * network.layers().size() + 2);
    }

    @Test
    void wordsFromOutsideAreShownAndNotObeyed() {
        var classifier = Classifier.of(
                Network.input(4).dense(2).build(1), new CrossEntropy(), List.of("<b>cat</b>", "a \"dog\""), 1);
        var subject = new Explanation.Subject(
                "<script>alert(1)</script>.png", Examples.input(Shape.of(4)), Optional.of("a \"dog\""));
        String page =
                ExplanationPage.of(Explanation.of(classifier, subject, Optional.empty()), "firsthand explain '<i>'");
        assertThat(page)
                .doesNotContain("<script", "<b>cat", "<i>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;.png", "&lt;b&gt;cat&lt;/b&gt;", "a &quot;dog&quot;");
    }

    private static Stream<Network> networks() {
        return Examples.networks().stream().map(Examples::filled);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyNetworkHasAPageAndPicturesWhateverItsShape(Network network) throws IOException {
        var explanation = Examples.explanation(network);
        assertThat(ExplanationPage.of(explanation, "again")).endsWith("</html>\n");
        var files = Images.write(explanation, folder);
        assertThat(files).hasSize(2 + network.outputShape().size());
        for (Path file : files) {
            assertThat(ImageIO.read(file.toFile()).getWidth()).isPositive();
        }
        assertThat(explanation.pictures().values()).allSatisfy(picture -> {
            assertThat(picture.shape().rank()).isEqualTo(2);
        });
    }

    @Test
    void aPixelIsBlueForAndVermillionAgainst() throws IOException {
        var values = Tensor.of(Shape.of(1, 3), 2, 0, -2);
        var image = ImageIO.read(new ByteArrayInputStream(Heatmap.ofSign(values).png(4)));
        assertThat(image.getWidth()).isEqualTo(12);
        assertThat(image.getHeight()).isEqualTo(4);
        assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(0x0072b2);
        assertThat(image.getRGB(5, 1) & 0xffffff).isEqualTo(0xffffff);
        assertThat(image.getRGB(11, 3) & 0xffffff).isEqualTo(0xd55e00);
    }

    @Test
    void channelsStandSideBySide() throws IOException {
        var values = Tensor.zeros(2, 2, 3);
        values.values()[(1 * 2 + 0) * 3 + 2] = 1;
        var image =
                ImageIO.read(new ByteArrayInputStream(Heatmap.ofInput(values).png(1)));
        assertThat(image.getWidth()).isEqualTo(8);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(image.getRGB(6, 1) & 0xffffff).isZero();
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    }
}
