package firsthand.cli;

import firsthand.cli.recipe.Recipe;
import firsthand.cli.recipe.Recipes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code firsthand recipes}: the training runs that have a name. */
@Command(
        name = "recipes",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "List the recipes of train and reproduce.")
final class RecipesCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        var output = common.output();
        for (var recipe : Recipes.all()) {
            output.print("%s%s", recipe.name(), recipe.name().equals(Recipes.DEFAULT) ? " (the default)" : "");
            output.print("    %s", recipe.title());
            if (!recipe.source().isEmpty()) {
                output.print("    after %s", recipe.source());
            }
            output.print("    firsthand train %s", recipe.options());
            recipe.notes().lines().forEach(line -> output.print("    %s", line));
        }
        output.result(Map.of(
                "recipes", Recipes.all().stream().map(RecipesCommand::result).toList()));
        return 0;
    }

    private static Map<String, Object> result(Recipe recipe) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", recipe.name());
        result.put("title", recipe.title());
        result.put("source", recipe.source());
        result.put("options", recipe.options());
        result.put("claimed", recipe.claims());
        result.put("notes", recipe.notes());
        return result;
    }
}
