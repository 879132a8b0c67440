package firsthand.cli.terminal;

import firsthand.training.Callback;
import firsthand.training.History;
import firsthand.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how training goes: a line for each entry of the history (where there are very many, for some twenty of them),
 * and on a terminal a bar for what is under way.
 */
public final class TrainingDisplay implements Callback {
    private static final int MOST_LINES = 25;
    private static final int CURVE_WIDTH = 20;

    private final Output output;
    private @Nullable ProgressBar bar;
    private long stepsShown;
    private final List<Double> losses = new ArrayList<>();
    private double lossSum;
    private long lossCount;

    /** Shows training on {@code output}. */
    public TrainingDisplay(Output output) {
        this.output = output;
    }

    @Override
    public void onStart(Trainer trainer) {
        if (output.isTerminal()) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax(trainer.steps())
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .setConsumer(new ConsoleProgressBarConsumer(output.stream()))
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void onStep(Trainer trainer) {
        if (bar != null) {
            bar.stepTo(trainer.stepsDone());
            addLoss(trainer);
        }
    }

    /** The bar carries a curve of the mean losses of equal parts of the training. */
    private void addLoss(Trainer trainer) {
        lossSum += trainer.batchLoss();
        lossCount++;
        if (trainer.stepsDone() * CURVE_WIDTH / trainer.steps() > losses.size()) {
            losses.add(lossSum / lossCount);
            lossSum = 0;
            lossCount = 0;
            bar().setExtraMessage(" " + Sparkline.of(losses, CURVE_WIDTH));
        }
    }

    private ProgressBar bar() {
        if (bar == null) {
            throw new IllegalStateException("there is a bar on terminals only");
        }
        return bar;
    }

    @Override
    public void onEntry(Trainer trainer, History.Entry entry) {
        boolean last = entry.step() == trainer.steps();
        if (!last && entry.step() - stepsShown < trainer.steps() / MOST_LINES) {
            return;
        }
        stepsShown = entry.step();
        show(line(entry, Long.toString(trainer.steps()).length()));
    }

    /** Shows a warning among the lines of the history. */
    public void warn(String warning) {
        show("warning   " + warning);
    }

    private void show(String line) {
        if (bar == null) {
            output.print("%s", line);
        } else {
            // Over the bar, which draws itself again below.
            output.stream().print("\r\u001b[2K" + line + System.lineSeparator());
        }
    }

    private static String line(History.Entry entry, int digits) {
        String line = String.format(
                "epoch %3d  step %" + digits + "d   loss %s  accuracy %6.2f %%",
                entry.epoch(),
                entry.step(),
                Output.number(entry.trainLoss()),
                100 * entry.trainAccuracy());
        if (entry.hasValidation()) {
            line += String.format(
                    "   validation %s  %6.2f %%",
                    Output.number(entry.validationLoss()), 100 * entry.validationAccuracy());
        }
        return line + String.format("   %6.1f s", entry.seconds());
    }

    @Override
    public void onEnd(Trainer trainer) {
        if (bar != null) {
            bar.close();
        }
    }
}
