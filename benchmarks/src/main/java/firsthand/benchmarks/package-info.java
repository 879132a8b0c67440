/** Firsthand beside other libraries, on the same work, and its kernels by themselves. */
@NullMarked
package firsthand.benchmarks;

import org.jspecify.annotations.NullMarked;
