package firsthand.settings;

import java.util.List;

/**
 * The words that options take, for error messages, help texts and whoever offers them for choice.
 *
 * <p>Numbers that belong to a word follow it, a colon before each: {@code step:EVERY:FACTOR}, to be read as {@code
 * step:0.3:0.5}, say. What stands in brackets may be left out.
 */
public final class Words {
    private static final String MOST_ACTIVATIONS = "relu, leaky-relu, elu, gelu, silu, sigmoid, tanh";

    /** What {@code --activation} takes. */
    public static final String ACTIVATIONS = MOST_ACTIVATIONS + " or softplus";

    /** What the last layer may have for an activation as well as those between. */
    static final String OUTPUTS = MOST_ACTIVATIONS + ", softplus, softmax or log-softmax";

    /** What {@code --layers} takes. */
    public static final String LAYERS = "conv:FILTERS:SIZE[:sSTRIDE][:pPADDING][:dDILATION][:gGROUPS],"
            + " maxpool:SIZE[:sSTRIDE][:pPADDING], avgpool:SIZE, gap, flatten, dense:UNITS, dropout:RATE, batchnorm,"
            + " layernorm, skip:LAYERS, or an activation";

    /** What {@code --loss} takes. */
    public static final String LOSSES = "cross-entropy, log-likelihood, binary-cross-entropy,"
            + " binary-cross-entropy-with-logits, mean-squared-error, mean-absolute-error, huber or hinge";

    /** What {@code --optimizer} takes. */
    public static final String OPTIMIZERS =
            "sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, nadam, amsgrad or lion";

    /** What {@code --schedule} takes. */
    public static final String SCHEDULES = "constant, cosine, one-cycle, step:EVERY:FACTOR, exponential:FINAL,"
            + " polynomial:POWER, restarts:PERIOD:GROWTH or plateau:FACTOR:PATIENCE";

    /** What {@code --weights} and {@code --biases} take. */
    public static final String INITIALIZERS =
            "auto, he, xavier, lecun, zeros, uniform:LOW:HIGH or normal:MEAN:DEVIATION";

    /** What {@code --augment} takes, several of them with commas between. */
    public static final String AUGMENTATIONS = "shift:PIXELS, rotate:DEGREES, scale:SHARE, shear:SHARE,"
            + " elastic:ALPHA:SIGMA, flip, erase:PROBABILITY:SHARE";

    private Words() {}

    /** The activations of hidden layers. */
    public static List<String> activations() {
        return words(ACTIVATIONS);
    }

    /** The layers that a network may be listed by, but for activations. */
    public static List<String> layers() {
        return words(LAYERS.replace(", or an activation", ""));
    }

    /** The losses. */
    public static List<String> losses() {
        return words(LOSSES);
    }

    /** The rules by which weights move. */
    public static List<String> optimizers() {
        return words(OPTIMIZERS);
    }

    /** How the learning rate may change. */
    public static List<String> schedules() {
        return words(SCHEDULES);
    }

    /** The random changes to training examples. */
    public static List<String> augmentations() {
        return words(AUGMENTATIONS);
    }

    private static List<String> words(String text) {
        return List.of(text.split(", | or "));
    }
}
