package firsthand.cli;

import firsthand.cli.recipe.Experiment;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.data.Dataset;
import firsthand.formats.ModelFile;
import firsthand.network.GradientCheck;
import firsthand.random.RandomStream;
import firsthand.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firsthand gradcheck}: a model's gradients beside differences of its loss. */
@Command(
        name = "gradcheck",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Set a model's gradients beside differences of its loss; status 1 if one is wrong.")
final class GradcheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "a model file")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description = "what to check on; by default, what the model was trained on")
    private @Nullable String data;

    @Option(names = "--examples", paramLabel = "N", description = "how many examples of it, one batch")
    private int examples = 32;

    @Option(names = "--entries", paramLabel = "N", description = "at most how many numbers of each tensor")
    private int entries = 30;

    @Option(names = "--seed", paramLabel = "N", description = "draws examples and numbers")
    private long seed = 1;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        var output = common.output();
        ModelFile file = modelOptions.read(model);
        var experiment = Experiment.load(ModelSettings.of(file, data), new FetchDisplay(output));
        var random = RandomStream.of(seed);
        var batch = Batch.of(experiment.train(), examples, random.split("examples"));
        var classifier = file.classifier();
        var result = GradientCheck.check(
                classifier.network(), classifier.loss(), batch.x, batch.t, entries, random.split("entries"));
        print(result, output);
        output.result(result(result));
        return result.isOk() ? 0 : 1;
    }

    /** Examples drawn from a data set, and their targets. */
    private record Batch(Tensor x, Tensor t) {
        private static Batch of(Dataset data, int count, RandomStream random) {
            if (count < 1 || count > data.size()) {
                throw new IllegalArgumentException("--examples: expected a number from 1 to " + data.size()
                        + ", the examples there are, received " + count);
            }
            int classes = data.classNames().size();
            var x = Tensor.zeros(data.exampleShape().batch(count));
            var t = Tensor.zeros(count, classes);
            for (int i = 0; i < count; i++) {
                int example = random.nextInt(data.size());
                data.copyExample(example, x.values(), i * x.stride());
                t.values()[i * classes + data.label(example)] = 1;
            }
            return new Batch(x, t);
        }
    }

    private static void print(GradientCheck.Result result, Output output) {
        output.print("%-28s %9s %9s %12s", "tensor", "checked", "left out", "worst error");
        for (var tensor : result.tensors()) {
            output.print(
                    "%-28s %,9d %,9d %12.1e%s",
                    tensor.name(),
                    tensor.checked(),
                    tensor.leftOut(),
                    tensor.worstRelativeError(),
                    tensor.isOk() ? "" : "  wrong");
        }
        output.print("");
        output.print(
                "%s",
                result.firstWrong()
                        .map(wrong -> "wrong: " + wrong)
                        .orElse(String.format(
                                "all within %.0e of the largest gradient of their tensor", GradientCheck.TOLERANCE)));
    }

    private static Map<String, Object> result(GradientCheck.Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ok", result.isOk());
        fields.put("checked", result.checked());
        fields.put("left_out", result.leftOut());
        fields.put(
                "tensors",
                result.tensors().stream().map(GradcheckCommand::tensor).toList());
        result.firstWrong().ifPresent(wrong -> fields.put("first_wrong", wrong.toString()));
        return fields;
    }

    private static Map<String, Object> tensor(GradientCheck.Checked tensor) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", tensor.name());
        fields.put("checked", tensor.checked());
        fields.put("left_out", tensor.leftOut());
        fields.put("worst_relative_error", tensor.worstRelativeError());
        return fields;
    }
}
