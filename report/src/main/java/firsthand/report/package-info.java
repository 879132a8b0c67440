/**
 * The page that tells a training: {@link firsthand.report.RunReport} is what there is to say, {@link
 * firsthand.report.ReportPage} says it.
 */
package firsthand.report;
