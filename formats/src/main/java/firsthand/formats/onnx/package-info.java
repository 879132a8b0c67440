/** ONNX: a network as a graph of operators that other programs run, and such graphs as networks of ours. */
package firsthand.formats.onnx;
