package firsthand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks of every size, also those that the processor at hand is not given, are chains of fma in order. */
class VectorBlocksTest {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    private interface Block {
        void compute(float[] x, int row, float[] packed, int panel, float[] y, int terms, int width, int at);
    }

    private static Stream<Arguments> blocks() {
        return Stream.of(
                Arguments.of("6 x 3", 6, 3, (Block) VectorBlocks::sixByThree),
                Arguments.of("3 x 3", 3, 3, (Block) VectorBlocks::threeByThree),
                Arguments.of("1 x 3", 1, 3, (Block) VectorBlocks::oneByThree),
                Arguments.of("6 x 1", 6, 1, (Block) VectorBlocks::sixByOne),
                Arguments.of("1 x 1", 1, 1, (Block) VectorBlocks::oneByOne));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void areChainsOfFmaInOrder(String name, int rows, int vectors, Block block) {
        int columns = vectors * LANES;
        for (int terms = 0; terms < 40; terms++) {
            var numbers = new Numbers(terms);
            int width = columns + 5;
            float[] x = numbers.dense(2 + rows * terms);
            float[] packed = numbers.dense(3 + (terms + 1) * columns);
            float[] expected = numbers.dense(4 + rows * width);
            float[] actual = expected.clone();
            for (int r = 0; r < rows; r++) {
                for (int l = 0; l < columns; l++) {
                    float sum = packed[3 + l];
                    for (int k = 0; k < terms; k++) {
                        sum = Math.fma(x[2 + r * terms + k], packed[3 + (k + 1) * columns + l], sum);
                    }
                    expected[4 + r * width + l] = sum;
                }
            }
            block.compute(x, 2, packed, 3, actual, terms, width, 4);
            assertThat(actual).as("%s, %d terms", name, terms).isEqualTo(expected);
        }
    }
}
