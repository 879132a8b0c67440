package firsthand.formats.onnx;

import firsthand.layer.BatchNorm;
import firsthand.layer.LayerNorm;
import java.util.ArrayList;
import java.util.List;

/** Batch and layer normalisation as operators of ONNX. */
final class NormalizationOperators {
    private NormalizationOperators() {}

    /** ONNX counts momentum the other way: the share of what has been. */
    static GraphValue batch(Place at, BatchNorm norm) {
        var layout = at.input().layout();
        boolean ofImage = at.inputShape().rank() > 1;
        if (ofImage) {
            at.requireImage();
        }
        var order = ofImage ? AxisOrder.unchanged(norm.channels()) : layout.ofValues();
        List<String> names = new ArrayList<>(List.of(at.input().name()));
        for (String parameter : List.of("scale", "shift", "running_mean", "running_variance")) {
            names.add(at.tensor(parameter, List.of(norm.channels()), order));
        }
        return at.node(
                "BatchNormalization",
                names,
                layout,
                Attributes.number("epsilon", norm.epsilon()),
                Attributes.number("momentum", 1 - norm.momentum()));
    }

    static GraphValue layer(Place at, LayerNorm norm) {
        var layout = at.input().layout();
        String scale = at.tensor("scale", layout.extents(), layout.ofValues());
        String shift = at.tensor("shift", layout.extents(), layout.ofValues());
        return at.node(
                "LayerNormalization",
                List.of(at.input().name(), scale, shift),
                layout,
                Attributes.integer("axis", 1),
                Attributes.number("epsilon", norm.epsilon()));
    }
}
