package firsthand.cli.compare;

import firsthand.metric.McNemar;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two runs beside each other, example by example.
 *
 * @param bothRight how many examples both get right
 * @param bothWrong how many examples both get wrong
 * @param onlyFirst the examples that only the first gets right
 * @param onlySecond the examples that only the second gets right
 */
record Pair(
        ComparedRun first,
        ComparedRun second,
        long bothRight,
        long bothWrong,
        List<Integer> onlyFirst,
        List<Integer> onlySecond) {

    static Pair of(ComparedRun first, ComparedRun second) {
        int examples = first.predictions().data().size();
        return new Pair(
                first,
                second,
                IntStream.range(0, examples)
                        .filter(i -> right(first, i) && right(second, i))
                        .count(),
                IntStream.range(0, examples)
                        .filter(i -> !right(first, i) && !right(second, i))
                        .count(),
                IntStream.range(0, examples)
                        .filter(i -> right(first, i) && !right(second, i))
                        .boxed()
                        .toList(),
                IntStream.range(0, examples)
                        .filter(i -> !right(first, i) && right(second, i))
                        .boxed()
                        .toList());
    }

    private static boolean right(ComparedRun run, int example) {
        return run.predictions().isRight(example);
    }

    /** Whether the difference means anything. */
    McNemar test() {
        return new McNemar(onlyFirst.size(), onlySecond.size());
    }
}
