package firsthand.report;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("firsthand.report");
        assertThat(classes).anyMatch(type -> type.getSimpleName().equals("ReportPage"));
        slices().matching("firsthand.(**)").should().beFreeOfCycles().check(classes);
    }
}
