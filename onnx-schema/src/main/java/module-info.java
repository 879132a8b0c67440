/** The messages of ONNX files, as protoc makes them from the published schema. */
module firsthand.onnx.schema {
    requires transitive com.google.protobuf;

    exports onnx;
}
