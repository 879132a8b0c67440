package firsthand.datasets;

/**
 * A file that a data set was read from.
 *
 * @param name its name, without folder
 * @param sha256 the SHA-256 of its content, uncompressed, as 64 lower-case hexadecimal digits
 */
public record SourceFile(String name, String sha256) {}
