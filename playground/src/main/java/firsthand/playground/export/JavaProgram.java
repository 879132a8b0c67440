package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

import firsthand.network.Network;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A training as a program of the library, as a person would write it. */
final class JavaProgram {
    private static final String INDENT = "\n            ";

    private final Options options;
    private final Network network;
    private final Imports imports = new Imports();

    JavaProgram(Options options, Network network) {
        this.options = options;
        this.network = network;
    }

    String text() {
        String load = load(options.text("data"));
        String layers = new JavaNetwork(network, options, imports).text(INDENT);
        String classifier = imports.use("classifier.Classifier") + ".of(network" + loss() + ")";
        var training = new JavaTraining(options, imports);
        String calls = training.text(INDENT);
        String weights = imports.use("formats.Weights");
        return """
                // Save as Experiment.java in Firsthand's folder, and run:
                // java -p cli/target/quick/lib --add-modules firsthand.datasets,firsthand.formats Experiment.java

                %s
                void main() throws IOException {
                    var data = %s;
                    var network = %s;
                    var classifier = %s;
                %s    var training = %s;
                    classifier.fit(%s, training);
                    IO.println("test accuracy " + classifier.evaluate(data.test()).accuracy());
                    IO.println("SHA-256 of the weights " + %s.sha256(network));
                }
                """.formatted(imports, load, layers, classifier, training.variables(), calls, train(), weights);
    }

    private String load(String data) {
        return switch (data) {
            case "mnist" -> imports.use("datasets.Mnist") + ".load()";
            case "sample" -> imports.use("datasets.Mnist") + ".sample()";
            case "fashion" -> imports.use("datasets.FashionMnist") + ".load()";
            case "digits" -> imports.use("datasets.Digits") + ".load()";
            default -> imports.use("datasets.DataCatalog") + ".load(\"" + quoted(data) + "\")";
        };
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private String train() {
        return options.has("limit") ? "data.train().take(" + options.text("limit") + ")" : "data.train()";
    }

    /** The argument that says what to learn by, where that is not the usual. */
    private String loss() {
        String smoothing = options.number("label-smoothing") == 0 ? "" : literal(options.number("label-smoothing"));
        String name = options.text("loss");
        if (!name.equals("cross-entropy")) {
            return ", new " + imports.use("loss." + className(name)) + "()";
        }
        if (!options.has("class-weights")) {
            return smoothing.isEmpty() ? "" : ", " + imports.use("loss.CrossEntropy") + ".smoothed(" + smoothing + ")";
        }
        String loss = imports.use("loss.CrossEntropy");
        return ", " + (smoothing.isEmpty() ? "new " + loss + "()" : loss + ".smoothed(" + smoothing + ")")
                + ".withClassWeights(" + options.listed("class-weights") + ")";
    }

    /** The words of a name, each with a capital: {@code mean-squared-error} is MeanSquaredError. */
    private static String className(String name) {
        return Arrays.stream(name.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
