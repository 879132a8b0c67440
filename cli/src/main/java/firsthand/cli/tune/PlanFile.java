package firsthand.cli.tune;

import firsthand.datasets.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan as plan.json, with what it came to when it was made: a recipe, a default or the data may change meanwhile. */
public final class PlanFile {
    private PlanFile() {}

    /** What to write down. */
    public static Map<String, Object> json(Plan plan, Origin data) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recipe", plan.recipe());
        json.put("given", plan.given());
        json.put("try", plan.choices().stream().map(Choice::text).toList());
        json.put("search", plan.search().name());
        json.put("trials", plan.search().trials());
        json.put("eta", plan.search().eta());
        json.put("settings", plan.settings().arguments());
        json.put("data", data.files());
        return json;
    }

    /**
     * The plan that was written down.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Plan plan(JsonNode json) {
        return new Plan(
                json.path("recipe").asString(),
                texts(json.path("given")),
                texts(json.path("try")).stream().map(Choice::parse).toList(),
                new Search(
                        Search.Kind.valueOf(json.path("search").asString().toUpperCase(Locale.ROOT)),
                        json.path("trials").asInt(),
                        json.path("eta").asInt()));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /**
     * A search goes on only with what it began with.
     *
     * @throws IllegalArgumentException if the plan no longer comes to the same settings, or the data has changed
     */
    public static void checkSame(JsonNode before, Plan plan, Origin data) {
        JsonNode now = JsonMapper.shared().valueToTree(json(plan, data));
        for (String part : List.of("settings", "data")) {
            if (!before.path(part).equals(now.path(part))) {
                throw new IllegalArgumentException("--resume: expected the " + part + " that the search began with, "
                        + before.path(part) + ", received " + now.path(part) + "; bring them back, or search anew");
            }
        }
    }
}
