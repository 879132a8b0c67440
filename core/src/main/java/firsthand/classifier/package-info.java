/**
 * What most users hold: {@link firsthand.classifier.Classifier}, and several of them as an
 * {@link firsthand.classifier.Ensemble}.
 */
package firsthand.classifier;
