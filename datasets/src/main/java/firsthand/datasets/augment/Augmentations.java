package firsthand.datasets.augment;

import firsthand.data.Augmentation;
import firsthand.random.RandomStream;
import firsthand.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several changes to images, made together.
 *
 * <pre>{@code
 * Augmentation digits = Augmentations.parse("shift:2,rotate:10,scale:0.1,elastic:34:4");
 * Augmentation clothes = Augmentations.of(new Shift(2), new Flip(), new Erase(0.5, 0.2));
 * }</pre>
 *
 * <p>Shifts, rotations and the like are made in the order given, about the centre of the image, then the elastic
 * distortion; the image is nevertheless read anew only once, by bilinear interpolation, with zeros outside. What is
 * erased is erased last, wherever that stands in the list. Examples are height x width, or height x width x channels,
 * of which all channels change alike.
 */
public final class Augmentations implements Augmentation {
    private static final String FORMS =
            "shift:PIXELS, rotate:DEGREES, scale:FRACTION, shear:FRACTION, elastic:ALPHA:SIGMA, erase:PROBABILITY:SHARE"
                    + " or flip";

    private final List<Change> changes;
    private final Optional<Distortion> distortion;
    private final Optional<Erase> erase;

    private Augmentations(List<Change> changes) {
        this.changes = List.copyOf(changes);
        checkEachOnce(changes);
        erase = only(Erase.class);
        var elastic = only(Elastic.class);
        var affine = changes.stream()
                .filter(change -> !(change instanceof Elastic || change instanceof Erase))
                .toList();
        distortion =
                affine.isEmpty() && elastic.isEmpty() ? Optional.empty() : Optional.of(new Distortion(affine, elastic));
    }

    /**
     * These changes, made together.
     *
     * @throws IllegalArgumentException if there is none, or two are of a kind
     */
    public static Augmentations of(Change... changes) {
        return new Augmentations(List.of(changes));
    }

    /**
     * The changes that a text names, comma between: {@code shift:PIXELS}, {@code rotate:DEGREES}, {@code
     * scale:FRACTION}, {@code shear:FRACTION}, {@code elastic:ALPHA:SIGMA}, {@code erase:PROBABILITY:SHARE} and {@code
     * flip}, each at most once.
     *
     * @throws IllegalArgumentException if the text is anything else: the message names the part at fault
     */
    public static Augmentations parse(String text) {
        List<Change> changes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            changes.add(change(part.strip()));
        }
        return new Augmentations(changes);
    }

    private static Change change(String part) {
        String name = part.split(":", -1)[0];
        return switch (name) {
            case "shift" -> new Shift(numbers(part, "shift:PIXELS")[0]);
            case "rotate" -> new Rotate(numbers(part, "rotate:DEGREES")[0]);
            case "scale" -> new Scale(numbers(part, "scale:FRACTION")[0]);
            case "shear" -> new Shear(numbers(part, "shear:FRACTION")[0]);
            case "elastic" -> {
                double[] numbers = numbers(part, "elastic:ALPHA:SIGMA");
                yield new Elastic(numbers[0], numbers[1]);
            }
            case "erase" -> {
                double[] numbers = numbers(part, "erase:PROBABILITY:SHARE");
                yield new Erase(numbers[0], numbers[1]);
            }
            case "flip" -> {
                numbers(part, "flip");
                yield new Flip();
            }
            default ->
                throw new IllegalArgumentException(
                        "augmentation: expected " + FORMS + ", received " + (part.isEmpty() ? "nothing" : part));
        };
    }

    /** The numbers after the name of a part, as many as its form has. */
    private static double[] numbers(String part, String form) {
        String[] fields = part.split(":", -1);
        String expected = "augmentation " + fields[0] + ": expected " + form + ", received " + part;
        if (fields.length != form.split(":").length) {
            throw new IllegalArgumentException(expected);
        }
        var numbers = new double[fields.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = Double.parseDouble(fields[i + 1]);
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(expected, notANumber);
            }
        }
        return numbers;
    }

    private static void checkEachOnce(List<Change> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("augmentation: expected at least one change, received none");
        }
        for (int i = 0; i < changes.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (changes.get(i).getClass() == changes.get(j).getClass()) {
                    throw new IllegalArgumentException("augmentation: expected each kind of change once, received "
                            + changes.get(j) + " and " + changes.get(i));
                }
            }
        }
    }

    private <T extends Change> Optional<T> only(Class<T> type) {
        return changes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    static int channels(Shape example) {
        return example.rank() == 3 ? example.extent(2) : 1;
    }

    @Override
    public int memoryLength(Shape example) {
        if (example.rank() != 2 && example.rank() != 3) {
            throw new IllegalArgumentException("augmentation " + this
                    + ": expected images of height x width, or height x width x channels, received shape " + example);
        }
        return distortion.map(distorted -> distorted.memoryLength(example)).orElse(0);
    }

    @Override
    public void apply(float[] values, int offset, Shape example, RandomStream random, float[] memory) {
        if (distortion.isPresent()) {
            distortion.get().apply(values, offset, example, random, memory);
        }
        if (erase.isPresent()) {
            erase.get().apply(values, offset, example, random);
        }
    }

    /** The changes, in a form that {@link #parse} takes. */
    @Override
    public String toString() {
        return changes.stream().map(Change::toString).collect(Collectors.joining(","));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Augmentations that && changes.equals(that.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }
}
