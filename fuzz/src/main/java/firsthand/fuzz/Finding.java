package firsthand.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An input that a reader did not answer as it should.
 *
 * @param target the target's name
 * @param seed of the run
 * @param number of the input in the run, from 0 on
 * @param input its bytes
 * @param problem what was wrong: one line
 * @param outcome what came of it
 */
record Finding(String target, long seed, long number, byte[] input, String problem, Outcome outcome) {
    /**
     * Writes the input, and beside it what it did and how to see that again.
     *
     * @return the file of the input
     */
    Path save(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(target + "-" + seed + "-" + number);
        Files.write(file, input);
        Files.writeString(
                folder.resolve(file.getFileName() + ".txt"),
                problem + "\ninput " + number + " of " + target + " with seed " + seed + "\n./dev fuzz --repeat " + file
                        + " " + target + "\n" + stackTrace());
        return file;
    }

    private String stackTrace() {
        var text = new StringWriter();
        outcome.thrown().ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(text, true)));
        return text.toString();
    }
}
