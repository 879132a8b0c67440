package firsthand.training;

import firsthand.data.Dataset;
import firsthand.data.Split;
import firsthand.layer.Parameter;
import firsthand.loss.Loss;
import firsthand.network.Network;
import firsthand.optimizer.Optimizer;
import firsthand.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a good learning rate before a training: makes some steps at rates that rise by the same factor from step to
 * step, watches the loss, and gives the network its weights back.
 *
 * <pre>{@code
 * var training = Training.epochs(10).optimizer(Momentum.of(0.1));
 * var curve = LearningRateFinder.standard().find(network, loss, training, data);
 * curve.suggestion().ifPresent(System.out::println);
 * }</pre>
 *
 * <p>Where the rate is too small the loss stays as it is, then it falls, and where the rate is too large it rises; the
 * search ends when it has risen to 4 times the lowest. (Smith, "Cyclical learning rates for training neural networks",
 * 2017, section 3.3.)
 *
 * @param lowest the rate of the first step
 * @param highest the rate after the last step
 * @param steps how many there are at most
 */
public record LearningRateFinder(double lowest, double highest, int steps) {
    private static final double DIVERGED = 4;

    /** @throws IllegalArgumentException unless 0 is below lowest, lowest below highest, and steps 10 or more */
    public LearningRateFinder {
        if (!(lowest > 0 && lowest < highest) || Double.isInfinite(highest)) {
            throw new IllegalArgumentException(
                    "learning-rate finder: expected finite rates above 0, the lowest below the highest, received "
                            + lowest + " and " + highest);
        }
        if (steps < 10) {
            throw new IllegalArgumentException("learning-rate finder: expected 10 steps or more, received " + steps);
        }
    }

    /** From 1e-6 to 10 in 150 steps. */
    public static LearningRateFinder standard() {
        return new LearningRateFinder(1e-6, 10, 150);
    }

    /**
     * The loss at rising rates, of steps like those of {@code training}: on the same batches and by the same optimiser,
     * but for its rate. The network is left as it was.
     *
     * @throws IllegalArgumentException if network, loss and data do not fit together
     */
    public Curve find(Network network, Loss loss, Training training, Dataset data) {
        var before = Snapshot.of(network);
        var rates = Schedule.exponential(lowest, highest);
        var recorder = new Recorder(rates);
        var trial = training.trial(steps, new AtRates(training.optimizer(), rates), recorder);
        try {
            new Trainer(network, loss, trial)
                    .fit(training.split(data).map(Split::train).orElse(data));
        } catch (DivergenceException diverged) {
            // A rate too large for any finite loss is the end of the curve, and what we came to find.
        } finally {
            before.restore();
        }
        return new Curve(recorder.points);
    }

    /**
     * The loss over the learning rate.
     *
     * @param points in the order of rising rates
     */
    public record Curve(List<Point> points) {
        /** How many points lie on either side of the one whose slope is taken. */
        private static final int REACH = 5;

        /** A curve that will not change. */
        public Curve {
            points = List.copyOf(points);
        }

        /**
         * The rate at which the smoothed loss falls most steeply over the logarithm of the rate: by the difference
         * between the points five after and five before. Empty if it falls nowhere.
         */
        public Optional<Double> suggestion() {
            double steepest = 0;
            Optional<Double> rate = Optional.empty();
            for (int i = REACH; i < points.size() - REACH; i++) {
                double slope = points.get(i + REACH).smoothedLoss - points.get(i - REACH).smoothedLoss;
                if (slope < steepest) {
                    steepest = slope;
                    rate = Optional.of(points.get(i).learningRate);
                }
            }
            return rate;
        }
    }

    /**
     * One step.
     *
     * @param learningRate its rate
     * @param loss the mean loss of its batch, measured before the step
     * @param smoothedLoss the mean of this loss and those before, each step back counting for 0.8 of the one after it
     */
    public record Point(double learningRate, double loss, double smoothedLoss) {}

    /** Writes the curve down, and ends the search. */
    private static final class Recorder implements Callback {
        private static final double KEPT = 0.8;

        private final Schedule rates;
        private final List<Point> points = new ArrayList<>();
        private double sum;
        private double weight;
        private double best = Double.POSITIVE_INFINITY;

        private Recorder(Schedule rates) {
            this.rates = rates;
        }

        @Override
        public void onStep(Trainer trainer) {
            sum = KEPT * sum + trainer.batchLoss();
            weight = KEPT * weight + 1;
            double smoothed = sum / weight;
            double rate = rates.rate(trainer.stepsDone() - 1, trainer.steps());
            points.add(new Point(rate, trainer.batchLoss(), smoothed));
            best = Math.min(best, smoothed);
            if (smoothed > DIVERGED * best) {
                trainer.requestStop();
            }
        }
    }

    /** A rule as it is, but for its rate; where parameters have rules of their own, these get the same. */
    private record AtRates(Optimizer rule, Schedule learningRate) implements Optimizer {
        @Override
        public String name() {
            return rule.name();
        }

        @Override
        public int states() {
            return rule.states();
        }

        @Override
        public void update(float[] w, float[] dw, float[][] state, double rate, long step, int from, int to) {
            rule.update(w, dw, state, rate, step, from, to);
        }

        @Override
        public Optimizer forParameter(Parameter parameter) {
            return new AtRates(rule.forParameter(parameter), learningRate);
        }
    }
}
