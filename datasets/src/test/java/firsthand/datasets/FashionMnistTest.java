package firsthand.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FashionMnistTest {
    @Test
    void loadsTheFullSet() throws Exception {
        LoadedData fashion;
        try {
            fashion = FashionMnist.load();
        } catch (DataUnavailableException unavailable) {
            abort(unavailable.getMessage());
            return;
        }

        assertThat(fashion.train().size()).isEqualTo(60_000);
        assertThat(fashion.train().labels()).startsWith(9, 0, 0, 3, 0);
        assertThat(Arrays.stream(fashion.test().labels())
                        .filter(label -> label == 7)
                        .count())
                .isEqualTo(1000);
        assertThat(fashion.train().classNames().get(9)).isEqualTo("Ankle boot");
    }
}
