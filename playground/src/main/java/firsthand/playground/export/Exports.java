package firsthand.playground.export;

import firsthand.data.Dataset;
import firsthand.settings.Settings;
import java.util.Optional;

/**
 * A training of the playground in the forms in which one takes it elsewhere.
 *
 * <pre>{@code
 * Exports.command(settings);       // ./firsthand train --data mnist --hidden 128 ...
 * Exports.java(settings, train);   // a program of the library
 * Exports.numpy(settings, train);  // a program in Python, where there is one
 * }</pre>
 *
 * <p>The first two give the same weights as the playground to the bit, the third the same within what it states.
 */
public final class Exports {
    private Exports() {}

    /** The command that repeats the training, its words quoted for a shell. */
    public static String command(Settings settings) {
        return new ShellCommand(Options.of(settings)).text();
    }

    /**
     * A program of Firsthand's library that repeats the training, and prints its test accuracy and the SHA-256 of its
     * weights.
     *
     * @param data what it trains on, for its shape and classes alone
     */
    public static String java(Settings settings, Dataset data) {
        return new JavaProgram(Options.of(settings), settings.network(data)).text();
    }

    /**
     * A program that repeats the training with NumPy, every gradient by hand; empty where it would not give the same
     * result, which {@link #numpyNote} explains.
     *
     * @param data what it trains on, for its shape and classes alone
     */
    public static Optional<String> numpy(Settings settings, Dataset data) {
        var program = numpyProgram(settings, data);
        return program.beyond().isEmpty() ? Optional.of(program.text()) : Optional.empty();
    }

    /** In a sentence, how near the NumPy program comes, or why there is none. */
    public static String numpyNote(Settings settings, Dataset data) {
        return numpyProgram(settings, data).note();
    }

    private static NumpyProgram numpyProgram(Settings settings, Dataset data) {
        return new NumpyProgram(Options.of(settings), settings.network(data));
    }
}
