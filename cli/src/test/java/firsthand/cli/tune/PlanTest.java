package firsthand.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firsthand.cli.recipe.Recipes;
import firsthand.datasets.Origin;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlanTest {
    private static final Search GRID = new Search(Search.Kind.GRID, 0, 3);

    private static Plan plan(String recipe, String given, Search search, String... tries) {
        return new Plan(
                recipe,
                given.isEmpty() ? List.of() : List.of(given.split(" ")),
                Stream.of(tries).map(Choice::parse).toList(),
                search);
    }

    private static Search random(int trials) {
        return new Search(Search.Kind.RANDOM, trials, 3);
    }

    @Test
    void aGridHasEveryCombinationTheFirstOptionSlowest() {
        var trials =
                plan("mlp", "", GRID, "learning-rate=0.1,0.01", "hidden=8/16,8").trials();
        assertThat(trials.stream().map(Trial::label))
                .containsExactly(
                        "learning-rate 0.1, hidden 8",
                        "learning-rate 0.1, hidden 16,8",
                        "learning-rate 0.01, hidden 8",
                        "learning-rate 0.01, hidden 16,8");
        assertThat(trials.get(3).settings().arguments())
                .containsSubsequence("--hidden", "16,8")
                .containsSubsequence("--learning-rate", "0.01");
    }

    @Test
    void everyTrialHasASeedOfItsOwnFromThatOfTheSearchOn() {
        var trials = plan("mlp", "--seed 7", GRID, "hidden=8,16,32").trials();
        assertThat(trials.stream().map(trial -> trial.settings().seed())).containsExactly(7L, 8L, 9L);
        assertThat(trials.stream().map(Trial::number)).containsExactly(0, 1, 2);
    }

    @Test
    void drawsRepeatAndAnotherSeedMakesOthers() {
        String[] tries = {"learning-rate=1e-4..1:log", "hidden=8..64"};
        assertThat(plan("mlp", "", random(5), tries).trials().stream().map(Trial::values))
                .isEqualTo(plan("mlp", "", random(5), tries).trials().stream()
                        .map(Trial::values)
                        .toList());
        assertThat(plan("mlp", "--seed 2", random(5), tries).trials().getFirst().values())
                .isNotEqualTo(
                        plan("mlp", "", random(5), tries).trials().getFirst().values());
    }

    @Test
    void moreTrialsAndMoreOptionsChangeNoDraw() {
        var few = plan("mlp", "", random(3), "learning-rate=1e-4..1:log").trials();
        var many = plan("mlp", "", random(9), "hidden=8..64", "learning-rate=1e-4..1:log")
                .trials();
        for (int i = 0; i < few.size(); i++) {
            assertThat(many.get(i).values().get("--learning-rate"))
                    .isEqualTo(few.get(i).values().get("--learning-rate"));
        }
    }

    @Test
    void aTenthIsHeldBackForValidationUnlessSomethingElseIsSaid() {
        assertThat(plan("mlp", "", GRID, "hidden=8,16").settings().arguments())
                .containsSubsequence("--validation", "0.1");
        assertThat(plan("mlp", "--validation 0.2", GRID, "hidden=8,16")
                        .settings()
                        .arguments())
                .containsSubsequence("--validation", "0.2");
    }

    @Test
    void whatIsTriedTakesThePlaceOfTheRecipesOption() {
        var trial = plan("elcapo", "", GRID, "layers=dense:8,relu/dense:9,relu")
                .trials()
                .getFirst();
        assertThat(trial.settings().arguments())
                .containsSubsequence("--layers", "dense:8,relu")
                .containsSubsequence("--batch-size", "full");
        assertThat(plan("mlp", "", GRID, "learning-rate=0.1,0.2")
                        .trials()
                        .getFirst()
                        .settings()
                        .arguments())
                .as("a schedule goes with the rate that it was chosen for")
                .containsSubsequence("--schedule", "constant");
    }

    @Test
    void aFlagIsTriedAsTrueAndFalse() {
        var trials = plan("mlp", "", GRID, "no-shuffle=true,false").trials();
        assertThat(trials.get(0).settings().arguments()).contains("--no-shuffle");
        assertThat(trials.get(1).settings().arguments()).doesNotContain("--no-shuffle");
    }

    @Test
    void theCommandMakesTheSettingsOfTheTrialWithTheSeedOfTheSearch() {
        var plans = List.of(
                plan("mlp", "", GRID, "learning-rate=0.1,0.2"),
                plan("mlp", "--schedule cosine --seed 5 --epochs 2", GRID, "learning-rate=0.1,0.2"),
                plan("elcapo", "--iterations 10", GRID, "layers=dense:8,relu/dense:9,relu"),
                plan("stockifab", "", GRID, "drawn-batches=true,false", "epochs=1,2"));
        for (var plan : plans) {
            for (var trial : plan.trials()) {
                var words = plan.command(trial);
                String recipe = words.contains("--recipe") ? words.get(1) : Recipes.DEFAULT;
                var settings = Recipes.named(recipe)
                        .settings(words.contains("--recipe") ? words.subList(2, words.size()) : words);
                assertThat(settings.arguments())
                        .isEqualTo(trial.settings()
                                .withSeed(plan.settings().seed())
                                .arguments());
            }
        }
        assertThat(String.join(" ", plans.get(2).command(plans.get(2).trials().get(1))))
                .isEqualTo("--recipe elcapo --iterations 10 --validation 0.1 --layers dense:9,relu");
    }

    @Test
    void aPlanIsReadBackFromItsFile() {
        var origin = new Origin("bundled", false, List.of());
        for (var plan : List.of(
                plan("mlp", "--epochs 2", GRID, "hidden=8/16,8", "no-shuffle=true,false"),
                plan("elcapo", "", new Search(Search.Kind.HALVING, 9, 2), "learning-rate=1e-4..1:log"))) {
            JsonNode file = JsonMapper.shared().valueToTree(PlanFile.json(plan, origin));
            assertThat(PlanFile.plan(file)).isEqualTo(plan);
        }
    }

    @Test
    void aSearchDoesNotGoOnWithOtherData() {
        var plan = plan("mlp", "", GRID, "hidden=8,16");
        Map<String, Object> json = PlanFile.json(plan, new Origin("", false, List.of()));
        json.put("data", List.of(Map.of("name", "train.csv", "sha256", "00")));
        assertThatThrownBy(() -> PlanFile.checkSame(
                        JsonMapper.shared().valueToTree(json), plan, new Origin("", false, List.of())))
                .hasMessageStartingWith("--resume: expected the data that the search began with, [{");
    }

    @Test
    void nothingToTryIsRefused() {
        assertThatThrownBy(() -> plan("mlp", "", GRID)).hasMessageStartingWith("tune: expected something to try");
    }

    @Test
    void whatIsBothFixedAndTriedIsRefused() {
        assertThatThrownBy(() -> plan("mlp", "--hidden 8", GRID, "hidden=8,16"))
                .hasMessage("--try: expected each option once, received hidden twice");
        assertThatThrownBy(() -> plan("mlp", "", GRID, "hidden=8,16", "hidden=32,64"))
                .hasMessage("--try: expected each option once, received hidden twice");
    }

    @Test
    void aRangeIsNoPartOfAGrid() {
        assertThatThrownBy(() -> plan("mlp", "", GRID, "hidden=8..16"))
                .hasMessageStartingWith("--try hidden=8..16: expected values with a comma between to combine");
    }

    @Test
    void aValueThatTrainRefusesIsRefused() {
        assertThatThrownBy(() -> plan("mlp", "", GRID, "epochs=1,many").trials())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("many");
    }
}
