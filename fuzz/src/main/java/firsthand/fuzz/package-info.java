/**
 * Damaged files for every reader: {@link firsthand.fuzz.Targets} lists the readers, {@link firsthand.fuzz.Mutation} and
 * {@link firsthand.fuzz.Wrapping} do the damage, {@link firsthand.fuzz.Fuzzing} watches what comes of it.
 *
 * <p>A reader may answer a file in two ways: it reads it, or it throws {@link firsthand.data.InvalidFileException} with a
 * message of one line. Everything else is a finding: another exception or error, memory beyond {@link
 * firsthand.fuzz.Limits}, time beyond it.
 *
 * <p>Every input is a function of the seeds, the number that a run is seeded with, the target's name and the input's number,
 * so that a finding repeats, and a run of the tests tries what the last one tried. (Pictures and gzip among the seeds are
 * written by the JDK: another one may write other bytes, and a finding is therefore kept as a file too.)
 *
 * <p>That is why inputs are drawn blindly from valid files, and not guided by the code that they reach as those of Jazzer
 * are. Jazzer 0.30 runs on JDK 25, with some 3,000 inputs a second for IDX; but the tests and the measuring of memory would
 * need these mutations and this loop beside it. The formats' headers are short, so that valid files to begin with and right
 * checksums after the damage ({@link firsthand.fuzz.Wrapping}) lead past them without guidance.
 */
package firsthand.fuzz;
