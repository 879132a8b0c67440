/** Models on disk: written whole or not at all, read strictly. */
module firsthand.formats {
    requires transitive firsthand.core;
    requires static firsthand.onnx.schema; // whoever reads or writes ONNX requires it too
    requires static org.jspecify;
    requires tools.jackson.core;

    exports firsthand.formats;
}
