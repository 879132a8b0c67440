package firsthand.cli;

import firsthand.data.InvalidFileException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;

/** How a command ends that could not do its work: one line on standard error, and an exit status. */
final class Failure {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Failure() {}

    static int misused(CommandLine.ParameterException exception, String[] arguments) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println(
                "firsthand: " + oneLine(String.valueOf(exception.getMessage())) + "; see " + command + " --help");
        return MISUSED;
    }

    static int failed(Exception exception, CommandLine commandLine, CommandLine.ParseResult parsed) {
        boolean verbose = parsed.expandedArgs().contains("--verbose");
        return of(exception, verbose);
    }

    static int of(Exception exception, boolean verbose) {
        System.err.println("firsthand: " + oneLine(message(exception)));
        if (verbose) {
            exception.printStackTrace();
        }
        return isMisuse(exception) ? MISUSED : FAILED;
    }

    private static boolean isMisuse(Exception exception) {
        return exception instanceof IllegalArgumentException
                || exception instanceof InvalidFileException
                || exception instanceof NoSuchFileException
                || exception instanceof AccessDeniedException
                || exception instanceof NotDirectoryException
                || exception instanceof FileAlreadyExistsException;
    }

    private static String message(Exception exception) {
        return switch (exception) {
            case NoSuchFileException missing -> missing.getFile() + ": " + reason(missing, "no such file");
            case AccessDeniedException denied -> denied.getFile() + ": " + reason(denied, "may not be read or written");
            case NotDirectoryException file -> file.getFile() + ": " + reason(file, "is not a folder");
            case FileAlreadyExistsException file ->
                file.getFile() + ": " + reason(file, "expected a folder, received a file");
            default ->
                exception.getMessage() == null
                        ? exception.getClass().getSimpleName() + "; add --verbose to see where"
                        : exception.getMessage();
        };
    }

    private static String reason(FileSystemException exception, String otherwise) {
        return exception.getReason() == null ? otherwise : exception.getReason();
    }

    private static String oneLine(String message) {
        return String.join(" ", message.lines().map(String::strip).toList());
    }
}
