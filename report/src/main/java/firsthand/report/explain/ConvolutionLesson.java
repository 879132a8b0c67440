package firsthand.report.explain;

import firsthand.layer.Conv2d;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One pixel of the output of a convolution: the kernel laid on one place of the input. */
record ConvolutionLesson(Conv2d layer, Flow flow) implements Lesson {
    private static final String KERNELS = "firsthand.kernel.ScalarConvolution";

    /** Weight {@code weight} where it multiplies input {@code x} for output {@code y}. */
    private record Meeting(int x, int weight, int y) {}

    private Grid in() {
        return Grid.of(flow.in());
    }

    private Grid out() {
        return Grid.of(flow.out());
    }

    private int channelsPerGroup() {
        return in().channels() / layer.kernel().groups();
    }

    private int weights() {
        return layer.weight().value().size();
    }

    private float weight(int i) {
        return layer.weight().value().values()[i];
    }

    private String weightName(int i) {
        int perRow = channelsPerGroup() * layer.out();
        int ky = i / perRow / layer.kernel().width();
        int kx = i / perRow % layer.kernel().width();
        return "[" + ky + "," + kx + "," + i / layer.out() % channelsPerGroup() + "," + i % layer.out() + "]";
    }

    /** Where a weight multiplies for an output of its filter; empty where it lies on the zeros around the image. */
    private Optional<Meeting> meeting(int weight, int y) {
        var kernel = layer.kernel();
        int perRow = channelsPerGroup() * layer.out();
        int o = out().channel(y);
        int iy = out().row(y) * kernel.stride()
                + weight / perRow / kernel.width() * kernel.dilation()
                - kernel.padding();
        int ix = out().column(y) * kernel.stride()
                + weight / perRow % kernel.width() * kernel.dilation()
                - kernel.padding();
        int group = o / (layer.out() / kernel.groups());
        int c = group * channelsPerGroup() + weight / layer.out() % channelsPerGroup();
        return weight % layer.out() == o && in().contains(iy, ix)
                ? Optional.of(new Meeting(in().index(iy, ix, c), weight, y))
                : Optional.empty();
    }

    /** All that output {@code y} is made of. */
    private Stream<Meeting> meetings(int y) {
        int o = out().channel(y);
        return IntStream.range(0, weights() / layer.out())
                .mapToObj(k -> meeting(k * layer.out() + o, y))
                .flatMap(Optional::stream);
    }

    private Term forward(Meeting met) {
        return Term.product(in().name("x", met.x), flow.x()[met.x], "w" + weightName(met.weight), weight(met.weight));
    }

    @Override
    public String formula() {
        var kernel = layer.kernel();
        return "y[oy,ox,o] = b[o] + sum over ky, kx, c of x[" + place("oy", "ky") + ", " + place("ox", "kx")
                + ", c] w[ky,kx,c,o]"
                + (kernel.groups() > 1 ? ", c of the same of " + kernel.groups() + " groups" : "");
    }

    private String place(String output, String inKernel) {
        var kernel = layer.kernel();
        return (kernel.stride() > 1 ? kernel.stride() + " " : "") + output + " + "
                + (kernel.dilation() > 1 ? kernel.dilation() + " " : "") + inKernel
                + (kernel.padding() > 0 ? " - " + kernel.padding() : "");
    }

    @Override
    public SourceReference source() {
        return SourceReference.of(KERNELS, "output");
    }

    @Override
    public List<Equation> forward(int y) {
        int o = out().channel(y);
        var bias = Term.of("b[" + o + "]", layer.bias().value().at(o));
        return List.of(Equation.sum(out().name("y", y), bias, meetings(y).map(this::forward), flow.y()[y]));
    }

    private Meeting main(int y) {
        return meetings(y)
                .max(Comparator.comparingDouble(met -> Math.abs(forward(met).value())))
                .orElseThrow();
    }

    @Override
    public int mainInput(int y) {
        return main(y).x;
    }

    @Override
    public List<String> gradientFormulas() {
        return List.of(
                "dx[iy,ix,c] = sum of dy[oy,ox,o] w[ky,kx,c,o] over the outputs that saw it, and the weights through"
                        + " which they did",
                "dw[ky,kx,c,o] = sum over oy, ox of x[" + place("oy", "ky") + ", " + place("ox", "kx")
                        + ", c] dy[oy,ox,o]",
                "db[o] = sum over oy, ox of dy[oy,ox,o]");
    }

    @Override
    public List<SourceReference> gradientSources() {
        return List.of(
                SourceReference.of(KERNELS, "inputGradient"),
                SourceReference.of(KERNELS, "weightGradient"),
                SourceReference.of("firsthand.kernel.ScalarKernels", "biasGradient"));
    }

    @Override
    public Equation inputGradient(int x) {
        var products = IntStream.range(0, flow.y().length)
                .boxed()
                .flatMap(this::meetings)
                .filter(met -> met.x == x)
                .map(met -> Term.product(
                        out().name("dy", met.y), flow.dy()[met.y], "w" + weightName(met.weight), weight(met.weight)));
        return Equation.sum(in().name("dx", x), products, flow.dx()[x]);
    }

    /** All pixels of one filter's output. */
    private Stream<Integer> outputs(int o) {
        return IntStream.range(0, flow.y().length)
                .filter(i -> out().channel(i) == o)
                .boxed();
    }

    @Override
    public Optional<Equation> weightGradient(int w) {
        var products = outputs(w % layer.out())
                .flatMap(i -> meeting(w, i).stream())
                .map(met -> Term.product(
                        in().name("x", met.x), flow.x()[met.x], out().name("dy", met.y), flow.dy()[met.y]));
        double dw = layer.weight().gradient().values()[w];
        return Optional.of(Equation.sum("dw" + weightName(w), products, dw));
    }

    @Override
    public List<Equation> parameterGradients(int x, int y) {
        int o = out().channel(y);
        var gradients = outputs(o).map(i -> Term.of(out().name("dy", i), flow.dy()[i]));
        return List.of(
                weightGradient(main(y).weight).orElseThrow(),
                Equation.sum("db[" + o + "]", gradients, layer.bias().gradient().at(o)));
    }
}
