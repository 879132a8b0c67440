package firsthand.report.explain;

/**
 * What the loss said.
 *
 * @param name the loss
 * @param value L
 * @param forward how L came of the output
 * @param backward dL/dz, where the way back begins
 */
public record LossStep(String name, double value, Half forward, Half backward) {}
