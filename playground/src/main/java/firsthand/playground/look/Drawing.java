package firsthand.playground.look;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.data.InvalidFileException;
import firsthand.datasets.DigitImage;
import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.playground.message.Json;
import firsthand.tensor.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What becomes of a drawing on its way to an answer. */
public final class Drawing {
    private Drawing() {}

    /**
     * The stages by their names in small letters, separated by commas: {@code ink,crop,box,centre}; none if the text is
     * empty.
     *
     * @throws IllegalArgumentException if there is no stage of such a name
     */
    public static Set<DigitImage.Stage> stages(String text) {
        var stages = EnumSet.noneOf(DigitImage.Stage.class);
        for (String name : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            stages.add(Arrays.stream(DigitImage.Stage.values())
                    .filter(stage -> stage.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "stages: expected some of ink, crop, box, centre, received " + text)));
        }
        return stages;
    }

    /**
     * {@code {"stages":[{"name", picture}], "input":picture, "label", "probabilities", "layers":[{"index", "type",
     * "shape", "activations"}], "nearest":[{"index", "label", "distance", picture}]}}, or {@code {"blank":true}} if
     * nothing is drawn.
     *
     * @param training what the nearest examples are looked for in
     * @param stages those that are not left out
     * @param nearest how many of the nearest examples to tell, 0 for none
     * @throws IllegalArgumentException if the network's input is no square image
     */
    public static Json look(
            Classifier classifier, Dataset training, Pad pad, Set<DigitImage.Stage> stages, int nearest) {
        DigitImage digit;
        try {
            digit = pad.digit(classifier.network().inputShape(), stages);
        } catch (InvalidFileException blank) {
            return Json.object().put("blank", true);
        }
        var network = classifier.network();
        var workspace = network.workspace(1, false, false);
        var input = Tensor.of(
                network.inputShape().batch(1), digit.centred().values().clone());
        var output = network.forward(input, workspace).copy();
        classifier.loss().toProbabilities(output, 0, 1);
        return Json.object()
                .put("stages", stages(digit))
                .put("input", GrayPicture.of(digit.centred()).json())
                .put("label", classifier.classNames().get(output.argMax(0)))
                .put(
                        "probabilities",
                        IntStream.range(0, output.size())
                                .mapToDouble(c -> output.values()[c])
                                .toArray())
                .put("layers", layers(network, workspace))
                .put("nearest", Nearest.look(training, digit.centred(), nearest));
    }

    private static Stream<Json> stages(DigitImage digit) {
        return Stream.of(
                stage(DigitImage.Stage.INK, digit.ink()),
                stage(DigitImage.Stage.CROP, digit.crop()),
                stage(DigitImage.Stage.BOX, digit.scaled()),
                stage(DigitImage.Stage.CENTRE, digit.centred()));
    }

    private static Json stage(DigitImage.Stage stage, Tensor image) {
        return GrayPicture.of(image).in(Json.object().put("name", stage.text()));
    }

    private static Stream<Json> layers(Network network, Workspace workspace) {
        return IntStream.range(0, network.layers().size())
                .mapToObj(i -> Json.object()
                        .put("index", i)
                        .put("type", network.layers().get(i).type())
                        .put("shape", network.outputShape(i).extents())
                        .put(
                                "activations",
                                SignedPicture.of(Tensor.of(
                                                network.outputShape(i),
                                                workspace.pass(i).y().values()))
                                        .json()));
    }
}
