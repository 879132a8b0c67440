/**
 * What a network is made of. A {@link firsthand.layer.Layer} holds parameters; what one batch leaves behind on its way
 * through lies in a {@link firsthand.layer.Pass} that the caller owns.
 *
 * <p>In the order in which one might read them: {@link firsthand.layer.Dense}, {@link firsthand.layer.Activation}, {@link
 * firsthand.layer.Softmax}; for images {@link firsthand.layer.Conv2d}, {@link firsthand.layer.MaxPool2d}, {@link
 * firsthand.layer.AveragePool2d}, {@link firsthand.layer.GlobalAveragePool}, {@link firsthand.layer.Flatten}; against
 * overfitting {@link firsthand.layer.Dropout}; for deep networks {@link firsthand.layer.LayerNorm}, {@link
 * firsthand.layer.BatchNorm}, which is a {@link firsthand.layer.BatchwiseLayer}, and {@link firsthand.layer.Skip}.
 */
package firsthand.layer;
