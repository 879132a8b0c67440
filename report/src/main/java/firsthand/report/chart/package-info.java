/**
 * Pictures of numbers, as SVG and PNG, on light ground and on dark: {@link firsthand.report.chart.LineChart} and what
 * else is a {@link firsthand.report.chart.Picture}.
 */
package firsthand.report.chart;
