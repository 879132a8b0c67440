package firsthand.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyPartOfEveryTaskIsDoneOnce(int threads) {
        try (var workers = new Workers(threads)) {
            for (int round = 0; round < 3_000; round++) {
                var done = new AtomicIntegerArray(1 + round % 17);
                workers.run(done.length(), (part, parts) -> {
                    assertThat(parts).isEqualTo(done.length());
                    done.incrementAndGet(part);
                });
                for (int part = 0; part < done.length(); part++) {
                    assertThat(done.get(part)).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatAPartThrowsIsThrownAndTheTeamGoesOn(int threads) {
        try (var workers = new Workers(threads)) {
            for (int round = 0; round < 100; round++) {
                int failing = round % 5;
                assertThatThrownBy(() -> workers.run(5, (part, parts) -> {
                            if (part == failing) {
                                throw new IllegalStateException("part " + part);
                            }
                        }))
                        .hasMessage("part " + failing);
            }
            var done = new AtomicIntegerArray(4);
            workers.run(4, (part, parts) -> done.incrementAndGet(part));
            assertThat(done.toString()).isEqualTo("[1, 1, 1, 1]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aTeamHasAtLeastOneMember(int threads) {
        assertThatThrownBy(() -> new Workers(threads)).hasMessage("threads: expected 1 or more, received " + threads);
    }
}
