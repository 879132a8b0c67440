/** Models on disk: written whole or not at all, read strictly. */
module firsthand.formats {
    requires transitive firsthand.core;
    requires firsthand.onnx.schema;
    requires static org.jspecify;
    requires tools.jackson.core;

    exports firsthand.formats;
}
