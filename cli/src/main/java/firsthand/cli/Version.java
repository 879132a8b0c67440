package firsthand.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the modules carry it. */
final class Version implements IVersionProvider {

    static String current() {
        var descriptor = Version.class.getModule().getDescriptor();
        return descriptor == null ? "development" : descriptor.rawVersion().orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"firsthand " + current() + ", Java " + Runtime.version()};
    }
}
