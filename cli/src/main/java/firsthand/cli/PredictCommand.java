package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.classifier.Prediction;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.terminal.Bars;
import firsthand.cli.terminal.DigitArt;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.formats.ModelFile;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand predict}: what a model takes a picture, or an example of a data set, for. */
@Command(
        name = "predict",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Show what a model sees in pictures, or in an example of the test set.")
final class PredictCommand implements Callable<Integer> {
    private static final int BAR_WIDTH = 30;

    @Parameters(index = "0", paramLabel = "MODEL", description = "a model file")
    private Path model;

    @Parameters(index = "1..*", paramLabel = "IMAGE", description = "PNG, JPEG or BMP pictures of a digit")
    private List<Path> images = List.of();

    @Option(names = "--index", paramLabel = "N", description = "example N of the test set, from 0 on")
    private @Nullable Integer index;

    @Option(names = "--random", description = "some example of the test set")
    private boolean random;

    @Option(names = "--data", paramLabel = "NAME|PATH", description = "by default, what the model was trained on")
    private @Nullable String data;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        // The same bits; for a handful of images, getting SIMD ready takes longer than all the work.
        System.setProperty("firsthand.kernels", "scalar");
        var output = common.output();
        if (images.isEmpty() && index == null && !random) {
            throw new IllegalArgumentException("predict: expected a picture, --index N or --random, received none");
        }
        ModelFile file = modelOptions.read(model);
        List<Map<String, Object>> predictions = new ArrayList<>();
        for (var subject : subjects(file, output)) {
            var prediction = file.classifier().predict(subject.input);
            print(subject, prediction, file.classifier(), output);
            predictions.add(result(subject, prediction));
        }
        output.result(Map.of("predictions", predictions));
        return 0;
    }

    private List<Subject> subjects(ModelFile file, Output output) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        for (Path image : images) {
            subjects.add(new Subject(image.toString(), ModelInput.picture(image, model, file.classifier()), null));
        }
        if (index != null || random) {
            var settings = ModelSettings.of(file, data);
            Dataset test = Experiment.load(settings, new FetchDisplay(output)).test();
            if (index != null) {
                subjects.add(example(test, index));
            }
            if (random) {
                subjects.add(example(test, RandomStream.of(System.nanoTime()).nextInt(test.size())));
            }
        }
        return subjects;
    }

    private static Subject example(Dataset test, int i) {
        ModelInput.checkIndex(i, test);
        return new Subject(
                test.name() + " " + i, test.example(i), test.classNames().get(test.label(i)));
    }

    private static void print(Subject subject, Prediction prediction, Classifier classifier, Output output) {
        var drawing = new DigitArt(output.hasColor()).lines(subject.input);
        output.print("%s", subject.source);
        drawing.forEach(line -> output.print("%s", line));
        var names = classifier.classNames();
        int width = names.stream().mapToInt(String::length).max().orElse(1);
        for (int c = 0; c < names.size(); c++) {
            double probability = prediction.probabilities().get(c);
            String mark = c == prediction.classIndex() ? " <" : "";
            output.print(
                    "%-" + width + "s %s %6.2f %%%s",
                    names.get(c),
                    Bars.bar(probability, BAR_WIDTH),
                    100 * probability,
                    mark);
        }
        output.print("%s%s", prediction.label(), subject.verdict(prediction.label()));
        output.print("");
    }

    private static Map<String, Object> result(Subject subject, Prediction prediction) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("source", subject.source);
        result.put("label", prediction.label());
        result.put("probabilities", prediction.probabilities());
        if (subject.actual != null) {
            result.put("actual", subject.actual);
        }
        return result;
    }

    /** What is shown to the network: a picture, or an example whose class is known. */
    private record Subject(
            String source, Tensor input, @Nullable String actual) {
        private String verdict(String label) {
            return actual == null ? "" : label.equals(actual) ? ", which is right" : ", but it is " + actual;
        }
    }
}
