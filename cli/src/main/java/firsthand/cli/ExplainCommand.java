package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.terminal.Bars;
import firsthand.cli.terminal.DigitArt;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.AtomicFile;
import firsthand.data.Dataset;
import firsthand.formats.ModelFile;
import firsthand.report.explain.Explanation;
import firsthand.report.explain.ExplanationPage;
import firsthand.report.explain.ExplanationText;
import firsthand.report.explain.Images;
import firsthand.report.explain.WeightIndex;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand explain}: one example walked through a network and back, formula by formula. */
@Command(
        name = "explain",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Walk one example forward and backward through a model, with every formula and its numbers.")
final class ExplainCommand implements Callable<Integer> {
    private static final int BAR_WIDTH = 20;

    @Parameters(index = "0", paramLabel = "MODEL", description = "a model file")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "IMAGE",
            arity = "0..1",
            description = "a PNG, JPEG or BMP picture of a digit")
    private @Nullable Path image;

    @Option(names = "--index", paramLabel = "N", description = "example N of the test set, from 0 on")
    private @Nullable Integer index;

    @Option(names = "--data", paramLabel = "NAME|PATH", description = "by default, what the model was trained on")
    private @Nullable String data;

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description = "what it is; of a picture, by default what it is taken for")
    private @Nullable String label;

    @Option(
            names = "--weight",
            paramLabel = "LAYER,I,J",
            description = "also set one weight's gradient beside differences of the loss; of a convolution"
                    + " LAYER,ROW,COLUMN,IN,OUT")
    private @Nullable String weight;

    @Option(names = "--html", paramLabel = "FILE", description = "also write a page that folds and unfolds")
    private @Nullable Path html;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "also write PNG files of where the loss looks, and of what speaks for each class")
    private @Nullable Path images;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        // The same bits; for one example, getting SIMD ready takes longer than all the work.
        System.setProperty("firsthand.kernels", "scalar");
        var output = common.output();
        if ((image == null) == (index == null)) {
            throw new IllegalArgumentException(
                    "explain: expected a picture or --index N, received " + (image == null ? "neither" : "both"));
        }
        var chosen = Optional.ofNullable(weight).map(WeightIndex::parse);
        ModelFile file = modelOptions.read(model);
        var explanation = Explanation.of(file.classifier(), subject(file, output), chosen);
        print(explanation, output);
        if (html != null) {
            byte[] page = ExplanationPage.of(explanation, repeat()).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(html, out -> out.write(page));
            output.print("written: %s", html);
        }
        if (images != null) {
            var written = Images.write(explanation, images);
            output.print("written: %d pictures in %s", written.size(), images);
        }
        output.result(ExplanationJson.of(explanation));
        return 0;
    }

    private Explanation.Subject subject(ModelFile file, Output output) throws IOException {
        var actual = Optional.ofNullable(label);
        if (image != null) {
            return new Explanation.Subject(
                    image.toString(), ModelInput.picture(image, model, file.classifier()), actual);
        }
        var settings = ModelSettings.of(file, data);
        Dataset test = Experiment.load(settings, new FetchDisplay(output)).test();
        int i = index == null ? 0 : index;
        ModelInput.checkIndex(i, test);
        String known = test.classNames().get(test.label(i));
        return new Explanation.Subject(
                test.name() + " " + i,
                fitting(test.example(i), file.classifier()),
                actual.or(() -> Optional.of(known)));
    }

    private Tensor fitting(Tensor example, Classifier classifier) {
        var shape = classifier.network().inputShape();
        if (example.size() != shape.size()) {
            throw new IllegalArgumentException(model + ": expected an example of shape " + shape + ", received one of "
                    + example.shape() + "; name the data that fits with --data");
        }
        return example;
    }

    /** How to get the same page again. */
    private String repeat() {
        List<String> words = new ArrayList<>(List.of("firsthand", "explain", model.toString()));
        words.add(image == null ? "--index " + index : image.toString());
        addOption(words, "--data", data);
        addOption(words, "--label", label);
        addOption(words, "--weight", weight);
        addOption(words, "--html", html == null ? null : html.toString());
        return String.join(" ", words);
    }

    private static void addOption(List<String> words, String name, @Nullable String value) {
        if (value != null) {
            words.add(name + " " + value);
        }
    }

    private static void print(Explanation explanation, Output output) {
        output.print("%s", explanation.verdict());
        output.print("");
        printPictures(explanation, output);
        var names = explanation.classNames();
        int width = names.stream().mapToInt(String::length).max().orElse(1);
        for (int c = 0; c < names.size(); c++) {
            double probability = explanation.prediction().probabilities().get(c);
            output.print(
                    "%-" + width + "s %s %6.2f %%   score %s",
                    names.get(c),
                    Bars.bar(probability, BAR_WIDTH),
                    100 * probability,
                    explanation.score(c));
        }
        output.print("");
        ExplanationText.lines(explanation, output.hasColor()).forEach(line -> output.print("%s", line));
    }

    private static void printPictures(Explanation explanation, Output output) {
        var art = new DigitArt(output.hasColor());
        var pictures = explanation.pictures();
        int width = DigitArt.width(explanation.input());
        int column = Math.max(
                        width,
                        pictures.keySet().stream()
                                .mapToInt(String::length)
                                .max()
                                .orElse(0))
                + 2;
        output.print(
                "%s",
                pictures.keySet().stream()
                        .map(caption -> String.format("%-" + column + "s", caption))
                        .collect(Collectors.joining())
                        .stripTrailing());
        var drawings = pictures.values().stream().map(art::lines).toList();
        for (int line = 0; line < drawings.getFirst().size(); line++) {
            int row = line;
            output.print(
                    "%s",
                    drawings.stream()
                            .map(drawing -> drawing.get(row) + " ".repeat(column - width))
                            .collect(Collectors.joining())
                            .stripTrailing());
        }
        output.print("");
    }
}
