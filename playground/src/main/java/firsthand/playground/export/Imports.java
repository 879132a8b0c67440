package firsthand.playground.export;

import java.util.TreeSet;

/** The classes that a Java program names, as its first lines import them. */
final class Imports {
    private final TreeSet<String> names = new TreeSet<>();

    /** The short name of a class of Firsthand, which is imported from here on: {@code "optimizer.Adam"} is Adam. */
    String use(String name) {
        names.add("firsthand." + name);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        names.forEach(name -> text.append("import ").append(name).append(";\n"));
        return text.toString();
    }
}
