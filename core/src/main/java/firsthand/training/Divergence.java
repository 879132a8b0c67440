package firsthand.training;

import firsthand.network.Network;
import firsthand.network.Workspace;
import firsthand.tensor.Tensor;
import java.util.OptionalInt;

/** Finds where a loss that is not finite came from. */
final class Divergence {
    private Divergence() {}

    /** Finds the culprit, gives the network its last good weights back, and says so. */
    static DivergenceException at(Network network, Workspace workspace, long step, double loss, LastGood lastGood) {
        var layer = culprit(network, workspace);
        String place = layer.isPresent()
                ? "layer " + layer.getAsInt() + " ("
                        + network.layers().get(layer.getAsInt()).type() + ")"
                : "the loss itself";
        long restoredStep = lastGood.restore();
        return new DivergenceException(
                "the loss stopped being finite at step " + step + " (" + loss + "), first in " + place
                        + "; the weights of step " + restoredStep
                        + " are kept; a smaller learning rate, inputs scaled to"
                        + " [0, 1] or smaller initial weights usually help",
                step,
                restoredStep,
                layer);
    }

    /** Whether every parameter is a finite number. */
    static boolean isFinite(Network network) {
        return network.parameters().stream()
                .allMatch(parameter ->
                        isFinite(parameter.value(), parameter.value().size()));
    }

    private static OptionalInt culprit(Network network, Workspace workspace) {
        for (int i = 0; i < network.layers().size(); i++) {
            var layer = network.layers().get(i);
            boolean broken = layer.parameters().stream()
                    .anyMatch(parameter ->
                            !isFinite(parameter.value(), parameter.value().size()));
            var y = workspace.pass(i).y();
            if (broken || !isFinite(y, workspace.examples() * y.stride())) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isFinite(Tensor tensor, int count) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(tensor.values()[i])) {
                return false;
            }
        }
        return true;
    }
}
