package firsthand.formats.onnx;

/**
 * What goes from node to node in a graph that is being written.
 *
 * @param layout how one example of it lies there
 */
record GraphValue(String name, Layout layout) {}
