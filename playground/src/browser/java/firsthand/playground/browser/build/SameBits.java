package firsthand.playground.browser.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
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
    private static final String ADDITIONS = "browser.java.lang.Additions";
    private static final String KERNELS = "browser.firsthand.kernel.PageKernels";
    private static final String FDLIBM = "java.lang.FdLibm$";

    private static final Set<String> STANDING_IN = Set.of(FORMATS, ADDITIONS, KERNELS);

    /** By class and name; what the JDK calls compute is one class for each function. */
    private static final Map<String, MethodName> PLACES = Map.ofEntries(
            Map.entry("java.lang.Math.fma", new MethodName("browser.java.lang.Fma", "fma")),
            Map.entry("java.lang.StrictMath.exp", new MethodName(FDLIBM + "Exp", "compute")),
            Map.entry("java.lang.StrictMath.log", new MethodName(FDLIBM + "Log", "compute")),
            Map.entry("java.lang.StrictMath.log10", new MethodName(FDLIBM + "Log10", "compute")),
            Map.entry("java.lang.StrictMath.pow", new MethodName(FDLIBM + "Pow", "compute")),
            Map.entry("java.lang.StrictMath.sin", new MethodName(FDLIBM + "Sin", "compute")),
            Map.entry("java.lang.StrictMath.cos", new MethodName(FDLIBM + "Cos", "compute")),
            Map.entry("firsthand.kernel.Kernels.affineSparse", new MethodName(KERNELS, "affineSparse")),
            Map.entry("firsthand.kernel.Kernels.affinePacked", new MethodName(KERNELS, "affinePacked")),
            Map.entry("firsthand.kernel.Kernels.weightGradient", new MethodName(KERNELS, "weightGradient")),
            Map.entry("firsthand.kernel.Kernels.weightGradientSparse", new MethodName(KERNELS, "weightGradientSparse")),
            Map.entry("firsthand.kernel.Kernels.adam", new MethodName(KERNELS, "adam")),
            Map.entry("java.lang.String.format", new MethodName(FORMATS, "format")),
            Map.entry(
                    "tools.jackson.core.io.schubfach.DoubleToDecimal.toString",
                    new MethodName("java.lang.Double", "toString")),
            Map.entry(
                    "tools.jackson.core.io.schubfach.FloatToDecimal.toString",
                    new MethodName("java.lang.Float", "toString")),
            Map.entry("java.lang.Float.parseFloat", new MethodName(ADDITIONS, "parseFloat")),
            Map.entry("java.lang.Runtime.maxMemory", new MethodName(ADDITIONS, "maxMemory")),
            Map.entry("java.io.ByteArrayOutputStream.writeBytes", new MethodName(ADDITIONS, "writeBytes")),
            Map.entry("java.lang.String.indent", new MethodName(ADDITIONS, "indent")),
            Map.entry("java.lang.String.lines", new MethodName(ADDITIONS, "lines")),
            Map.entry(
                    "java.util.Collections.unmodifiableSortedMap", new MethodName(ADDITIONS, "unmodifiableSortedMap")));

    private record MethodName(String type, String name) {}

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (STANDING_IN.contains(type.getName())) {
            return; // they may ask for what they stand for
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
                    var method = call.getMethod();
                    Optional.ofNullable(PLACES.get(method.getClassName() + "." + method.getName()))
                            .or(() -> bySignature(method))
                            .ifPresent(place -> redirect(call, place));
                }
            }
        }
    }

    /** Methods of which TeaVM lacks one of several of that name, or has it wrong in a class that others extend. */
    private static Optional<MethodName> bySignature(MethodReference method) {
        return switch (method.getDescriptor().toString()) {
            case "readNBytes([BII)I" -> Optional.of(new MethodName(ADDITIONS, "readNBytes"));
            case "toString(I)Ljava/lang/String;" ->
                method.getClassName().equals("java.lang.Character")
                        ? Optional.of(new MethodName(ADDITIONS, "toString"))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static void redirect(InvokeInstruction call, MethodName place) {
        var method = call.getMethod();
        List<ValueType> signature =
                new ArrayList<>(List.of(method.getDescriptor().getSignature()));
        if (call.getInstance() != null) { // the object becomes the first argument
            boolean stream = place.name().equals("readNBytes");
            signature.addFirst(ValueType.object(stream ? "java.io.InputStream" : method.getClassName()));
            List<Variable> arguments = new ArrayList<>(List.of(call.getInstance()));
            arguments.addAll(call.getArguments());
            call.setInstance(null);
            call.setType(InvocationType.SPECIAL);
            call.setArguments(arguments.toArray(Variable[]::new));
        }
        call.setMethod(new MethodReference(place.type(), place.name(), signature.toArray(ValueType[]::new)));
    }
}
