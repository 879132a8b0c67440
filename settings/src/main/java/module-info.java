/** What decides a training, in words: shared by the command line and the playground. */
module firsthand.settings {
    requires transitive firsthand.core;
    requires firsthand.datasets;
    requires static org.jspecify;

    exports firsthand.settings;
}
