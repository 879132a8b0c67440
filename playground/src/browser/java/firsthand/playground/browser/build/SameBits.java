package firsthand.playground.browser.build;

import java.util.Map;
import java.util.Optional;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Has the calls on which results depend go where the bits are those of every other Java.
 *
 * <p>{@code Math.fma}, which TeaVM does not know, goes to {@link browser.java.lang.Fma}. {@code StrictMath}, for which
 * TeaVM takes what the browser has, goes to the very classes by which the JDK computes it. {@code String.format} goes
 * to {@link browser.java.lang.Formats}, as TeaVM knows no {@code %e}.
 */
public final class SameBits implements TeaVMPlugin, ClassHolderTransformer {
    private static final String FORMATS = "browser.java.lang.Formats";
    private static final String FDLIBM = "java.lang.FdLibm$";

    /** By class and name; what the JDK calls compute is one class for each function. */
    private static final Map<String, MethodName> PLACES = Map.of(
            "java.lang.Math.fma", new MethodName("browser.java.lang.Fma", "fma"),
            "java.lang.StrictMath.exp", new MethodName(FDLIBM + "Exp", "compute"),
            "java.lang.StrictMath.log", new MethodName(FDLIBM + "Log", "compute"),
            "java.lang.StrictMath.log10", new MethodName(FDLIBM + "Log10", "compute"),
            "java.lang.StrictMath.pow", new MethodName(FDLIBM + "Pow", "compute"),
            "java.lang.StrictMath.sin", new MethodName(FDLIBM + "Sin", "compute"),
            "java.lang.StrictMath.cos", new MethodName(FDLIBM + "Cos", "compute"),
            "java.lang.String.format", new MethodName(FORMATS, "format"));

    private record MethodName(String type, String name) {
        private MethodReference with(MethodDescriptor descriptor) {
            return new MethodReference(type, new MethodDescriptor(name, descriptor.getSignature()));
        }
    }

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (type.getName().equals(FORMATS)) {
            return; // it asks the other for what that one knows
        }
        for (var method : type.getMethods()) {
            if (method.getProgram() != null) {
                redirect(method.getProgram());
            }
        }
    }

    private static void redirect(Program program) {
        for (int i = 0; i < program.basicBlockCount(); i++) {
            for (Instruction instruction : program.basicBlockAt(i)) {
                if (instruction instanceof InvokeInstruction call) {
                    place(call.getMethod()).ifPresent(call::setMethod);
                }
            }
        }
    }

    private static Optional<MethodReference> place(MethodReference method) {
        return Optional.ofNullable(PLACES.get(method.getClassName() + "." + method.getName()))
                .map(place -> place.with(method.getDescriptor()));
    }
}
