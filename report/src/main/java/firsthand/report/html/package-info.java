/** Pages that need nothing else: {@link firsthand.report.html.Html}. */
package firsthand.report.html;
