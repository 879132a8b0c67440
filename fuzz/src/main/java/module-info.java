/** Damaged files for every reader of Firsthand; for developers. */
module firsthand.fuzz {
    requires firsthand.core;
    requires firsthand.datasets;
    requires firsthand.formats;
    requires firsthand.onnx.schema;
    requires java.desktop;
    requires jdk.management;
}
