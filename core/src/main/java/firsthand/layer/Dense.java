package firsthand.layer;

import firsthand.initializer.Initializer;
import firsthand.kernel.Kernels;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.List;

/**
 * A fully connected layer: y = x w + b.
 *
 * <p>With m examples, x is m x in, w is in x out, b is out, y is m x out. The chain rule gives
 *
 * <pre>
 *     dL/dx = dL/dy w^T        m x in
 *     dL/dw = x^T dL/dy        in x out
 *     dL/db = sum of the rows of dL/dy
 * </pre>
 *
 * <p>An input of more than one dimension is read as one row of numbers. Where a first layer's input is mostly zeros,
 * only the rest is multiplied, with the same result to the bit. (Rumelhart, Hinton and Williams, "Learning
 * representations by back-propagating errors", 1986, equation 1, and equations 4 to 7 for the chain rule.)
 */
public final class Dense implements Layer {
    /** Below this many examples, laying the weights out costs more than it saves; the backward pass always wants it. */
    private static final int PACKING_PAYS = 8;

    private final int in;
    private final int out;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * A layer of {@code out} units over {@code in} inputs, its weights and biases drawn from {@code random}.
     *
     * @throws IllegalArgumentException if {@code out} is below 1
     */
    public Dense(int in, int out, Initializer weights, Initializer biases, RandomStream random) {
        this.in = in;
        this.out = out;
        weight = Parameter.zeros("weight", in, out);
        bias = Parameter.zeros("bias", out);
        weights.fill(weight.value().values(), in, out, random.split("weight"));
        biases.fill(bias.value().values(), in, out, random.split("bias"));
    }

    @Override
    public String type() {
        return "dense";
    }

    /** The number of inputs. */
    public int in() {
        return in;
    }

    /** The number of units, which is the number of outputs. */
    public int out() {
        return out;
    }

    /** w, of shape in x out. */
    public Parameter weight() {
        return weight;
    }

    /** b, of shape out. */
    public Parameter bias() {
        return bias;
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.size() != in) {
            throw new IllegalArgumentException("expected an input of " + in + " values, received shape " + input);
        }
        return Shape.of(out);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    /**
     * Room for the weights as kernels like them for going forward, for their transpose for going back, and for the
     * gradient.
     */
    @Override
    public int memoryLength(Pass pass) {
        var kernels = Kernels.get();
        if (pass.isTraining()) {
            return forGradient() + kernels.gradientLength(pass.isSparse() ? 0 : pass.capacity(), in, out);
        }
        if (pass.isSparse()) {
            return kernels.sparseLength(in, out);
        }
        return pass.capacity() >= PACKING_PAYS ? kernels.packedLength(in, out) : 0;
    }

    @Override
    public void prepare(Pass pass, int part, int parts) {
        var kernels = Kernels.get();
        float[] w = weight.value().values();
        float[] b = bias.value().values();
        if (pass.isSparse()) {
            kernels.packSparse(w, b, pass.memory(), 0, in, out, part, parts);
        } else if (pass.memory().length > 0) {
            kernels.pack(w, b, pass.memory(), 0, in, out, part, parts);
        }
        if (pass.wantsInputGradient()) {
            kernels.packTransposed(w, pass.memory(), transposed(), in, out, part, parts);
        }
    }

    private int transposed() {
        return Math.max(Kernels.get().packedLength(in, out), Kernels.get().sparseLength(in, out));
    }

    private int forGradient() {
        return transposed() + Kernels.get().packedLength(in, out);
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        var kernels = Kernels.get();
        float[] w = weight.value().values();
        float[] b = bias.value().values();
        float[] y = pass.y().values();
        if (pass.isSparse()) {
            var rows = pass.sparse().matrix();
            kernels.affineSparse(
                    rows.start(),
                    rows.columns(),
                    rows.values(),
                    pass.sparse().rows(),
                    w,
                    b,
                    pass.memory(),
                    0,
                    y,
                    in,
                    out,
                    from,
                    to);
        } else if (pass.memory().length == 0) {
            kernels.affine(pass.x().values(), w, b, y, in, out, from, to);
        } else {
            kernels.affinePacked(pass.x().values(), pass.memory(), 0, y, in, out, from, to);
        }
        if (pass.isTraining() && !pass.isSparse()) {
            kernels.layOutExamples(pass.x().values(), pass.memory(), forGradient(), pass.examples(), in, from, to);
        }
    }

    @Override
    public void backward(Pass pass, int from, int to) {
        var kernels = Kernels.get();
        float[] dy = pass.dy().values();
        float[] dx = pass.dx().values();
        kernels.affinePacked(dy, pass.memory(), transposed(), dx, out, in, from, to);
    }

    @Override
    public void gradients(Pass pass, int part, int parts) {
        var kernels = Kernels.get();
        float[] dy = pass.dy().values();
        float[] dw = weight.gradient().values();
        if (pass.isSparse()) {
            var x = pass.sparse().columns(part, parts);
            int from = in * part / parts;
            int to = in * (part + 1) / parts;
            kernels.weightGradientSparse(x.start, x.examples, x.values, dy, dw, out, from, to);
        } else {
            float[] x = pass.x().values();
            kernels.weightGradient(x, dy, pass.memory(), forGradient(), dw, pass.examples(), in, out, part, parts);
        }
        float[] db = bias.gradient().values();
        kernels.biasGradient(dy, db, pass.examples(), out, out * part / parts, out * (part + 1) / parts);
    }
}
