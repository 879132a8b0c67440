package firsthand.playground.session;

import firsthand.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How large a network would be, told from its options without making it: never less than it is.
 *
 * <p>Words and numbers that no network has are passed over; whoever makes the network refuses them.
 */
final class NetworkSize {
    private double parameters;
    private double values;
    private double largest;
    private double height;
    private double width;
    private double channels;
    private int layers;

    /** The size of the network that these options of {@code train} make for such data. */
    NetworkSize(Map<String, String> options, Dataset data) {
        var shape = data.exampleShape();
        values = shape.size();
        height = shape.extent(0);
        width = shape.rank() > 1 ? shape.extent(1) : 1;
        channels = shape.rank() > 2 ? shape.extent(2) : 1;
        largest = values;
        String text = options.getOrDefault("layers", "");
        if (text.isEmpty()) {
            words(options.getOrDefault("hidden", "128")).forEach(units -> add("dense:" + units));
        } else {
            words(text).forEach(this::add);
        }
        add("dense:" + data.classNames().size());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1)).toList();
    }

    private void add(String word) {
        String[] parts = word.split(":", -1);
        layers++;
        switch (parts[0]) {
            case "dense" -> dense(number(parts, 1));
            case "conv" -> {
                parameters += (number(parts, 2) * number(parts, 2) * channels + 1) * number(parts, 1);
                channels = number(parts, 1);
                slide(parts, number(parts, 2), 1);
            }
            case "maxpool", "avgpool" -> slide(parts, number(parts, 1), number(parts, 1));
            case "gap" -> reshape(1, 1);
            case "batchnorm", "layernorm" -> parameters += 2 * values;
            default -> {}
        }
        largest += values;
    }

    private void dense(double units) {
        parameters += (values + 1) * units;
        channels = units;
        reshape(1, 1);
    }

    /** A window of that size goes over the image. */
    private void slide(String[] parts, double size, double usualStride) {
        double stride = Math.max(1, lettered(parts, 's', usualStride));
        double padding = lettered(parts, 'p', 0);
        double covered = lettered(parts, 'd', 1) * (size - 1) + 1;
        reshape(
                Math.floor(Math.max(0, height + 2 * padding - covered) / stride) + 1,
                Math.floor(Math.max(0, width + 2 * padding - covered) / stride) + 1);
    }

    private void reshape(double height, double width) {
        this.height = height;
        this.width = width;
        values = height * width * channels;
    }

    private static double lettered(String[] parts, char letter, double otherwise) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].length() > 1 && parts[i].charAt(0) == letter) {
                return number(new String[] {parts[i].substring(1)}, 0);
            }
        }
        return otherwise;
    }

    private static double number(String[] parts, int i) {
        try {
            return i < parts.length ? Math.max(0, Double.parseDouble(parts[i])) : 0;
        } catch (NumberFormatException refusedLater) {
            return 0;
        }
    }

    /** The number of layers, activations of the hidden ones not counted where they are not named. */
    int layers() {
        return layers;
    }

    /** How many numbers training changes. */
    double parameters() {
        return parameters;
    }

    /** How many numbers an example leaves behind on its way. */
    double values() {
        return largest;
    }
}
