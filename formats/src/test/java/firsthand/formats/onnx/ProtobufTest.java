package firsthand.formats.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ProtobufTest {
    /** So that predicting from safetensors, which must start at once, never loads a class of it. */
    @Test
    void isKnownToThisPackageAlone() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("firsthand.formats");
        noClasses()
                .that()
                .resideOutsideOfPackage("firsthand.formats.onnx")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", "onnx..")
                .check(classes);
    }
}
