package firsthand.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class McNemarTest {
    @Test
    void pIsTheShareOfCoinTossesAsUnevenOrMore() {
        for (int first = 0; first < 40; first++) {
            for (int second = 0; second < 40; second++) {
                double exact = exact(first, second);
                assertThat(new McNemar(first, second).p())
                        .as("%d against %d", first, second)
                        .isCloseTo(exact, within(1e-12 * Math.max(1, exact)));
            }
        }
    }

    @Test
    void countsOfThousandsAreNoTrouble() {
        assertThat(new McNemar(3000, 3000).p()).isEqualTo(1);
        assertThat(new McNemar(2900, 3100).p()).isCloseTo(exact(2900, 3100), within(1e-10));
        assertThat(new McNemar(0, 5000).p()).isBetween(0.0, 1e-300);
    }

    @Test
    void thereIsNoTelling() {
        assertThat(new McNemar(0, 0).p()).isEqualTo(1);
        assertThatThrownBy(() -> new McNemar(-1, 2))
                .hasMessage("McNemar: expected counts of 0 or more, received -1 and 2");
    }

    private static double exact(int first, int second) {
        int n = first + second;
        var sum = BigInteger.ZERO;
        var term = BigInteger.ONE;
        for (int i = 0; i <= Math.min(first, second); i++) {
            sum = sum.add(term);
            term = term.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        var share = new BigDecimal(sum.multiply(BigInteger.TWO))
                .divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL64);
        return Math.min(1, share.doubleValue());
    }
}
