package firsthand.cli;

import firsthand.cli.recipe.Recipe;
import firsthand.cli.recipe.Recipes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where {@code ./firsthand} begins: hands the rest to the command that is named first. */
@Command(
        name = "firsthand",
        description = "Neural networks from scratch, to look inside of and to use.",
        versionProvider = Version.class)
public final class Main {
    private static final List<String> COMMANDS = List.of(
            "train",
            "evaluate",
            "predict",
            "explain",
            "inspect",
            "plot",
            "convert",
            "compare",
            "gradcheck",
            "recipes",
            "reproduce",
            "tune",
            "playground",
            "data",
            "bench");

    @Option(names = "--version", versionHelp = true, description = "show the version")
    @SuppressWarnings("unused") // read by picocli
    private boolean version;

    @Option(names = "--help", usageHelp = true, description = "show this help")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    private Main() {}

    /**
     * Runs one command; the process ends with its exit status: 0 done, 1 failed while working, 2 used wrongly or given
     * bad input.
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        var commands = commands(arguments)
                .setParameterExceptionHandler(Failure::misused)
                .setExecutionExceptionHandler(Failure::failed)
                .setUsageHelpAutoWidth(true);
        if (arguments.length == 0) {
            commands.usage(System.out);
            return CommandLine.ExitCode.USAGE;
        }
        try {
            return commands.execute(withRecipe(arguments));
        } catch (IllegalArgumentException unknownRecipe) {
            return Failure.of(unknownRecipe, false);
        }
    }

    /** The command that is named; all of them only where none is, because reading the options of one takes a while. */
    private static CommandLine commands(String[] arguments) {
        var line = new CommandLine(new Main());
        boolean named = arguments.length > 0 && COMMANDS.contains(arguments[0]);
        for (String name : named ? List.of(arguments[0]) : COMMANDS) {
            line.addSubcommand(name, command(name));
        }
        return line;
    }

    private static Object command(String name) {
        return switch (name) {
            case "train" -> new TrainCommand();
            case "evaluate" -> new EvaluateCommand();
            case "predict" -> new PredictCommand();
            case "explain" -> new ExplainCommand();
            case "inspect" -> new InspectCommand();
            case "plot" -> new PlotCommand();
            case "convert" -> new ConvertCommand();
            case "compare" -> new CompareCommand();
            case "gradcheck" -> new GradcheckCommand();
            case "recipes" -> new RecipesCommand();
            case "reproduce" -> new ReproduceCommand();
            case "tune" -> new TuneCommand();
            case "playground" -> new PlaygroundCommand();
            case "data" -> new DataCommand();
            case "bench" -> new BenchCommand();
            default -> throw new IllegalArgumentException("command: there is none named " + name);
        };
    }

    /** A recipe is options with a name: {@code train} gets them in front of those that were given. */
    private static String[] withRecipe(String[] arguments) {
        if (!arguments[0].equals("train")) {
            return arguments;
        }
        List<String> given = Arrays.asList(arguments).subList(1, arguments.length);
        if (given.stream().anyMatch(word -> word.equals("--resume") || word.startsWith("--resume="))) {
            return arguments; // the run that goes on knows its options
        }
        List<String> expanded = new ArrayList<>();
        expanded.add("train");
        var recipe = Recipes.named(recipeName(given));
        expanded.addAll(recipe.argumentsBefore(given));
        expanded.addAll(naming(recipe, given));
        return expanded.toArray(String[]::new);
    }

    /** A recipe in a file goes by its name from here on: the run folder is named after it. */
    private static List<String> naming(Recipe recipe, List<String> given) {
        List<String> named = new ArrayList<>(given);
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).startsWith("--recipe=")) {
                named.set(i, "--recipe=" + recipe.name());
            } else if (i > 0 && named.get(i - 1).equals("--recipe")) {
                named.set(i, recipe.name());
            }
        }
        return named;
    }

    private static String recipeName(List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).startsWith("--recipe=")) {
                return given.get(i).substring("--recipe=".length());
            }
            if (given.get(i).equals("--recipe") && i + 1 < given.size()) {
                return given.get(i + 1);
            }
        }
        return Recipes.DEFAULT;
    }
}
