package firsthand.kernel;

import java.util.Locale;

/**
 * Chooses the kernels of this process, once, when the first is asked for.
 *
 * <p>The system property {@code firsthand.kernels} decides: {@code vector}, {@code scalar}, or {@code auto} (the
 * default): vector where the module jdk.incubator.vector is there, else scalar, with one line on standard error that
 * names the cure.
 */
final class KernelChoice {
    static final Kernels CHOSEN = choose(System.getProperty("firsthand.kernels", "auto"));

    private KernelChoice() {}

    private static Kernels choose(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "scalar" -> new ScalarKernels();
            case "vector" -> vector();
            case "auto" -> vectorOrScalar();
            default ->
                throw new IllegalArgumentException(
                        "firsthand.kernels: expected auto, vector or scalar, received " + name);
        };
    }

    private static Kernels vectorOrScalar() {
        try {
            return vector();
        } catch (IllegalStateException missing) {
            System.err.println("firsthand: " + missing.getMessage()
                    + "; going on without SIMD: the same results, many times slower");
            return new ScalarKernels();
        }
    }

    /** By name, so that a build without the vector module can leave the class out. */
    private static Kernels vector() {
        try {
            return (Kernels) Class.forName("firsthand.kernel.VectorKernels")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError missing) {
            throw new IllegalStateException(
                    "the module jdk.incubator.vector is not there (add --add-modules jdk.incubator.vector)", missing);
        }
    }
}
