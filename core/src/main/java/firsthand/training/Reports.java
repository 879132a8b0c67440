package firsthand.training;

import firsthand.data.Dataset;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.parallel.Workers;
import java.util.Optional;

/** How a training is seen to go: its reports, and what watches over the weights by them. */
final class Reports {
    private final Progress progress = new Progress();
    private final Optional<Evaluator> validation;
    private final Optional<WeightAverage> average;
    private final Optional<EarlyStopping> earlyStopping;

    /** Of a training that measures its progress by {@code examples}, if there are any. */
    Reports(Network network, Loss loss, Training training, Optional<Dataset> examples, Workers workers) {
        validation = examples.map(data -> new Evaluator(network, loss, data, workers));
        average = training.average(network);
        earlyStopping = training.earlyStopping(network);
    }

    /** The moving average of the weights, which each step is to be added to. */
    Optional<WeightAverage> average() {
        return average;
    }

    /** Takes note of a batch. */
    void add(Step step) {
        progress.add(step.lossSum(), step.correct(), step.examples());
    }

    /** Adds a report on the steps since the last one. */
    History.Entry report(long stepsDone, int epoch, double learningRate) {
        average.ifPresent(WeightAverage::exchange);
        var measured = validation.map(Evaluator::evaluate);
        measured.ifPresent(evaluation -> earlyStopping.ifPresent(stopping -> stopping.observe(evaluation.loss())));
        average.ifPresent(WeightAverage::exchange);
        return progress.report(stepsDone, epoch, measured, learningRate);
    }

    /** Whether it is time to stop, since the validation loss no longer falls. */
    boolean isStopDue() {
        return earlyStopping.isPresent() && earlyStopping.get().isDue();
    }

    /** Gives the network the weights that training is to leave. */
    void finish() {
        average.ifPresent(WeightAverage::exchange);
        earlyStopping.ifPresent(EarlyStopping::restore);
    }

    /** All reports, first to last. */
    History history() {
        return progress.history();
    }

    /** What has to be remembered, for others to add to. */
    TrainingState describe() {
        var state = progress.describe();
        average.ifPresent(weights -> weights.describe(state));
        earlyStopping.ifPresent(stopping -> stopping.describe(state));
        return state;
    }
}
