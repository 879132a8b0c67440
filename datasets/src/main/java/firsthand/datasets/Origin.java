package firsthand.datasets;

import java.util.List;

/**
 * Where a data set came from, so that a run can be repeated on the same bytes.
 *
 * @param description one line for people: the folder, the mirror, the package
 * @param sample whether these are the first examples of MNIST that come with Firsthand, not the full set
 * @param files what was read, in the order of reading
 */
public record Origin(String description, boolean sample, List<SourceFile> files) {
    public Origin {
        files = List.copyOf(files);
    }
}
