package firsthand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import firsthand.metric.McNemar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code firsthand compare}, on two short trainings. */
class CompareTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void train() {
        run("train --json --data digits --hidden 16 --epochs 3 --out good").json();
        run("train --json --data digits --hidden 3 --epochs 2 --activation tanh --out poor")
                .json();
    }

    private Cli run(String command) {
        return Cli.run(folder, command.split(" "));
    }

    @Test
    void itsNumbersAreThoseOfEvaluate() {
        var compared = run("compare good poor --json").json();
        for (int i = 0; i < 2; i++) {
            var run = compared.get("runs").get(i);
            String model = run.get("name").asString() + "/model.safetensors";
            var evaluated = run("evaluate " + model + " --json").json();
            for (String field : new String[] {"examples", "correct", "accuracy", "loss"}) {
                assertThat(run.get(field)).isEqualTo(evaluated.get(field));
            }
        }
        var pair = compared.get("pairs").get(0);
        int onlyFirst = pair.get("only_first").size();
        int onlySecond = pair.get("only_second").size();
        int both = pair.get("both_right").asInt();
        assertThat(both + onlyFirst)
                .isEqualTo(compared.get("runs").get(0).get("correct").asInt());
        assertThat(both + onlySecond)
                .isEqualTo(compared.get("runs").get(1).get("correct").asInt());
        assertThat(both + onlyFirst + onlySecond + pair.get("both_wrong").asInt())
                .isEqualTo(compared.get("runs").get(0).get("examples").asInt());
        assertThat(pair.get("mcnemar_p").asDouble()).isCloseTo(new McNemar(onlyFirst, onlySecond).p(), within(1e-15));
    }

    @Test
    void whatWasSetOtherwiseIsNamedAndNothingElse() {
        JsonNode differences = run("compare good poor --json").json().get("differences");
        Set<String> names = new HashSet<>(differences.propertyNames());
        assertThat(names).containsExactlyInAnyOrder("--hidden", "--epochs", "--activation");
        assertThat(differences.get("--hidden").get(1).asString()).isEqualTo("3");
        assertThat(run("compare good good").out()).contains("settings      the same in all runs");
    }

    @Test
    void itDrawsWhatTheyDisagreeOnAndTheCurves() throws Exception {
        var told = run("compare good poor --plot curves.svg");
        assertThat(told.out()).contains("McNemar's test: p = ", "only good right (example:", "training loss");
        assertThat(Files.readString(folder.resolve("curves.svg")))
                .startsWith("<svg")
                .contains(">good<", ">poor<");
    }

    @Test
    void oneRunOrAnotherKindOfFileIsRefused() {
        assertThat(run("compare good").status()).isEqualTo(2);
        assertThat(run("compare good nothing").err()).isEqualTo("firsthand: nothing: no such file; check the path");
        assertThat(run("compare good poor --plot curves.pdf").status()).isEqualTo(2);
    }
}
