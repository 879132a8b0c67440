/**
 * One example, walked through a network forward and backward, with every formula and the numbers put into it.
 *
 * <p>{@link firsthand.report.explain.Walk} goes there and back; each kind of layer has a {@link firsthand.report.explain.Lesson}
 * that says what it did; {@link firsthand.report.explain.Explanation} is what comes of it, and the rest shows it. All results
 * are those of the network itself.
 */
package firsthand.report.explain;
