/**
 * How a gradient becomes a step, in order of increasing complexity: {@link firsthand.optimizer.Sgd}, {@link
 * firsthand.optimizer.Momentum}, {@link firsthand.optimizer.Adam}.
 */
package firsthand.optimizer;
