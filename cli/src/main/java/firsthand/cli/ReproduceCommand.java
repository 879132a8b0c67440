package firsthand.cli;

import firsthand.cli.recipe.Experiment;
import firsthand.cli.recipe.Recipe;
import firsthand.cli.recipe.Recipes;
import firsthand.cli.terminal.FetchDisplay;
import firsthand.cli.terminal.Output;
import firsthand.datasets.LoadedData;
import firsthand.training.Evaluation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code firsthand reproduce}: runs recipes over several seeds, and prints what their sources report beside what came
 * of it.
 */
@Command(
        name = "reproduce",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Run the recipes of the projects we start from: theirs beside ours.")
final class ReproduceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RECIPE", description = "recipes to run; by default, all that have a source")
    private List<String> names = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "how many seeds to run each with, from 1 on")
    private int seeds = 5;

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        compute.chooseKernels();
        if (seeds < 1) {
            throw new IllegalArgumentException("--seeds: expected 1 or more, received " + seeds);
        }
        var output = common.output();
        List<Recipe> recipes = names.isEmpty()
                ? Recipes.published()
                : names.stream().map(Recipes::named).toList();
        Map<String, LoadedData> loaded = new LinkedHashMap<>();
        List<Reproduction> done = new ArrayList<>();
        for (var recipe : recipes) {
            done.add(reproduce(recipe, loaded, output));
        }
        print(done, output);
        output.result(Map.of("recipes", done.stream().map(Reproduction::result).toList()));
        return 0;
    }

    private Reproduction reproduce(Recipe recipe, Map<String, LoadedData> loaded, Output output) throws IOException {
        var reproduction = new Reproduction(recipe);
        for (int seed = 1; seed <= seeds; seed++) {
            var settings = recipe.settings(List.of("--seed", Integer.toString(seed)));
            if (!loaded.containsKey(settings.data())) {
                loaded.put(
                        settings.data(),
                        Experiment.load(settings, new FetchDisplay(output)).loaded());
            }
            var experiment = Experiment.of(settings, loaded.get(settings.data()));
            long start = System.nanoTime();
            var classifier = experiment.classifier();
            classifier.fit(experiment.train(), settings.training().threads(compute.threads()));
            double seconds = (System.nanoTime() - start) * 1e-9;
            var network = classifier.network();
            double train = Evaluation.of(network, classifier.loss(), experiment.train(), compute.threads())
                    .accuracy();
            double test = Evaluation.of(network, classifier.loss(), experiment.test(), compute.threads())
                    .accuracy();
            reproduction.add(train, test, network.parameterCount(), seconds);
            output.print(
                    "%-12s seed %d   train %6.2f %%   test %6.2f %%   %6.1f s",
                    recipe.name(), seed, 100 * train, 100 * test, seconds);
        }
        return reproduction;
    }

    private static void print(List<Reproduction> done, Output output) {
        output.print("");
        output.print("%-12s %-8s %10s   %-18s %10s %10s", "recipe", "on", "theirs", "ours", "parameters", "seconds");
        for (var reproduction : done) {
            reproduction.rows().forEach(row -> output.print("%s", row));
        }
    }
}
