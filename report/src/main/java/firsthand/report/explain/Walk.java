package firsthand.report.explain;

import firsthand.classifier.Classifier;
import firsthand.layer.Activation;
import firsthand.layer.BatchNorm;
import firsthand.layer.Dropout;
import firsthand.layer.Layer;
import firsthand.layer.Pass;
import firsthand.layer.Skip;
import firsthand.network.GradientCheck;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.tensor.Shape;
import firsthand.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * One example's way through a network and back, as the network predicts: dropout lets everything through, and batch
 * normalisation goes by its running means.
 *
 * <p>A thread runs through it: from the output that the example is taken for back to the input, at each layer to the
 * number that had the largest share. It is for the numbers on the thread that formulas are written out.
 */
final class Walk {
    private final Classifier classifier;
    private final Network network;
    private final Workspace workspace;
    private final Tensor x;
    private final Tensor target;
    private final double loss;
    private final List<Lesson> lessons = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();

    /** Goes there and back; the gradients that parameters hold then are those of this example. */
    Walk(Classifier classifier, Tensor x, int targetClass) {
        this.classifier = classifier;
        this.x = x;
        network = Evidence.withInputGradient(frozen(layers()), x);
        workspace = network.workspace(1);
        target = Tensor.zeros(1, network.outputShape().size());
        target.values()[targetClass] = 1;
        loss = classifier.loss().evaluate(network.forward(x, workspace), target, workspace.outputGradient());
        network.backward(workspace);
        for (int i = 0; i < layers().size(); i++) {
            flows.add(flow(i));
            lessons.add(Lessons.of(i, layers().get(i), flows.get(i)));
        }
    }

    private List<Layer> layers() {
        return classifier.network().layers();
    }

    /** Layers that do in training what these do in prediction, with the same parameters. */
    static List<Layer> frozen(List<Layer> layers) {
        return layers.stream()
                .map(layer -> switch (layer) {
                    case Dropout _ -> Activation.identity();
                    case BatchNorm norm -> norm.frozen();
                    default -> layer;
                })
                .toList();
    }

    /** Of layer {@code i}, which has one more before it here. */
    private Pass pass(int i) {
        return workspace.pass(i + 1);
    }

    private Flow flow(int i) {
        var pass = pass(i);
        boolean skip = layers().get(i) instanceof Skip;
        return new Flow(
                network.outputShape(i),
                network.outputShape(i + 1),
                pass.x().values(),
                pass.y().values(),
                pass.dx().values(),
                pass.dy().values(),
                skip ? pass.skipped().x().values() : null);
    }

    /** The steps, first layer to last, written out for the thread that ends at {@code output}. */
    List<LayerStep> steps(int output) {
        var thread = thread(output);
        List<LayerStep> steps = new ArrayList<>();
        for (int i = 0; i < lessons.size(); i++) {
            int in = thread[i];
            int out = thread[i + 1];
            steps.add(new LayerStep(
                    i,
                    layers().get(i).type(),
                    flows.get(i).in(),
                    flows.get(i).out(),
                    forward(i, out),
                    back(i, in, out)));
        }
        return steps;
    }

    /** y[output] of layer {@code i}. */
    Equation equation(int i, int output) {
        return lessons.get(i).forward(output).getLast();
    }

    /** thread[i] is the input of layer i, thread[i + 1] its output. */
    private int[] thread(int output) {
        int[] thread = new int[lessons.size() + 1];
        thread[lessons.size()] = output;
        for (int i = lessons.size() - 1; i >= 0; i--) {
            thread[i] = lessons.get(i).mainInput(thread[i + 1]);
        }
        return thread;
    }

    private Half forward(int i, int output) {
        var lesson = lessons.get(i);
        return new Half(
                List.of(lesson.formula()),
                List.of(lesson.source()),
                lesson.forward(output),
                copy(flows.get(i).out(), flows.get(i).y()));
    }

    private Half back(int i, int input, int output) {
        var lesson = lessons.get(i);
        List<Equation> equations = new ArrayList<>(lesson.beforeInputGradient(input));
        equations.add(joined(i, input, lesson.inputGradient(input)));
        equations.addAll(lesson.parameterGradients(input, output));
        return new Half(
                lesson.gradientFormulas(),
                lesson.gradientSources(),
                equations,
                copy(flows.get(i).in(), flows.get(i).dx()));
    }

    /** Where a later layer adds the input of this one, its gradient joins here. */
    private Equation joined(int i, int input, Equation equation) {
        Equation joined = equation;
        for (int s = i; s < layers().size(); s++) {
            if (layers().get(s) instanceof Skip skip && s - skip.back() == i) {
                String name = Grid.name("dy", flows.get(s).out(), input) + " of layer " + s + " (skip)";
                joined = joined.plus(Term.of(name, flows.get(s).dy()[input]));
            }
        }
        return joined;
    }

    private static Tensor copy(Shape shape, float[] values) {
        return Tensor.of(shape, values.clone());
    }

    /** The loss and its gradient, of which up to {@code most} numbers are written out. */
    LossStep lossStep(int most) {
        float[] z = workspace.output().values();
        var probabilities = workspace.output().copy();
        classifier.loss().toProbabilities(probabilities, 0, 1);
        float[] dz = workspace.outputGradient().values();
        var lesson = new LossLesson(classifier.loss(), z, probabilities.values(), target.values(), dz, loss);
        var shape = network.outputShape();
        return new LossStep(
                classifier.loss().name(),
                loss,
                new Half(List.of(lesson.formula()), lesson.sources(), lesson.forward(), copy(shape, z)),
                new Half(lesson.gradientFormulas(), lesson.sources(), lesson.gradients(most), copy(shape, dz)));
    }

    /** |dL/dx|: where the loss looks. */
    Tensor saliency() {
        var saliency = copy(network.inputShape(), pass(0).dx().values());
        for (int k = 0; k < saliency.size(); k++) {
            saliency.values()[k] = Math.abs(saliency.values()[k]);
        }
        return saliency;
    }

    /**
     * A weight's gradient beside differences.
     *
     * @throws IllegalArgumentException if there is no such weight
     */
    WeightCheck check(WeightIndex index) {
        var weights = index.in(classifier.network());
        int place = index.position(weights.value().shape());
        return new WeightCheck(
                index,
                weights.name() + index.place().toString().replace(" ", ""),
                weights.value().values()[place],
                lessons.get(index.layer()).weightGradient(place).orElseThrow(),
                GradientCheck.difference(
                        network, classifier.loss(), x, target, weights.value().values(), place));
    }
}
