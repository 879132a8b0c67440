package firsthand.kernel;

/** The definition of what normalisation layers compute. */
final class ScalarNormalization implements NormalizationKernels {

    @Override
    public void moments(float[] x, int at, int rows, int channels, float[] moments, int into) {
        for (int c = 0; c < channels; c++) {
            float sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += x[at + r * channels + c];
            }
            float mean = sum / rows;
            float squares = 0;
            for (int r = 0; r < rows; r++) {
                float deviation = x[at + r * channels + c] - mean;
                squares = Math.fma(deviation, deviation, squares);
            }
            moments[into + c] = mean;
            moments[into + channels + c] = squares;
        }
    }

    @Override
    public void scaleAndShift(float[] x, float[] y, int at, int rows, int channels, float[] factors, int first) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < channels; c++) {
                int i = at + r * channels + c;
                y[i] = Math.fma(x[i], factors[first + c], factors[first + channels + c]);
            }
        }
    }

    @Override
    public void gradientSums(
            float[] x, float[] dy, int at, int rows, int channels, float[] factors, int first, float[] sums, int into) {
        for (int c = 0; c < channels; c++) {
            float sum = 0;
            float product = 0;
            for (int r = 0; r < rows; r++) {
                int i = at + r * channels + c;
                sum += dy[i];
                product = Math.fma(dy[i], x[i] - factors[first + c], product);
            }
            sums[into + c] = sum;
            sums[into + channels + c] = product;
        }
    }

    @Override
    public void combine(float[] x, float[] dy, float[] dx, int at, int rows, int channels, float[] factors, int first) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < channels; c++) {
                int i = at + r * channels + c;
                float shifted = Math.fma(x[i], factors[first + channels + c], factors[first + 2 * channels + c]);
                dx[i] = Math.fma(dy[i], factors[first + c], shifted);
            }
        }
    }
}
