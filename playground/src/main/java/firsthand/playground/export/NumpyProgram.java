package firsthand.playground.export;

import firsthand.network.Network;
import java.util.ArrayList;
import java.util.List;

/** A training as a program that needs nothing but NumPy: every gradient by hand, the same random numbers. */
final class NumpyProgram {
    private final Options options;
    private final Network network;

    NumpyProgram(Options options, Network network) {
        this.options = options;
        this.network = network;
    }

    /** What such a program would leave out, a few words each; none if it gives the same result. */
    List<String> beyond() {
        List<String> beyond = new ArrayList<>(NumpyLayers.beyond(network));
        if (!NumpyData.NAMES.contains(options.text("data"))) {
            beyond.add("the data " + options.text("data"));
        }
        if (options.has("augment")) {
            beyond.add("augmentation");
        }
        boolean pieces = !options.text("micro-batches").equals("1");
        if (has("dropout") && pieces) {
            beyond.add("dropout in micro-batches");
        }
        if (has("batch-norm") && (pieces || options.has("average") || options.has("early-stopping"))) {
            beyond.add("batch normalisation with micro-batches, averages or early stopping");
        }
        if (options.word("schedule").equals("plateau") && options.has("change")) {
            beyond.add("changes of a rate that falls on a plateau");
        }
        for (String option : List.of("hold-out", "bias-gradient")) {
            if (options.has(option)) {
                beyond.add("--" + option);
            }
        }
        return beyond;
    }

    /** In a sentence, how near the program comes, or why there is none. */
    String note() {
        return beyond().isEmpty()
                ? "It computes in double precision: " + tolerance() + "."
                : "There is no NumPy program for " + String.join(", ", beyond()) + ".";
    }

    /** A bias in front of a normalisation has no gradient, and some optimisers make whole steps of almost nothing. */
    private String tolerance() {
        return has("batch-norm")
                ? "losses differ by less than a tenth, by far less without biases that only rounding errors move"
                : "losses differ by less than a thousandth";
    }

    private boolean has(String type) {
        return network.layers().stream().anyMatch(layer -> layer.type().equals(type));
    }

    /** The program. */
    String text() {
        String data = options.text("data");
        var random = new NumpyRandom(options);
        var layers = new NumpyLayers(network, random);
        var steps = new NumpySteps(options);
        var training = new NumpyTraining(options, steps, has("dropout"));
        String constructors = layers.constructors();
        List<String> parts = List.of(
                heading(data),
                constants(steps),
                NumpyRandom.GENERATOR,
                random.initializers(),
                layers.classes(),
                new NumpyLoss(options).text(),
                steps.schedule(),
                steps.moves(),
                NumpyData.SPLIT,
                NumpyData.read(data),
                training.text(),
                main(constructors, training.validates()),
                "if __name__ == \"__main__\":\n    main()\n");
        return String.join("\n\n\n", parts);
    }

    private String heading(String data) {
        return """
                \"""A training of Firsthand's playground with NumPy alone: python3 experiment.py %s

                %s
                It draws the same random numbers as the playground, and so begins with the same weights and sees
                the same batches. It computes in double precision where the playground does in single:
                %s.
                \"""

                %s
                import numpy as np""".formatted(
                        NumpyData.argument(data), NumpyData.explanation(data), tolerance(), NumpyData.imports(data));
    }

    private String constants(NumpySteps steps) {
        return """
                SEED = %s
                CLASSES = %d
                # How many numbers the optimiser remembers of each weight.
                MEMORIES = %d
                %s""".formatted(
                        options.text("seed"),
                        network.outputShape().size(),
                        NumpyOptimizers.memories(options.text("optimizer")),
                        steps.rule());
    }

    private String main(String constructors, boolean validates) {
        String limit = options.has("limit")
                ? "    x, labels = x[:%1$s], labels[:%1$s]\n".formatted(options.text("limit"))
                : "";
        String split = "    kept, held = stratified(labels, %s, Random(SEED).split(\"validation\"))\n"
                .formatted(Numbers.literal(options.number("validation")));
        String parts = validates ? "x[kept], labels[kept], x[held], labels[held]" : "x, labels";
        return """
                def main():
                    x, labels, test_x, test_y = read(sys.argv[1])
                %s    random = Random(SEED).split("weights")
                    network = %s
                    train(network, %s)
                    test_loss, right = measure(network, test_x, test_y)
                    print(f"test accuracy {right / len(test_y):.4f}  {right} of {len(test_y)}  loss {test_loss:.6g}")""".formatted(images() + limit + (validates ? split : ""), constructors, parts);
    }

    /** Layers that look at images want them as such. */
    private String images() {
        var shape = network.inputShape();
        return NumpyLayers.takesImages(network)
                ? "    x, test_x = (images.reshape(-1, %d, %d, 1) for images in (x, test_x))\n"
                        .formatted(shape.extent(0), shape.extent(1))
                : "";
    }
}
