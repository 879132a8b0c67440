/** The command line. */
module firsthand.cli {
    requires firsthand.core;
    requires firsthand.datasets;
    requires firsthand.formats;
    requires firsthand.onnx.schema;
    requires firsthand.playground;
    requires firsthand.report;
    requires firsthand.settings;
    requires info.picocli;
    requires java.desktop;
    requires me.tongfei.progressbar;
    requires static org.jspecify;
    requires tools.jackson.databind;

    opens firsthand.cli to
            info.picocli;
    opens firsthand.cli.recipe to
            info.picocli;
}
