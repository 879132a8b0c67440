package firsthand.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** What holds in every module. */
class HouseTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption() {
                @Override
                public boolean includes(Location location) {
                    return !location.contains("/test-classes/");
                }
            })
            .importPackages("firsthand");

    @Test
    void theRulesSeeEveryModule() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName()))
                .contains("firsthand.kernel", "firsthand.formats.safetensors", "firsthand.datasets", "firsthand.cli");
        assertThat(CLASSES).noneMatch(type -> type.getSimpleName().endsWith("Test"));
    }

    /** What reads objects builds whatever the file names, before anybody can look at it. */
    @Test
    void nothingReadsSerializedObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CLASSES);
    }

    @Test
    void packagesOfFormatsDoNotDependOnEachOtherInCircles() {
        slices().matching("firsthand.formats.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
