/** Train and take apart a network in the browser: one session, behind a local server or inside the page. */
module firsthand.playground {
    requires transitive firsthand.core;
    requires transitive firsthand.datasets;
    requires firsthand.formats;
    requires firsthand.report;
    requires transitive firsthand.settings;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports firsthand.playground.export;
    exports firsthand.playground.message;
    exports firsthand.playground.server;
    exports firsthand.playground.session;
}
