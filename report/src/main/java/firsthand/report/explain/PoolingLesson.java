package firsthand.report.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One pixel of the output of a pooling layer: the window it looks through.
 *
 * @param kind what is made of a window
 * @param size the rows and columns of a window
 */
record PoolingLesson(Kind kind, int size, int stride, int padding, Flow flow) implements Lesson {
    /** So many numbers fit in one line. */
    private static final int LISTED = 9;

    /** Whether the largest value counts, or the mean of all. */
    enum Kind {
        MAX,
        AVERAGE
    }

    private Grid in() {
        return Grid.of(flow.in());
    }

    private Grid out() {
        return Grid.of(flow.out());
    }

    /** The inputs within the window of output {@code y}. */
    private List<Integer> window(int y) {
        int top = out().row(y) * stride - padding;
        int left = out().column(y) * stride - padding;
        return IntStream.range(0, size * size)
                .filter(i -> in().contains(top + i / size, left + i % size))
                .mapToObj(i -> in().index(top + i / size, left + i % size, out().channel(y)))
                .toList();
    }

    @Override
    public String formula() {
        return switch (kind) {
            case MAX -> "y[oy,ox,c] = the largest x[iy,ix,c] of the window";
            case AVERAGE -> "y[oy,ox,c] = sum of x[iy,ix,c] / n over the n pixels of the window";
        };
    }

    @Override
    public SourceReference source() {
        return SourceReference.of("firsthand.kernel.ScalarPooling", kind == Kind.MAX ? "max" : "average");
    }

    @Override
    public List<Equation> forward(int y) {
        return List.of(
                switch (kind) {
                    case MAX -> largest(y);
                    case AVERAGE ->
                        Equation.sum(out().name("y", y), window(y).stream().map(x -> share(x, window(y))), flow.y()[y]);
                });
    }

    private Equation largest(int y) {
        var listed = window(y).stream()
                .sorted(Comparator.comparing((Integer x) -> -flow.x()[x]))
                .limit(LISTED)
                .sorted()
                .toList();
        String end = listed.size() < window(y).size() ? ", ...)" : ")";
        String symbols = listed.stream().map(x -> in().name("x", x)).collect(Collectors.joining(", ", "max(", end));
        String numbers =
                listed.stream().map(x -> Figures.of(flow.x()[x])).collect(Collectors.joining(", ", "max(", end));
        return Equation.of(out().name("y", y), new Term(symbols, numbers, flow.y()[y]), flow.y()[y])
                .noting(in().name("x", mainInput(y)) + " won");
    }

    private Term share(int x, List<Integer> window) {
        return Term.form("{x} / " + window.size())
                .with("x", in().name("x", x), flow.x()[x])
                .is(flow.x()[x] / (double) window.size());
    }

    /** The winner: the first of several equal ones. */
    @Override
    public int mainInput(int y) {
        return window(y).stream()
                .reduce((best, x) -> value(x) > value(best) ? x : best)
                .orElseThrow();
    }

    private double value(int x) {
        return kind == Kind.MAX ? flow.x()[x] : Math.abs(flow.x()[x]);
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of(
                switch (kind) {
                    case MAX -> "dx[iy,ix,c] = sum of dy[oy,ox,c] over the windows that it won";
                    case AVERAGE -> "dx[iy,ix,c] = sum of dy[oy,ox,c] / n over the windows that it lies in";
                });
    }

    @Override
    public List<SourceReference> gradientSources() {
        return List.of(SourceReference.of(
                "firsthand.kernel.ScalarPooling", kind == Kind.MAX ? "maxGradient" : "averageGradient"));
    }

    @Override
    public Equation inputGradient(int x) {
        Stream<Integer> windows = IntStream.range(0, flow.y().length)
                .boxed()
                .filter(y -> kind == Kind.MAX ? mainInput(y) == x : window(y).contains(x));
        var terms = windows.map(y -> switch (kind) {
            case MAX -> Term.of(out().name("dy", y), flow.dy()[y]);
            case AVERAGE ->
                Term.form("{dy} / " + window(y).size())
                        .with("dy", out().name("dy", y), flow.dy()[y])
                        .is(flow.dy()[y] / (double) window(y).size());
        });
        return Equation.sum(in().name("dx", x), terms, flow.dx()[x]);
    }
}
