package firsthand.training;

import java.util.List;

/**
 * How training went: one entry an epoch, or every so many iterations.
 *
 * @param entries first to last
 */
public record History(List<Entry> entries) {

    /** A history that will not change. */
    public History {
        entries = List.copyOf(entries);
    }

    /** The last entry. */
    public Entry last() {
        return entries.getLast();
    }

    /**
     * Where training stood.
     *
     * @param step how many steps had been made
     * @param epoch how many epochs, the one under way included
     * @param trainLoss the mean loss over the training batches since the last entry, each measured just before it was
     * learned from
     * @param trainAccuracy the share of those examples predicted right, 0 to 1
     * @param validationLoss the mean loss on the examples held back; NaN if there are none
     * @param validationAccuracy the share of those predicted right, 0 to 1; NaN if there are none
     * @param learningRate the rate of the last step
     * @param seconds since training began
     */
    public record Entry(
            long step,
            int epoch,
            double trainLoss,
            double trainAccuracy,
            double validationLoss,
            double validationAccuracy,
            double learningRate,
            double seconds) {

        /** Whether examples were held back for validation. */
        public boolean hasValidation() {
            return !Double.isNaN(validationLoss);
        }
    }
}
