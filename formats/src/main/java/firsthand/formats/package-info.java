/**
 * Models and trainings on disk. {@link firsthand.formats.SafeTensors} is the native format: one file holds all that is
 * needed to predict. {@link firsthand.formats.Models} reads and writes others too,
 * {@link firsthand.formats.CheckpointFolder} keeps trainings under way.
 *
 * <p>Whatever is wrong with a file is an {@link firsthand.data.InvalidFileException} whose message is one line: the
 * file, where in it, what was expected, what was received, and what to do. A missing file is a
 * {@link java.nio.file.NoSuchFileException}.
 */
package firsthand.formats;
