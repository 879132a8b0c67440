package firsthand.playground.look;

import firsthand.data.Dataset;
import firsthand.playground.message.Json;
import firsthand.tensor.Tensor;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** The examples of a data set that are most like an image: those of the smallest Euclidean distance. */
final class Nearest {
    /** So many examples are compared at most, the first: all of MNIST. */
    private static final int MOST_COMPARED = 60_000;

    private static final int MOST_TOLD = 50;

    private record Neighbour(int index, float squared) {
        private Json json(Dataset data) {
            return GrayPicture.example(data, index).put("distance", Math.sqrt(squared));
        }
    }

    private Nearest() {}

    /** {@code {"index", "label", "distance", picture}} of each, the nearest first; none if the shapes do not fit. */
    static Stream<Json> look(Dataset data, Tensor image, int count) {
        if (count < 1 || data.exampleShape().size() != image.size()) {
            return Stream.empty();
        }
        int most = Math.min(count, MOST_TOLD);
        var farthestFirst = new PriorityQueue<Neighbour>(Comparator.comparingDouble((Neighbour each) -> -each.squared));
        var example = new float[image.size()];
        for (int i = 0; i < Math.min(data.size(), MOST_COMPARED); i++) {
            data.copyExample(i, example, 0);
            boolean full = farthestFirst.size() == most;
            float limit = full ? farthestFirst.element().squared : Float.POSITIVE_INFINITY;
            float squared = squared(example, image.values(), limit);
            if (squared < limit) {
                if (full) {
                    farthestFirst.remove();
                }
                farthestFirst.add(new Neighbour(i, squared));
            }
        }
        return farthestFirst.stream()
                .sorted(Comparator.comparingDouble(Neighbour::squared).thenComparingInt(Neighbour::index))
                .map(neighbour -> neighbour.json(data));
    }

    /** The squared distance, or anything from {@code limit} on if it is no smaller. */
    private static float squared(float[] a, float[] b, float limit) {
        float sum = 0;
        for (int i = 0; i < a.length && sum < limit; i++) {
            float difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }
}
