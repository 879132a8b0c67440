package firsthand.metric;

/**
 * How well one class is told from the rest.
 *
 * @param label what the class is called
 * @param precision of the examples predicted to be of this class, the share that are; 0 if there are none
 * @param recall of the examples of this class, the share predicted to be; 0 if there are none
 * @param f1 the harmonic mean of the two, 2 precision recall / (precision + recall); 0 if both are 0
 * @param support the number of examples of this class
 */
public record ClassScore(String label, double precision, double recall, double f1, long support) {

    static ClassScore of(String label, long right, long predicted, long actual) {
        double precision = predicted == 0 ? 0 : right / (double) predicted;
        double recall = actual == 0 ? 0 : right / (double) actual;
        double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new ClassScore(label, precision, recall, f1, actual);
    }
}
