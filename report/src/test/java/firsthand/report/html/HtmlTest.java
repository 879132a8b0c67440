package firsthand.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.report.image.Png;
import firsthand.report.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textShowsAsItIs() {
        assertThat(Html.escape("<b> \"a\" & 'c' é")).isEqualTo("&lt;b&gt; &quot;a&quot; &amp; &#39;c&#39; é");
    }

    @Test
    void aPageNeedsNothingElse() {
        String page = Html.page("A <title>", "p { color: var(--blue); }\n", "<p>body</p>\n");
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<title>A &lt;title&gt;</title>",
                        "p { color: var(--blue); }",
                        "--blue: #0072b2;",
                        "<p>body</p>")
                .doesNotContain("http", "//", "url(", "@import", "<script");
    }

    @Test
    void aPictureIsWhatOtherProgramsRead() throws IOException {
        for (int[] pixels : new int[][] {{0x000000, 0x7f7f7f, 0xffffff, 1}, {0x0000ff, 0x00ff00, 0xff0000, 0x123456}}) {
            String uri = Html.dataUri(Png.of(new Raster(2, 2, pixels)));
            assertThat(uri).startsWith("data:image/png;base64,");
            byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
            var image = ImageIO.read(new ByteArrayInputStream(png));
            for (int i = 0; i < 4; i++) {
                assertThat(image.getRGB(i % 2, i / 2) & 0xffffff).isEqualTo(pixels[i]);
            }
        }
        var grey = new Raster(3, 1, new int[] {0, 0x808080, 0xffffff});
        assertThat(grey.isGrey()).isTrue();
        var image = ImageIO.read(new ByteArrayInputStream(Png.of(grey)));
        assertThat(image.getRaster().getNumBands()).isEqualTo(1);
        assertThat(image.getRaster().getSample(1, 0, 0)).isEqualTo(0x80);
    }
}
