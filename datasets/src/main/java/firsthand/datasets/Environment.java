package firsthand.datasets;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of the process's surroundings decides where data sets are looked for; passed in, so that tests can set a scene.
 *
 * @param variables the environment variables
 * @param home the user's home folder
 * @param systemData where Debian's packages put data sets
 */
record Environment(Map<String, String> variables, Path home, Path systemData) {

    static Environment ofProcess() {
        // Java takes the home folder from the system's user list; whoever sets HOME means another.
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        return new Environment(System.getenv(), Path.of(home), Path.of("/usr/share/datasets"));
    }

    /** The folder of the cache: FIRSTHAND_DATA, or firsthand in XDG_CACHE_HOME, or in .cache in the home folder. */
    Path cache() {
        return variable("FIRSTHAND_DATA")
                .map(Path::of)
                .or(() -> variable("XDG_CACHE_HOME").map(folder -> Path.of(folder, "firsthand")))
                .orElseGet(() -> home.resolve(".cache").resolve("firsthand"))
                .toAbsolutePath();
    }

    /** The addresses in FIRSTHAND_MIRRORS, comma between; none if it is empty, and nothing at all if it is not set. */
    Optional<List<String>> mirrors() {
        return Optional.ofNullable(variables.get("FIRSTHAND_MIRRORS"))
                .map(list -> Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .toList());
    }

    /** The first program of one of these names in the folders of PATH. */
    Optional<Path> program(String... names) {
        return variable("PATH").stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
