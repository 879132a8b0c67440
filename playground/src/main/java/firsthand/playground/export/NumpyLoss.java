package firsthand.playground.export;

import static firsthand.playground.export.Numbers.literal;

/** What the network learns by, in Python: the loss of each example, and the gradient of their mean. */
final class NumpyLoss {
    private final Options options;

    NumpyLoss(Options options) {
        this.options = options;
    }

    /** The function {@code loss}. */
    String text() {
        return switch (options.text("loss")) {
            case "cross-entropy" -> crossEntropy();
            case "log-likelihood" -> loss("-sum of t log p; dL/dp = -t / p / m.", """
                        p = np.maximum(z, 1e-7)
                        return -(t * np.log(p)).sum(axis=1), -t / p / len(z)""");
            case "binary-cross-entropy" ->
                loss("-(mean of t log p + (1 - t) log(1 - p)); dL/dp = (p - t) / (p (1 - p)) / n / m.", """
                        p = np.clip(z, 1e-7, 1 - 2.0**-23)
                        losses = -(t * np.log(p) + (1 - t) * np.log(1 - p)).mean(axis=1)
                        return losses, (p - t) / (p * (1 - p)) / z.size""");
            case "binary-cross-entropy-with-logits" ->
                loss("The mean of max(z, 0) - t z + log(1 + e^-|z|); dL/dz = (1 / (1 + e^-z) - t) / n / m.", """
                        losses = (np.maximum(z, 0) - t * z + np.log1p(np.exp(-np.abs(z)))).mean(axis=1)
                        return losses, (1 / (1 + np.exp(-z)) - t) / z.size""");
            case "mean-squared-error" ->
                loss(
                        "The mean of (z - t)^2; dL/dz = 2 (z - t) / n / m.",
                        "return ((z - t) ** 2).mean(axis=1), 2 * (z - t) / z.size");
            case "mean-absolute-error" ->
                loss(
                        "The mean of |z - t|; dL/dz = sign(z - t) / n / m.",
                        "return np.abs(z - t).mean(axis=1), np.sign(z - t) / z.size");
            case "huber" ->
                loss(
                        "The mean of d^2 / 2 where d = z - t is at most 1, else |d| - 1/2; dL/dz = d, cut off, / n / m.",
                        """
                        cut = np.clip(z - t, -1, 1)
                        return (cut * (z - t - cut / 2)).mean(axis=1), cut / z.size""");
            case "hinge" -> loss("The sum of 1 + z - z[label] where that is above 0, over all other classes.", """
                        excess = np.where(t == 1, 0, 1 + z - (t * z).sum(axis=1, keepdims=True))
                        near = (excess > 0).astype(float)
                        losses = (near * excess).sum(axis=1)
                        return losses, (near - t * near.sum(axis=1, keepdims=True)) / len(z)""");
            default ->
                throw new IllegalArgumentException(
                        "export: expected a loss of train, received " + options.text("loss"));
        };
    }

    private String crossEntropy() {
        boolean weighted = options.has("class-weights");
        double share = options.number("label-smoothing");
        String smoothed = "t = (1 - " + literal(share) + ") * t + " + literal(share) + " / z.shape[1]\n";
        return loss(
                "Cross-entropy: log(sum of e^z) - sum of t z; dL/dz = (softmax(z) - t) / m.",
                (weighted ? "weight = t @ np.array([" + options.listed("class-weights") + "])\n" : "")
                        + (share == 0 ? "" : smoothed)
                        + """
                        z = z - z.max(axis=1, keepdims=True)
                        e = np.exp(z)
                        total = e.sum(axis=1, keepdims=True)
                        losses = np.log(total[:, 0]) - (t * z).sum(axis=1)
                        dz = (e / total - t) / len(z)
                        """
                        + (weighted ? "return losses * weight, dz * weight[:, None]" : "return losses, dz"));
    }

    private static String loss(String formula, String body) {
        return """
                def loss(z, t):
                    \"""%s With m examples.\"""
                %s""".formatted(formula, Lines.indented(4, body));
    }
}
