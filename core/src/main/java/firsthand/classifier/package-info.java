/** What most users hold: {@link firsthand.classifier.Classifier}. */
package firsthand.classifier;
