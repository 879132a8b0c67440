package firsthand.formats.description;

import firsthand.loss.BinaryCrossEntropy;
import firsthand.loss.BinaryCrossEntropyWithLogits;
import firsthand.loss.CrossEntropy;
import firsthand.loss.Hinge;
import firsthand.loss.Huber;
import firsthand.loss.LogLikelihood;
import firsthand.loss.Loss;
import firsthand.loss.MeanAbsoluteError;
import firsthand.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A loss as a model file names it: its name, then its numbers if it has any, with a space before each:
 * {@code cross-entropy}, {@code cross-entropy 0.1} with smoothing, {@code cross-entropy 0.0 1.0 2.0} with the weights of
 * two classes, {@code huber 1.0}.
 */
public final class LossDescription {
    private static final List<Loss> WITHOUT_NUMBERS = List.of(
            new CrossEntropy(),
            new LogLikelihood(),
            new BinaryCrossEntropy(),
            new BinaryCrossEntropyWithLogits(),
            new MeanSquaredError(),
            new MeanAbsoluteError(),
            new Hinge());

    private LossDescription() {}

    public static List<String> names() {
        return Stream.concat(WITHOUT_NUMBERS.stream().map(Loss::name), Stream.of("huber"))
                .toList();
    }

    /** Empty if model files do not know the loss. */
    public static Optional<String> of(Loss loss) {
        if (WITHOUT_NUMBERS.contains(loss)) {
            return Optional.of(loss.name());
        }
        return switch (loss) {
            case CrossEntropy entropy -> {
                String weights = entropy.classWeights().stream()
                        .map(weight -> " " + weight)
                        .collect(Collectors.joining());
                yield Optional.of(entropy.name() + " " + entropy.smoothing() + weights);
            }
            case Huber huber -> Optional.of(huber.name() + " " + huber.delta());
            default -> Optional.empty();
        };
    }

    /**
     * The loss that a text stands for; empty if there is none.
     *
     * @throws IllegalArgumentException if its numbers are out of range
     */
    public static Optional<Loss> parse(String text) {
        String[] words = text.split(" ", -1);
        double[] numbers = new double[words.length - 1];
        try {
            Arrays.setAll(numbers, i -> Double.parseDouble(words[i + 1]));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
        if (numbers.length == 0) {
            return WITHOUT_NUMBERS.stream()
                    .filter(loss -> loss.name().equals(text))
                    .findFirst();
        }
        return switch (words[0]) {
            case "cross-entropy" ->
                Optional.of(CrossEntropy.smoothed(numbers[0])
                        .withClassWeights(Arrays.copyOfRange(numbers, 1, numbers.length)));
            case "huber" -> numbers.length == 1 ? Optional.of(new Huber(numbers[0])) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
