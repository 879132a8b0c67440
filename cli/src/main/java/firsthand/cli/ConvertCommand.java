package firsthand.cli;

import firsthand.formats.ModelFormat;
import firsthand.formats.Models;
import firsthand.formats.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code firsthand convert}: a model in another format. */
@Command(
        name = "convert",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Write a model in another format: .safetensors, .npz, .json or .onnx.")
final class ConvertCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "a model file")
    private Path model;

    @Parameters(index = "1", paramLabel = "TARGET", description = "the file to write; the ending says the format")
    private Path target;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        var output = common.output();
        if (ModelFormat.of(target).isEmpty()) {
            throw new IllegalArgumentException(
                    target + ": expected a name with one of the endings " + ModelFormat.endings());
        }
        var file = modelOptions.read(model);
        Models.write(file, target);
        var network = file.classifier().network();
        String sha256 = Weights.sha256(network);
        NetworkSummary.print(network, output);
        output.print("");
        output.print("saved     %s (%,d bytes)", target, Files.size(target));
        output.print("weights   %s (SHA-256)", sha256);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("source", model.toString());
        result.put("model", target.toString());
        result.put("parameters", network.parameterCount());
        result.put("weights_sha256", sha256);
        output.result(result);
        return 0;
    }
}
