/**
 * Damaged files for every reader: {@link firsthand.fuzz.Targets} lists the readers, {@link firsthand.fuzz.Mutation} and
 * {@link firsthand.fuzz.Wrapping} do the damage, {@link firsthand.fuzz.Fuzzing} watches what comes of it.
 *
 * <p>A reader may answer a file in two ways: it reads it, or it throws {@link firsthand.data.InvalidFileException} with a
 * message of one line. Everything else is a finding: another exception or error, memory beyond {@link
 * firsthand.fuzz.Limits}, time beyond it.
 *
 * <p>Every input is a function of the seed, the target's name and the input's number, so that a finding repeats, and the
 * tests try the same inputs on every machine. That is why the inputs are drawn blindly from valid files, and not guided by
 * the code they reach as those of Jazzer are: Jazzer 0.30 runs on JDK 25 (3,000 inputs a second for IDX), but it is 8 MB
 * of native code for some platforms, stops at its first finding, sees no memory, does not get past a checksum, and would
 * need these mutations beside it. For formats whose headers are short, valid files to begin with and right checksums
 * after the damage ({@link firsthand.fuzz.Wrapping}) reach what its guidance would have to discover.
 */
package firsthand.fuzz;
