package firsthand.playground;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** What is compiled into the page as well. */
    private static final String[] ENGINE = {
        "firsthand.playground.message..",
        "firsthand.playground.look..",
        "firsthand.playground.export..",
        "firsthand.playground.session.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("firsthand.playground");

    @Test
    void theRulesSeeTheClasses() {
        assertThat(CLASSES.stream().map(type -> type.getSimpleName()))
                .contains("Json", "Drawing", "Exports", "Session", "PlaygroundServer", "Site");
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("firsthand.playground.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theEngineDoesNotKnowItsHomes() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("firsthand.playground.server..", "firsthand.playground.site..")
                .check(CLASSES);
    }

    /** Commands in, snapshots out: it neither reads nor writes files, talks to nobody and has no threads. */
    @Test
    void theEngineKeepsToItself() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..",
                        "java.net..",
                        "java.awt..",
                        "java.util.concurrent..",
                        "java.lang.reflect..",
                        "com.sun.net..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ProcessBuilder.class)
                .check(CLASSES);
    }
}
