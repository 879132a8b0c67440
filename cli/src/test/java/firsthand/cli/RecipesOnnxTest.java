package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import firsthand.cli.recipe.Experiment;
import firsthand.cli.recipe.Recipe;
import firsthand.cli.recipe.Recipes;
import firsthand.datasets.Mnist;
import firsthand.formats.Models;
import firsthand.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The network of every recipe, after a few steps, gives ONNX Runtime the probabilities that it gives us. */
class RecipesOnnxTest {
    private static final int DIGITS = 1_000;

    @TempDir
    private Path folder;

    private static Stream<String> recipes() {
        return Recipes.all().stream().map(Recipe::name);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void onnxRuntimeGivesTheSameProbabilities(String recipe) throws Exception {
        var mnist = Mnist.load();
        var settings = Recipes.named(recipe)
                .settings(List.of("--data", "mnist", "--iterations", "3", "--limit", "2000", "--validation", "0"));
        var experiment = Experiment.of(settings, mnist);
        var classifier = experiment.classifier();
        classifier.fit(experiment.train(), settings.training());
        var digits = Tensor.zeros(mnist.test().exampleShape().batch(DIGITS));
        for (int i = 0; i < DIGITS; i++) {
            mnist.test().copyExample(i, digits.values(), i * digits.stride());
        }
        Path file = folder.resolve("model.onnx");
        Models.write(classifier, Map.of(), file);

        var ours = classifier.predictAll(digits);
        float[][] theirs = predict(file, digits);
        for (int i = 0; i < DIGITS; i++) {
            for (int c = 0; c < theirs[i].length; c++) {
                assertThat((double) theirs[i][c])
                        .as("digit %d, class %d", i, c)
                        .isCloseTo(ours.get(i).probabilities().get(c), within(1e-5));
            }
        }
    }

    /** Images of one channel lie in memory alike, wherever the channel stands. */
    private static float[][] predict(Path model, Tensor digits) throws Exception {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions();
                var session = environment.createSession(model.toString(), options)) {
            var input = session.getInputInfo().entrySet().iterator().next();
            long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape();
            shape[0] = DIGITS;
            try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(digits.values()), shape);
                    var result = session.run(Map.of(input.getKey(), tensor))) {
                return (float[][]) result.get(0).getValue();
            }
        }
    }
}
