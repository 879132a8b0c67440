/** What training makes small: a {@link firsthand.loss.Loss} and its gradient with respect to a network's output. */
package firsthand.loss;
