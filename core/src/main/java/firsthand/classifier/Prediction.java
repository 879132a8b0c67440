package firsthand.classifier;

import java.util.List;

/**
 * What a classifier takes an example for.
 *
 * @param classIndex the class of the largest probability, the first of several
 * @param label what that class is called
 * @param probabilities how sure the network is of each class, 0 to 1, in the order of the classes
 */
public record Prediction(int classIndex, String label, List<Double> probabilities) {}
