package firsthand.cli.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings that are not the same in all runs: for each option its value in every run, "" where it was not given. */
final class Differences {
    private Differences() {}

    static Map<String, List<String>> of(List<ComparedRun> runs) {
        var options = runs.stream().map(ComparedRun::options).toList();
        Set<String> names = new LinkedHashSet<>();
        options.forEach(each -> names.addAll(each.keySet()));
        Map<String, List<String>> differences = new LinkedHashMap<>();
        for (String name : names) {
            List<String> values = new ArrayList<>();
            options.forEach(each -> values.add(each.getOrDefault(name, "")));
            if (Set.copyOf(values).size() > 1) {
                differences.put(name, values);
            }
        }
        return differences;
    }
}
