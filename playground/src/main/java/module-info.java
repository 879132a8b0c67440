/** Train and take apart a network in the browser: one session, behind a local server or inside the page. */
module firsthand.playground {
    requires firsthand.core;
    requires firsthand.datasets;
    requires firsthand.formats;
    requires firsthand.report;
    requires firsthand.settings;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports firsthand.playground.message;
    exports firsthand.playground.server;
}
