/** How good predictions are: {@link firsthand.metric.ConfusionMatrix} and what can be told from it. */
package firsthand.metric;
