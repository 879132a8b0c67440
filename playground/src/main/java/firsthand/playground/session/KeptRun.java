package firsthand.playground.session;

import java.util.Map;
import java.util.Optional;

/** A run that learns no more: one kept for comparison, or a network from a file. */
record KeptRun(
        int id,
        String name,
        Map<String, String> options,
        Model model,
        long step,
        Curve curve,
        Optional<Measurement> validation)
        implements Run {}
