package firsthand.report.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The mean of a channel. */
record GlobalAverageLesson(Flow flow) implements Lesson {

    private Grid in() {
        return Grid.of(flow.in());
    }

    private int pixels() {
        return in().height() * in().width();
    }

    @Override
    public String formula() {
        return "y[c] = sum over iy, ix of x[iy,ix,c] / " + pixels();
    }

    @Override
    public SourceReference source() {
        return SourceReference.of("firsthand.kernel.ScalarNormalization", "moments");
    }

    @Override
    public List<Equation> forward(int c) {
        var shares = inputs(c)
                .mapToObj(x -> Term.form("{x} / " + pixels())
                        .with("x", in().name("x", x), flow.x()[x])
                        .is(flow.x()[x] / (double) pixels()));
        return List.of(Equation.sum("y[" + c + "]", shares, flow.y()[c]));
    }

    private IntStream inputs(int c) {
        return IntStream.range(0, pixels()).map(pixel -> pixel * in().channels() + c);
    }

    @Override
    public int mainInput(int c) {
        return inputs(c)
                .boxed()
                .max(Comparator.comparing(x -> Math.abs(flow.x()[x])))
                .orElseThrow();
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of("dx[iy,ix,c] = dy[c] / " + pixels());
    }

    @Override
    public List<SourceReference> gradientSources() {
        return List.of(SourceReference.of("firsthand.layer.GlobalAveragePool", "backward"));
    }

    @Override
    public Equation inputGradient(int x) {
        int c = in().channel(x);
        var share = Term.form("{dy} / " + pixels())
                .with("dy", "dy[" + c + "]", flow.dy()[c])
                .is(flow.dy()[c] / (double) pixels());
        return Equation.of(in().name("dx", x), share, flow.dx()[x]);
    }
}
