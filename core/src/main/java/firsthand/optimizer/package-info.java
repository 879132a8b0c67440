/**
 * How a gradient becomes a step, in order of increasing complexity: {@link firsthand.optimizer.Sgd}, {@link
 * firsthand.optimizer.Momentum}, {@link firsthand.optimizer.Nesterov}; with steps of each weight's own size {@link
 * firsthand.optimizer.Adagrad}, {@link firsthand.optimizer.RmsProp}, {@link firsthand.optimizer.Adam} and its kin {@link
 * firsthand.optimizer.AdamW}, {@link firsthand.optimizer.NAdam} and {@link firsthand.optimizer.AmsGrad}; and {@link
 * firsthand.optimizer.Lion}, whose steps are all alike. {@link firsthand.optimizer.ParameterGroups} joins two.
 */
package firsthand.optimizer;
