package firsthand.report.explain;

import firsthand.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;

/**
 * The lines of Java that compute something, as the compiled classes tell them, so that they are always true.
 *
 * @param path the source file, from the project's root
 * @param line the first line of the method that does something
 * @param method class and method
 */
public record SourceReference(String path, int line, String method) {
    private static final String ROOT = "core/src/main/java/";

    /**
     * Looks up a method of the library. Of several of one name it is the last, the one that the others call.
     *
     * @param className the class, as in {@code firsthand.layer.Dense}
     * @throws IllegalArgumentException if there is no such class or method
     */
    static SourceReference of(String className, String method) {
        var type = read(className);
        var found = type.methods().stream()
                .filter(each ->
                        each.methodName().equalsString(method) && each.code().isPresent())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException(className + ": there is no method " + method));
        String folder = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
        String file = type.findAttribute(Attributes.sourceFile())
                .orElseThrow()
                .sourceFile()
                .stringValue();
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        return new SourceReference(ROOT + folder + file, firstLine(found), simpleName + "." + method);
    }

    /** Classes can be read as files wherever they are, also in packages that nobody else may use. */
    private static ClassModel read(String className) {
        try (InputStream file = Network.class.getResourceAsStream("/" + className.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new IllegalArgumentException(className + ": there is no such class");
            }
            return ClassFile.of().parse(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int firstLine(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()).stream())
                .flatMap(table -> table.lineNumbers().stream())
                .mapToInt(LineNumberInfo::lineNumber)
                .min()
                .orElseThrow();
    }

    /** {@code core/src/main/java/firsthand/layer/Dense.java:120}. */
    @Override
    public String toString() {
        return path + ":" + line;
    }
}
