package firsthand.cli;

import firsthand.formats.ModelFile;
import firsthand.formats.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code firsthand inspect}: what is in a model file. */
@Command(
        name = "inspect",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Show what is in a model file.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "a model file")
    private Path model;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        var output = common.output();
        ModelFile file = modelOptions.read(model);
        var network = file.classifier().network();
        String sha256 = Weights.sha256(network);
        NetworkSummary.print(network, output);
        output.print("");
        output.print("weights_sha256  %s", sha256);
        file.metadata().forEach((name, value) -> {
            if (!name.equals("weights_sha256")) {
                output.print("%-15s %s", name, value.replace("\n", " "));
            }
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("layers", NetworkSummary.layers(network));
        result.put("parameters", network.parameterCount());
        result.put("weights_sha256", sha256);
        result.put("metadata", file.metadata());
        output.result(result);
        return 0;
    }
}
