package firsthand.cli.bench;

import firsthand.classifier.Classifier;
import firsthand.data.Dataset;
import firsthand.network.Network;
import firsthand.training.Trainer;
import firsthand.training.Training;
import java.util.function.Supplier;

/** Firsthand's side of a training: the same steps from the same weights, again and again. */
final class FirsthandTraining implements Work {
    private final Supplier<Network> initial;
    private final Dataset data;
    private final Training training;
    private Classifier classifier;

    FirsthandTraining(Supplier<Network> initial, Dataset data, Training training, int steps, int threads) {
        this.initial = initial;
        this.data = data;
        this.training = training.shuffle(false).reportEvery(steps).threads(threads);
        classifier = Classifier.of(initial.get());
    }

    @Override
    public void reset() {
        classifier = Classifier.of(initial.get());
    }

    @Override
    public void run() {
        new Trainer(classifier.network(), classifier.loss(), training).fit(data);
    }

    @Override
    public double result() {
        return classifier.evaluate(data.take(TrainingWorkload.MEASURED)).loss();
    }
}
