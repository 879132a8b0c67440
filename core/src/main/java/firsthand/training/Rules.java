package firsthand.training;

import firsthand.layer.Parameter;
import firsthand.optimizer.BoundOptimizer;
import firsthand.schedule.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By which rule a training makes each of its steps, and what that rule remembers.
 *
 * <p>A change after {@code step} steps is made when the next step begins, and not before: what is remembered between the
 * two is still the former rule's, and a checkpoint from there does not depend on what comes after it.
 */
final class Rules {
    private final List<Parameter> parameters;
    private final long steps;
    private final Rule first;
    private final NavigableMap<Long, Rule> changes = new TreeMap<>();

    /** What each schedule remembers before its first step, to begin with again whenever training comes by once more. */
    private final Map<Schedule, Map<String, Double>> beginnings = new HashMap<>();

    private BoundOptimizer optimizer;
    private long nextChange;

    /** The rules of a training of so many steps. */
    Rules(Training training, List<Parameter> parameters, long steps) {
        this.parameters = parameters;
        this.steps = steps;
        first = training.rule();
        noteBeginnings(first);
        training.changes().forEach(this::put);
        optimizer = after(0);
        goOnWith(optimizer);
    }

    private void put(long step, Rule rule) {
        noteBeginnings(rule);
        changes.put(step, rule);
    }

    private void noteBeginnings(Rule rule) {
        rule.schedules(parameters).forEach(schedule -> beginnings.putIfAbsent(schedule, schedule.memory()));
    }

    /** What moves the weights; between two steps that of the last one. */
    BoundOptimizer optimizer() {
        return optimizer;
    }

    /** By what the next step will move the weights. */
    Rule next() {
        var change = changes.floorEntry(optimizer.stepsDone());
        return change == null ? first : change.getValue();
    }

    /** From the next step on, by another rule. */
    void change(Rule rule) {
        put(optimizer.stepsDone(), rule);
        lookAhead();
    }

    /** Whatever was to change after {@code step} steps or more no longer will. */
    void forgetChangesFrom(long step) {
        if (step < optimizer.stepsDone()) {
            throw new IllegalArgumentException("changes: expected to forget those from step " + optimizer.stepsDone()
                    + " on, which is still to come, received " + step);
        }
        changes.tailMap(step, true).clear();
        lookAhead();
    }

    /** A step is about to be made. */
    void beforeStep() {
        if (optimizer.stepsDone() == nextChange) {
            var former = optimizer.schedules();
            var rule = next();
            optimizer.change(rule.optimizer(), rule.regularizers());
            optimizer.schedules().stream()
                    .filter(schedule -> !former.contains(schedule))
                    .forEach(schedule -> schedule.remember(beginnings.getOrDefault(schedule, Map.of())));
            nextChange = keyOrNever(changes.higherKey(nextChange));
        }
    }

    /** A new memory of what comes after {@code step} steps, for a checkpoint to fill. */
    BoundOptimizer after(long step) {
        var optimizer = first.optimizer().bind(parameters, steps, first.regularizers());
        changes.headMap(step).forEach((from, rule) -> {
            optimizer.goOnAfter(from);
            optimizer.change(rule.optimizer(), rule.regularizers());
        });
        return optimizer;
    }

    /** Goes on from where that memory is of. */
    void goOnWith(BoundOptimizer optimizer) {
        this.optimizer = optimizer;
        lookAhead();
    }

    private void lookAhead() {
        nextChange = keyOrNever(changes.ceilingKey(optimizer.stepsDone()));
    }

    private static long keyOrNever(@Nullable Long key) {
        return key == null ? Long.MAX_VALUE : key;
    }
}
