/**
 * Data sets by name or by path, and the files they lie in.
 *
 * <p>{@link firsthand.datasets.DataCatalog} is the way in; {@link firsthand.datasets.Mnist},
 * {@link firsthand.datasets.FashionMnist} and {@link firsthand.datasets.Digits} are the sets that have a name;
 * {@link firsthand.datasets.IdxReader}, {@link firsthand.datasets.CsvReader} and {@link firsthand.datasets.ImageReader}
 * read one file each. Bad content is always an {@link firsthand.data.InvalidFileException}, a missing file a
 * {@link java.nio.file.NoSuchFileException}.
 */
package firsthand.datasets;
