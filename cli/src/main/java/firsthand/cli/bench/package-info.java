/**
 * The pieces of work that Firsthand is timed by: small enough to run again and again, and plain enough for other
 * libraries to do the very same.
 */
@NullMarked
package firsthand.cli.bench;

import org.jspecify.annotations.NullMarked;
