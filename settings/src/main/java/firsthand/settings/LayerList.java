package firsthand.settings;

import firsthand.initializer.Initializer;
import firsthand.layer.Activation;
import firsthand.layer.Kernel;
import firsthand.layer.Skip;
import firsthand.network.NetworkBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The layers of a network in one word each: {@code conv:16:3:p1,relu,maxpool:2,dense:64,relu,dropout:0.3}.
 *
 * <p>Numbers follow a colon each: first those that a layer cannot do without, then, with a letter before, those that it
 * can: s for stride, p for padding, d for dilation, g for groups.
 */
public final class LayerList {
    private final List<String> words;
    private final Optional<Initializer> weights;
    private final Initializer biases;

    /** @param weights what dense and convolutional layers begin with; by default, what suits the next activation */
    LayerList(List<String> words, Optional<Initializer> weights, Initializer biases) {
        this.words = words;
        this.weights = weights;
        this.biases = biases;
    }

    void addTo(NetworkBuilder builder) {
        for (String word : words) {
            add(new Word(word), builder);
        }
    }

    private void add(Word word, NetworkBuilder builder) {
        switch (word.name()) {
            case "dense" -> dense(builder, word.whole(1));
            case "conv" -> conv(builder, word);
            case "maxpool" ->
                builder.maxPool2d(word.whole(1), word.lettered('s', word.whole(1)), word.lettered('p', 0));
            case "avgpool" ->
                builder.averagePool2d(word.whole(1), word.lettered('s', word.whole(1)), word.lettered('p', 0));
            case "gap" -> builder.globalAveragePool();
            case "flatten" -> builder.flatten();
            case "dropout" -> builder.dropout(word.number(1));
            case "batchnorm" -> builder.batchNorm();
            case "layernorm" -> builder.layerNorm();
            case "skip" -> builder.layer(new Skip(word.whole(1)));
            default -> activate(builder, "--layers", word.text());
        }
    }

    /** A dense layer with the weights and biases that were asked for. */
    void dense(NetworkBuilder builder, int units) {
        if (weights.isPresent()) {
            builder.dense(units, weights.get(), biases);
        } else {
            builder.dense(units, biases);
        }
    }

    private void conv(NetworkBuilder builder, Word word) {
        var kernel = Kernel.size(word.whole(2))
                .stride(word.lettered('s', 1))
                .padding(word.lettered('p', 0))
                .dilation(word.lettered('d', 1))
                .groups(word.lettered('g', 1));
        if (weights.isPresent()) {
            builder.conv2d(word.whole(1), kernel, weights.get(), biases);
        } else {
            builder.conv2d(word.whole(1), kernel, biases);
        }
    }

    /** Adds the activation of that name, or softmax. */
    static void activate(NetworkBuilder builder, String option, String text) {
        switch (new Word(text).name()) {
            case "softmax" -> builder.softmax();
            case "log-softmax" -> builder.logSoftmax();
            default -> builder.layer(hiddenActivation(option, text));
        }
    }

    /**
     * The activation of that name.
     *
     * @param option who is to blame if there is none
     */
    public static Activation hiddenActivation(String option, String text) {
        var word = new Word(text);
        return switch (word.name()) {
            case "none", "identity" -> Activation.identity();
            case "relu" -> Activation.relu();
            case "leaky-relu" -> Activation.leakyRelu(word.number(1, 0.01));
            case "elu" -> Activation.elu(word.number(1, 1));
            case "gelu" -> Activation.gelu();
            case "silu" -> Activation.silu();
            case "sigmoid" -> Activation.sigmoid();
            case "tanh" -> Activation.tanh();
            case "softplus" -> Activation.softplus();
            default ->
                throw new IllegalArgumentException(
                        option + ": expected " + (option.equals("--layers") ? Words.LAYERS + ": " : "") + Words.OUTPUTS
                                + ", received " + text);
        };
    }

    /** One layer, its numbers still as text. */
    private record Word(String text) {
        private String[] parts() {
            return text.split(":", -1);
        }

        private String name() {
            return parts()[0];
        }

        private boolean has(int i) {
            return i < parts().length;
        }

        private double number(int i, double otherwise) {
            return has(i) ? number(i) : otherwise;
        }

        private double number(int i) {
            if (!has(i)) {
                throw new IllegalArgumentException("--layers: expected " + Words.LAYERS + ", received " + text);
            }
            return Options.number("--layers " + text, parts()[i]);
        }

        private int whole(int i) {
            return whole(number(i));
        }

        private int whole(double number) {
            if (number < 0 || number != Math.rint(number) || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("--layers: expected whole numbers, received " + text);
            }
            return (int) number;
        }

        private int lettered(char letter, int otherwise) {
            for (String part : parts()) {
                if (part.length() > 1 && part.charAt(0) == letter && Character.isDigit(part.charAt(1))) {
                    return whole(Options.number("--layers " + text, part.substring(1)));
                }
            }
            return otherwise;
        }
    }
}
