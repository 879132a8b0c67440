/** A model apart from any format: its layers, loss and labels in words, its weights as tensors with names. */
package firsthand.formats.description;
