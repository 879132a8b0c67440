package firsthand.playground.server;

/** Which Firsthand this is, as its modules carry it. */
final class Edition {
    private Edition() {}

    /** {@code "0.1.0"}; {@code "development"} where it runs from no module. */
    static String current() {
        var module = Edition.class.getModule().getDescriptor();
        return module == null ? "development" : module.rawVersion().orElse("development");
    }
}
