/** Numbers in rows: a {@link firsthand.tensor.Tensor} is a {@code float[]} with a {@link firsthand.tensor.Shape}. */
package firsthand.tensor;
