package firsthand;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layout of the house. */
class ArchitectureTest {
    /** The packages in reading order: each may use those before it. */
    private static final List<String> READING_ORDER = List.of(
            "kernel",
            "parallel",
            "tensor",
            "random",
            "initializer",
            "layer",
            "loss",
            "schedule",
            "regularizer",
            "optimizer",
            "network",
            "data",
            "metric",
            "training",
            "classifier");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption() {
                @Override
                public boolean includes(Location location) {
                    return location.contains("/core/") && !location.contains("/test-classes/");
                }
            })
            .importPackages("firsthand");

    @Test
    void theRulesSeeTheClasses() {
        assertThat(READING_ORDER)
                .allSatisfy(name -> assertThat(CLASSES)
                        .anyMatch(type -> type.getPackageName().equals("firsthand." + name)));
        assertThat(CLASSES)
                .noneMatch(type -> !READING_ORDER.contains(type.getPackageName().replace("firsthand.", "")));
        assertThat(CLASSES).noneMatch(type -> type.getSimpleName().endsWith("Test"));
    }

    private static Stream<Integer> packages() {
        return IntStream.range(0, READING_ORDER.size()).boxed();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseBeforeIt(int i) {
        String[] later = READING_ORDER.stream()
                .skip(i + 1)
                .map(name -> "firsthand." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("firsthand." + READING_ORDER.get(i) + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(later))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theLibraryDependsOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("firsthand..", "java..", "jdk.incubator.vector..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void onlyVectorKernelsUseTheIncubatingModule() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Vector")
                .and()
                .haveSimpleNameNotEndingWith("Product")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void onlyVectorKernelsUseTheirHelpers() {
        noClasses()
                .that(not(resideInAnyPackage("firsthand.kernel")))
                .should()
                .dependOnClassesThat()
                .haveSimpleNameContaining("Vector")
                .check(CLASSES);
    }

    @Test
    void thereIsNoStateThatEveryoneShares() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
    }

    @Test
    void noResultDependsOnThePlatformsMathematicsOrRandomNumbers() {
        for (String function : List.of("exp", "log", "tanh", "pow", "sin", "cos", "log1p", "expm1", "cbrt", "random")) {
            noClasses()
                    .should()
                    .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                    com.tngtech.archunit.core.domain.properties.HasName.Predicates.name(function))
                            .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                            com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                                                    Math.class)))))
                    .check(CLASSES);
        }
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .check(CLASSES);
    }

    @Test
    void nothingIsReadByJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .check(CLASSES);
    }

    @Test
    void whatIsNotForUsersIsPackagePrivateOrFinal() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotMemberClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }
}
