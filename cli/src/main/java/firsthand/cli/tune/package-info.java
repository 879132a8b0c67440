/** The search for good settings: which to try, trying them side by side, and how they did on the validation data. */
@NullMarked
package firsthand.cli.tune;

import org.jspecify.annotations.NullMarked;
