package firsthand.benchmarks;

import firsthand.classifier.Classifier;
import firsthand.cli.bench.Times;
import firsthand.formats.SafeTensors;
import firsthand.network.Network;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** W7: {@code ./firsthand predict} on one picture, from nothing to the answer, everything that a user waits for. */
final class StartUp {
    static final String NAME = "W7";

    private StartUp() {}

    static Report.Measured measure(int rounds, Path folder) throws IOException, InterruptedException {
        Path model = folder.resolve("model.safetensors");
        SafeTensors.save(
                Classifier.of(Network.input(28, 28).dense(128).relu().dense(10).build(1)), model);
        Path picture = folder.resolve("picture.png");
        var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(14, 14, 0, 255);
        ImageIO.write(image, "png", picture.toFile());
        List<Double> seconds = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            long start = System.nanoTime();
            predict(model, picture);
            if (round >= 0) {
                seconds.add((System.nanoTime() - start) * 1e-9);
            }
        }
        var figures = Report.Figures.of(seconds, Times.of(seconds).median(), 0);
        return new Report.Measured(
                NAME, "firsthand predict on one picture, cold", "process", Map.of("firsthand", figures));
    }

    private static void predict(Path model, Path picture) throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("firsthand.root"), "firsthand");
        var process = new ProcessBuilder(launcher.toString(), "predict", model.toString(), picture.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("firsthand predict: expected exit status 0, received " + process.exitValue());
        }
    }
}
