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
    private double channels;
    private int layers;

    /** The size of the network that these options of {@code train} make for such data. */
    NetworkSize(Map<String, String> options, Dataset data) {
        var shape = data.exampleShape();
        values = shape.size();
        channels = shape.rank() == 3 ? shape.extent(2) : 1;
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
            case "conv" -> convolution(number(parts, 1), number(parts, 2), padding(parts));
            case "batchnorm", "layernorm" -> parameters += 2 * values;
            default -> {}
        }
        largest += values;
    }

    private void dense(double units) {
        parameters += (values + 1) * units;
        values = units;
        channels = 1;
    }

    private void convolution(double filters, double size, double padding) {
        parameters += (size * size * channels + 1) * filters;
        double side = Math.sqrt(values / channels) + 2 * padding;
        values = side * side * filters;
        channels = filters;
    }

    private static double padding(String[] parts) {
        for (int i = 3; i < parts.length; i++) {
            if (parts[i].startsWith("p")) {
                return number(new String[] {parts[i].substring(1)}, 0);
            }
        }
        return 0;
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
