package firsthand.playground.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import firsthand.datasets.DigitImage.Stage;
import firsthand.datasets.Digits;
import firsthand.network.Network;
import firsthand.playground.drawn.Manner.Variation;
import firsthand.settings.Settings;
import firsthand.tensor.Tensor;
import firsthand.training.Trainer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a network makes of drawings that has seen 1438 digits of 8x8 pixels, by other hands and from another scanner. */
class DrawnSmallDigitsTest {
    private static final double THREE_IN_FOUR = 0.75;

    private static Network network;

    @BeforeAll
    static void train() throws Exception {
        var data = Digits.load().train();
        var settings = Settings.parse(Map.of("data", "digits", "epochs", "20"));
        network = settings.network(data);
        new Trainer(network, settings.loss(), settings.training()).fit(data);
    }

    @Test
    void areReadRightThreeTimesInFour() throws Exception {
        assertThat(rightShare(EnumSet.noneOf(Variation.class))).isGreaterThan(THREE_IN_FOUR);
    }

    @Test
    void areReadRightThreeTimesInFourWhateverPeopleDoDifferently() throws Exception {
        assertThat(rightShare(EnumSet.allOf(Variation.class))).isGreaterThan(THREE_IN_FOUR);
    }

    private static double rightShare(Set<Variation> variations) throws Exception {
        var digits = DrawnDigit.of(Handwriting.judging(), 4, 0);
        var workspace = network.workspace(1, false, false);
        int right = 0;
        for (var digit : digits) {
            var pad = digit.manner(variations).draw(digit.glyph());
            var example = pad.example(network.inputShape(), Stage.ALL);
            var output = network.forward(Tensor.of(network.inputShape().batch(1), example.values()), workspace);
            right += output.argMax(0) == digit.glyph().digit() ? 1 : 0;
        }
        return right / (double) digits.size();
    }
}
