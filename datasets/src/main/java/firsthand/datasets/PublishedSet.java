package firsthand.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set that is published as four IDX files.
 *
 * @param title what people call it
 * @param folder the name of its folder in the cache, on mirrors, and among Debian's data sets
 * @param files training images, training labels, test images, test labels
 * @param mirrors addresses that hold the files, gzip, with .gz after their names
 * @param npmPackage an npm package, name@version, that holds them in its folder data
 * @param cure what to do where nothing of this is to be had
 */
record PublishedSet(
        String title,
        String folder,
        List<String> classNames,
        List<PublishedFile> files,
        List<String> mirrors,
        Optional<String> npmPackage,
        String cure) {

    /** Where the set can be fetched from on this machine, in the order in which to ask. */
    List<Source> sources(Environment environment) {
        List<String> addresses = environment
                .mirrors()
                .map(bases -> bases.stream().map(base -> slashed(base) + folder).toList())
                .orElse(mirrors);
        Stream<Source> mirrorSources = addresses.stream().map(address -> new Mirror(slashed(address)));
        Stream<Source> npmSources = npmPackage.flatMap(name -> NpmPackage.find(name, environment)).stream();
        return Stream.concat(mirrorSources, npmSources).toList();
    }

    private static String slashed(String address) {
        return address.endsWith("/") ? address : address + "/";
    }

    /** The folders that may hold the set already, the cache first. */
    List<Path> folders(Environment environment) {
        return List.of(
                environment.cache().resolve(folder), environment.systemData().resolve(folder));
    }
}
