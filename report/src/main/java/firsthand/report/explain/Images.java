package firsthand.report.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pictures of an explanation as PNG files: the input, where the loss looks, and the evidence for each class. */
public final class Images {
    /** Pixels of a file for each number. */
    private static final int SCALE = 10;

    private Images() {}

    /**
     * Writes {@code input.png}, {@code saliency.png}, and {@code evidence-0.png} and so on, one for each class by its
     * number; the evidence in the same measure for all.
     *
     * @return the files
     * @throws IOException if the folder or a file cannot be written
     */
    public static List<Path> write(Explanation explanation, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        files.add(write(folder, "input", Heatmap.ofInput(explanation.input())));
        files.add(write(folder, "saliency", Heatmap.ofStrength(explanation.saliency())));
        double largest = explanation.evidence().largest();
        for (int c = 0; c < explanation.classNames().size(); c++) {
            var part = explanation.evidence().parts().get(c);
            files.add(write(folder, "evidence-" + c, new Heatmap(part, Heatmap.Colours.SIGN, largest)));
        }
        return files;
    }

    private static Path write(Path folder, String name, Heatmap picture) throws IOException {
        return Files.write(folder.resolve(name + ".png"), picture.png(SCALE));
    }
}
