package firsthand.data;

import firsthand.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set in two parts: one to learn from, one to be judged by.
 *
 * <pre>{@code
 * var split = Split.stratified(data, 0.2, RandomStream.of(7));
 * classifier.fit(split.train(), training);
 * classifier.evaluate(split.test());
 * }</pre>
 */
public record Split(Dataset train, Dataset test) {

    /**
     * Sets {@code testExamples} examples drawn at random aside. Both parts keep the order of the data set, which reads
     * faster.
     *
     * @throws IllegalArgumentException unless at least one example is left on either side
     */
    public static Split random(Dataset data, int testExamples, RandomStream random) {
        checkCount(data, testExamples);
        var order = IntStream.range(0, data.size()).toArray();
        random.shuffle(order);
        return inOrder(data, Arrays.copyOfRange(order, testExamples, order.length), Arrays.copyOf(order, testExamples));
    }

    /**
     * Sets the last {@code testExamples} examples aside.
     *
     * @throws IllegalArgumentException unless at least one example is left on either side
     */
    public static Split last(Dataset data, int testExamples) {
        checkCount(data, testExamples);
        int first = data.size() - testExamples;
        return new Split(
                data.take(first),
                data.subset(IntStream.range(first, data.size()).toArray()));
    }

    /**
     * Like {@link #random(Dataset, int, RandomStream)}, with {@code testFraction} of the examples, rounded, at least
     * one.
     */
    public static Split random(Dataset data, double testFraction, RandomStream random) {
        return random(data, testExamples(data, testFraction), random);
    }

    /**
     * Sets {@code testFraction} of the examples aside so that every class has the same share in both parts, as near as
     * whole examples allow: each class gives its share rounded down, and the classes that lost most by rounding give
     * one more until the number fits.
     *
     * @throws IllegalArgumentException unless at least one example is left on either side
     */
    public static Split stratified(Dataset data, double testFraction, RandomStream random) {
        int wanted = testExamples(data, testFraction);
        checkCount(data, wanted);
        var order = IntStream.range(0, data.size()).toArray();
        random.shuffle(order);
        int[] quota = quotas(data, wanted);
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (int i : order) {
            (quota[data.label(i)]-- > 0 ? test : train).add(i);
        }
        return inOrder(data, toArray(train), toArray(test));
    }

    private static Split inOrder(Dataset data, int[] train, int[] test) {
        Arrays.sort(train);
        Arrays.sort(test);
        return new Split(data.subset(train), data.subset(test));
    }

    private static int[] quotas(Dataset data, int wanted) {
        int classes = data.classNames().size();
        var count = new int[classes];
        for (int label : data.labels()) {
            count[label]++;
        }
        var quota = new int[classes];
        var lost = new double[classes];
        int missing = wanted;
        for (int c = 0; c < classes; c++) {
            double share = (double) wanted * count[c] / data.size();
            quota[c] = (int) share;
            lost[c] = share - quota[c];
            missing -= quota[c];
        }
        for (; missing > 0; missing--) {
            int most = 0;
            for (int c = 1; c < classes; c++) {
                if (lost[c] > lost[most]) {
                    most = c;
                }
            }
            quota[most]++;
            lost[most] = -1;
        }
        return quota;
    }

    private static int[] toArray(List<Integer> examples) {
        return examples.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int testExamples(Dataset data, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "Split: expected a fraction between 0 and 1, both excluded, received " + fraction);
        }
        return (int) Math.max(1, Math.round(fraction * data.size()));
    }

    private static void checkCount(Dataset data, int testExamples) {
        if (testExamples < 1 || testExamples >= data.size()) {
            throw new IllegalArgumentException("Split: expected to set aside 1 to " + (data.size() - 1) + " of "
                    + data.size() + " examples, received " + testExamples);
        }
    }
}
