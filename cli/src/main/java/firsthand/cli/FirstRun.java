package firsthand.cli;

import firsthand.classifier.Classifier;
import firsthand.formats.SafeTensors;
import firsthand.network.Network;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Predicts one blank picture by a network that has learned nothing: what the launcher has Java watch after a build, so
 * as to keep the classes that a prediction needs, loaded and linked, in a file that later starts begin from.
 */
final class FirstRun {
    private FirstRun() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("firsthand");
        Path model = folder.resolve("model.safetensors");
        Path picture = folder.resolve("picture.png");
        try {
            var network = Network.input(28, 28).dense(16).relu().dense(10).build(1);
            SafeTensors.save(Classifier.of(network), model);
            var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(14, 14, 0, 255);
            ImageIO.write(image, "png", picture.toFile());
            Main.run("predict", model.toString(), picture.toString());
        } finally {
            Files.deleteIfExists(picture);
            Files.deleteIfExists(model);
            Files.delete(folder);
        }
    }
}
