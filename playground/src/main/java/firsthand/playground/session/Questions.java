package firsthand.playground.session;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.playground.look.Confusion;
import firsthand.playground.look.Drawing;
import firsthand.playground.look.Explained;
import firsthand.playground.look.GrayPicture;
import firsthand.playground.look.Mistakes;
import firsthand.playground.look.Neuron;
import firsthand.playground.message.Json;
import firsthand.report.explain.Explanation;
import firsthand.tensor.Tensor;
import firsthand.training.Evaluation;
import firsthand.training.Predictions;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one may ask a network; nothing here changes it. */
final class Questions {
    private final Workbench bench;
    private final Drawings drawings;
    private final int threads;

    Questions(Workbench bench, Drawings drawings, int threads) {
        this.bench = bench;
        this.drawings = drawings;
        this.threads = threads;
    }

    Json draw(Command.Draw asked) {
        var model = model();
        boolean compares = model.has(Part.TRAIN);
        return Drawing.look(
                model.classifier(),
                compares ? model.part(Part.TRAIN) : nothing(model.classifier()),
                asked.pad(),
                asked.stages(),
                compares ? asked.nearest() : 0);
    }

    /** For a network from a file that no data set is at hand for. */
    private static Dataset nothing(Classifier classifier) {
        var blank = Tensor.zeros(classifier.network().inputShape().batch(1));
        return Dataset.of("nothing", blank, new int[1], classifier.classNames(), classifier.fullScale());
    }

    Json neuron(Command.Neuron asked) {
        var model = model();
        return Neuron.look(model.classifier(), model.part(Part.TRAIN), asked.layer(), asked.unit());
    }

    Json confusion(Part part) {
        return Confusion.look(part.toString(), evaluation(part));
    }

    Json mistakes(Command.Mistakes asked) {
        var classifier = model().classifier();
        var predictions = Predictions.of(classifier.network(), classifier.loss(), examples(asked.part()), threads);
        if (asked.actual().isEmpty() && asked.predicted().isEmpty()) {
            return Mistakes.look(predictions, asked.limit());
        }
        return Mistakes.look(
                predictions, classOf("actual", asked.actual()), classOf("predicted", asked.predicted()), asked.limit());
    }

    private int classOf(String field, Optional<String> label) {
        var classNames = model().classifier().classNames();
        String name = label.orElse("none");
        int index = classNames.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(field + ": expected one of " + classNames + ", received " + name);
        }
        return index;
    }

    Json explain(Command.Explain asked) {
        var classifier = model().classifier();
        asked.actual().ifPresent(label -> classOf("actual", asked.actual()));
        var subject = asked.pad()
                .map(pad -> new Explanation.Subject(
                        "your drawing",
                        Drawings.example(pad, classifier.network().inputShape()),
                        asked.actual()))
                .orElseGet(() -> subject(examples(asked.part()), asked.index()));
        return Explained.look(classifier, subject, asked.weight());
    }

    private static Explanation.Subject subject(Dataset data, int index) {
        if (index >= data.size()) {
            throw new IllegalArgumentException(
                    "index: expected an example, 0 to " + (data.size() - 1) + ", received " + index);
        }
        return new Explanation.Subject(
                data.name() + ", example " + index,
                data.example(index),
                Optional.of(data.classNames().get(data.label(index))));
    }

    /** How good the network is on the test set. */
    Json test() {
        var evaluation = evaluation(Part.TEST);
        return new Measurement(evaluation.loss(), evaluation.correct(), evaluation.examples()).json();
    }

    /** Takes a drawing among the user's own examples. */
    Json label(Command.Label asked) {
        classOf("label", Optional.of(asked.label()));
        drawings.add(asked.pad(), asked.label());
        return Json.object().put("examples", drawings.size());
    }

    Json forget(Optional<Integer> index) {
        index.ifPresentOrElse(drawings::forget, drawings::forgetAll);
        return Json.object().put("examples", drawings.size());
    }

    /** The user's own examples, and what they are taken for. */
    Json drawings() {
        if (drawings.size() == 0) {
            return Json.object()
                    .put("drawings", Stream.empty())
                    .put("correct", 0)
                    .put("examples", 0);
        }
        var evaluation = evaluation(Part.DRAWINGS);
        return Json.object()
                .put("drawings", IntStream.range(0, evaluation.examples()).mapToObj(i -> drawing(evaluation, i)))
                .put("correct", evaluation.correct())
                .put("examples", evaluation.examples());
    }

    private static Json drawing(Evaluation evaluation, int i) {
        var data = evaluation.data();
        return GrayPicture.example(data, i).put("predicted", data.classNames().get(evaluation.predicted(i)));
    }

    /** Runs side by side. */
    Json compare(Command.Compare asked) {
        var runs = asked.runs().stream().map(bench::run).toList();
        return new Comparison(runs, asked.part(), drawings, threads).json();
    }

    private Evaluation evaluation(Part part) {
        var classifier = model().classifier();
        return Evaluation.of(classifier.network(), classifier.loss(), examples(part), threads);
    }

    private Dataset examples(Part part) {
        return drawings.orPart(model(), part);
    }

    private Model model() {
        return bench.current().model();
    }
}
