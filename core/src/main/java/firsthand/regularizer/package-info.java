/**
 * What keeps weights and steps small beside the loss: penalties ({@link firsthand.regularizer.L1}, {@link
 * firsthand.regularizer.L2}), shrinking ({@link firsthand.regularizer.WeightDecay}), limits to weights ({@link
 * firsthand.regularizer.MaxNorm}) and to gradients ({@link firsthand.regularizer.ClipValue}, {@link
 * firsthand.regularizer.ClipNorm}).
 */
package firsthand.regularizer;
