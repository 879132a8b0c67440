package firsthand.cli.terminal;

import firsthand.datasets.FetchListener;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows downloads as bars on a terminal, as a line each elsewhere. */
public final class FetchDisplay implements FetchListener {
    private static final int MEBIBYTE = 1 << 20;

    private final Output output;
    private @Nullable ProgressBar bar;
    private boolean fetched;

    /** Shows downloads on {@code output}. */
    public FetchDisplay(Output output) {
        this.output = output;
    }

    @Override
    public void started(String file, long bytes) {
        close();
        fetched = true;
        if (!output.isTerminal()) {
            output.print("fetching  %s%s", file, bytes < 0 ? "" : String.format(", %.1f MB", bytes / 1e6));
            return;
        }
        bar = new ProgressBarBuilder()
                .setTaskName(file)
                .setInitialMax(bytes)
                .setUnit(" MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(output.stream()))
                .build();
    }

    @Override
    public void advanced(long bytes) {
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    @Override
    public void finished(String file) {
        close();
    }

    @Override
    public void verified(String file, String sha256) {
        if (fetched) {
            output.print("verified  %s, sha256 %s...", file, sha256.substring(0, 12));
        }
    }

    @Override
    public void note(String message) {
        close();
        output.print("note      %s", message);
    }

    private void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
