package firsthand.playground.session;

import firsthand.playground.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How loss and accuracy went, at {@value #MOST} points at most.
 *
 * <p>Points come in order, and are numbered. Of a curve that is full every second point goes, and then only every second
 * one is kept, and so on: which ones are left depends on nothing but how many there were. The newest is always there.
 */
final class Curve {
    /** Points for a wide screen; more cannot be told apart. */
    static final int MOST = 400;

    /** Five figures after the point: a curve goes to the page again and again. */
    private static final double FIGURES = 1e5;

    private static final double RISEN = 1.5;

    private final List<Point> points = new ArrayList<>();
    private int distance = 1;

    /** A curve without points. */
    Curve() {}

    private Curve(Curve other) {
        points.addAll(other.points);
        distance = other.distance;
    }

    /** The same points. */
    Curve copy() {
        return new Curve(this);
    }

    /**
     * Adds a point.
     *
     * @throws IllegalArgumentException if it does not come after all others
     */
    void add(Point point) {
        if (!wants(point.number())) {
            throw new IllegalArgumentException("curve: expected a point after number "
                    + points.getLast().number() + ", received " + point.number());
        }
        if (!points.isEmpty() && points.getLast().number() % distance != 0) {
            points.removeLast();
        }
        points.add(point);
        if (points.size() > MOST) {
            distance *= 2;
            points.removeIf(each -> each.number() % distance != 0 && each != point);
        }
    }

    /** Whether that moment comes after all points. */
    boolean wants(int number) {
        return points.isEmpty() || number > points.getLast().number();
    }

    /** Drops all points after so many steps. */
    void cutAfter(long step) {
        points.removeIf(point -> point.step() > step);
    }

    /** The last point at or before so many steps. */
    Optional<Point> at(long step) {
        return points.stream().filter(point -> point.step() <= step).reduce((earlier, later) -> later);
    }

    /**
     * The last moment at which all was well: the loss was finite, and no more than {@value #RISEN} times the lowest.
     *
     * @return how many steps had been made then
     */
    long lastSound() {
        double lowest = points.stream()
                .mapToDouble(Point::loss)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        return points.stream()
                .filter(point -> point.loss() <= RISEN * lowest)
                .mapToLong(Point::step)
                .reduce(0, (earlier, later) -> later);
    }

    /** The points that are left, in their order. */
    List<Point> points() {
        return List.copyOf(points);
    }

    /** {@code {"step":[..],"trainLoss":[..],"trainAccuracy":[..],"validationLoss":[..],"validationAccuracy":[..]}}. */
    Json json() {
        return Json.object()
                .put(
                        "step",
                        points.stream().mapToInt(point -> (int) point.step()).toArray())
                .put("trainLoss", column(Point::trainLoss))
                .put("trainAccuracy", column(Point::trainAccuracy))
                .put("validationLoss", column(Point::validationLoss))
                .put("validationAccuracy", column(Point::validationAccuracy));
    }

    private double[] column(ToDoubleFunction<Point> value) {
        return points.stream()
                .mapToDouble(value)
                .map(number -> Double.isFinite(number) ? Math.rint(number * FIGURES) / FIGURES : number)
                .toArray();
    }

    /**
     * How things stood at one moment.
     *
     * @param number which moment of the training it was, 0 for the one before the first step
     * @param step how many steps had been made
     * @param trainLoss the mean over the batches since the moment before, each measured just before it was learned from;
     * NaN at the first moment
     * @param trainAccuracy the share of these examples that was predicted right
     * @param validation what the examples held back gave, if there are any
     */
    record Point(int number, long step, double trainLoss, double trainAccuracy, Optional<Measurement> validation) {
        /** The loss on the examples held back, or, where there are none, on those learned from. */
        private double loss() {
            return validation.map(Measurement::loss).orElse(trainLoss);
        }

        double validationLoss() {
            return validation.map(Measurement::loss).orElse(Double.NaN);
        }

        double validationAccuracy() {
            return validation.map(Measurement::accuracy).orElse(Double.NaN);
        }
    }
}
