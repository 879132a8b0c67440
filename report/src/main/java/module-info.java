/** What a training was like, to look at: charts, galleries and pages that need nothing else. */
module firsthand.report {
    requires transitive firsthand.core;
    requires java.desktop;
    requires static org.jspecify;

    exports firsthand.report;
    exports firsthand.report.chart;
    exports firsthand.report.explain;
    exports firsthand.report.html;
    exports firsthand.report.image;
}
