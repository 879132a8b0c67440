package firsthand.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTextTest {
    @Test
    void wordsAreWhatASpaceOrALineDivides() {
        assertThat(CommandText.words(" --epochs 3\n\t--hidden 64,32  "))
                .containsExactly("--epochs", "3", "--hidden", "64,32");
    }

    @Test
    void aQuoteKeepsSpacesTogetherAndANumberSignInIt() {
        assertThat(CommandText.words("--data 'my scans' \"a # b\" c'd'e"))
                .containsExactly("--data", "my scans", "a # b", "cde");
    }

    @Test
    void aNumberSignBeginsAComment() {
        assertThat(CommandText.words("# tuned\n--epochs 3 # not 4\n--hidden 8"))
                .containsExactly("--epochs", "3", "--hidden", "8");
    }

    @Test
    void whatIsWrittenReadsBackAsTheSame() {
        var words = List.of("--data", "my scans", "it's", "a\"b", "", "#1", "$HOME", "a*b", "relu");
        assertThat(CommandText.words(CommandText.line(words))).isEqualTo(words);
    }

    @Test
    void plainWordsAreLeftPlain() {
        assertThat(CommandText.line(List.of("--layers", "conv:8:3:p1,relu", "--out", "runs/a_b-1.0")))
                .isEqualTo("--layers conv:8:3:p1,relu --out runs/a_b-1.0");
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefused() {
        assertThatThrownBy(() -> CommandText.words("--data 'my scans"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a second '");
    }
}
