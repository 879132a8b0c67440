/** Examples and their classes: data sets, splits, batches, one-hot codes. */
package firsthand.data;
