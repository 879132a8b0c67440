package firsthand.cli;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script {@code firsthand}, in a copy of the project whose JDKs and Maven are scripts that say what they were
 * asked.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("firsthand.root", "..")).toAbsolutePath().normalize();

    @TempDir
    private Path temp;

    private Path project;
    private Path home;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aProjectNobodyHasBuilt() throws IOException {
        temp = temp.toRealPath();
        project = Files.createDirectories(temp.resolve("a project"));
        home = Files.createDirectories(temp.resolve("home"));
        tools = Files.createDirectories(temp.resolve("tools"));
        Files.createDirectories(project.resolve("build"));
        Files.copy(REPOSITORY.resolve("firsthand"), project.resolve("firsthand"), COPY_ATTRIBUTES);
        // The machine's own JDKs are not to be found.
        String finder = Files.readString(REPOSITORY.resolve("build/find-jdk.sh"));
        Files.writeString(
                project.resolve("build/find-jdk.sh"),
                finder.replaceFirst("(?s)jdk_system_folders=\".*?\"", "jdk_system_folders='" + temp + "/jvm'"));
        for (String module : List.of("core", "cli")) {
            aSource(module + "/src/main/java/Some.java");
            aSource(module + "/pom.xml");
        }
        aSource("pom.xml");
        for (String tool :
                List.of("cat", "date", "find", "grep", "mkdir", "mv", "readlink", "rm", "sed", "sleep", "tail")) {
            script(tools.resolve(tool), "exec " + program(tool) + " \"$@\"");
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", home.toString());
    }

    @Nested
    class FindsAJdk {
        @BeforeEach
        void builds() throws IOException {
            aMavenThatWorks();
        }

        @Test
        void whereFirsthandJavaHomeSays() throws Exception {
            aJdk("mine", "25.0.3");
            aJdk("jvm/other", "25");
            environment.put("FIRSTHAND_JAVA_HOME", temp + "/mine");
            assertThat(firsthand().jdk()).isEqualTo("mine");
        }

        @Test
        void butRefusesAnOldOneInFirsthandJavaHomeRatherThanTakeAnother() throws Exception {
            aJdk("mine", "17.0.15");
            aJdk("jvm/other", "25");
            environment.put("FIRSTHAND_JAVA_HOME", temp + "/mine");
            assertThat(firsthand()).satisfies(run -> {
                assertThat(run.status()).isEqualTo(2);
                assertThat(run.err()).contains("Java 17", "FIRSTHAND_JAVA_HOME");
            });
        }

        @Test
        void whereJavaHomeSaysUnlessThatIsTooOld() throws Exception {
            aJdk("mine", "26-ea");
            aJdk("jvm/other", "25");
            environment.put("JAVA_HOME", temp + "/mine");
            assertThat(firsthand().jdk()).isEqualTo("mine");
            aJdk("mine", "21.0.1");
            assertThat(firsthand().jdk()).isEqualTo("jvm/other");
        }

        @Test
        void behindTheLinksThatLeadToJavaOnThePath() throws Exception {
            aJdk("deep/inside", "25");
            Files.createSymbolicLink(temp.resolve("alternative"), temp.resolve("deep/inside/bin/java"));
            Files.createSymbolicLink(tools.resolve("java"), Path.of("../alternative"));
            assertThat(firsthand().jdk()).isEqualTo("deep/inside");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jvm/temurin-25",
                    "jvm/temurin-25.jdk/Contents/Home",
                    "home/.sdkman/candidates/java/25-tem",
                    "home/.jdks/openjdk 25",
                    "home/.local/share/mise/installs/java/25",
                    "home/.asdf/installs/java/25",
                })
        void inTheUsualFolders(String folder) throws Exception {
            aJdk(folder, "25.0.1");
            assertThat(firsthand().jdk()).isEqualTo(folder);
        }

        @Test
        void andOfSeveralTheOldestThatWillDo() throws Exception {
            aJdk("jvm/a", "27");
            aJdk("jvm/b", "17.0.1");
            aJdk("jvm/c", "25");
            aJdk("jvm/d", "1.8.0_292");
            assertThat(firsthand().jdk()).isEqualTo("jvm/c");
        }

        @Test
        void passingOverFoldersThatHoldOnlyARuntime() throws Exception {
            aJdk("jvm/jre", "25");
            Files.delete(temp.resolve("jvm/jre/bin/javac"));
            aJdk("jvm/z", "26");
            assertThat(firsthand().jdk()).isEqualTo("jvm/z");
        }

        @Test
        void orSaysInOneLineWhatItFoundAndWhatToDo() throws Exception {
            aJdk("jvm/old", "17.0.15");
            Run run = firsthand();
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).hasLineCount(1);
            assertThat(run.err()).contains("JDK 25", "Java 17 (" + temp + "/jvm/old)", "JAVA_HOME", "/usr/lib/jvm");
        }
    }

    @Nested
    class Builds {
        @BeforeEach
        void withAJdk() throws IOException {
            aJdk("jvm/25", "25");
            aMavenThatWorks();
        }

        @Test
        void onceAndSaysSoOnStderrAlone() throws Exception {
            Run first = firsthand("train", "--json");
            assertThat(first.err()).contains("first use");
            assertThat(first.out()).hasLineCount(1).endsWith("-m firsthand.cli/firsthand.cli.Main train --json");
            Run second = firsthand("train");
            assertThat(second.err()).isEmpty();
            assertThat(builds()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"core/src/main/java/Some.java", "core/src/main/java/New.java", "cli/pom.xml", "pom.xml"})
        void againAfterAChange(String file) throws Exception {
            firsthand();
            touch(project.resolve(file), Instant.now().plusSeconds(2));
            assertThat(firsthand().err()).contains("changed");
            assertThat(builds()).isEqualTo(2);
        }

        @Test
        void notAgainForATestOrAModuleThatIsNoPartOfTheProgram() throws Exception {
            aSource("bench/src/main/java/Some.java");
            firsthand();
            touch(project.resolve("core/src/test/SomeTest.java"), Instant.now().plusSeconds(2));
            touch(
                    project.resolve("bench/src/main/java/Some.java"),
                    Instant.now().plusSeconds(2));
            firsthand();
            assertThat(builds()).isEqualTo(1);
        }

        @Test
        void withTheJdkItFoundAndWithoutEatingTheProgramsInput() throws Exception {
            firsthand();
            assertThat(temp.resolve("maven-calls"))
                    .content()
                    .contains("JAVA_HOME=" + temp + "/jvm/25", "-Dquick", "stdin=''");
        }

        @Test
        void andWhenThatFailsShowsTheErrorsAndTriesAgainNextTime() throws Exception {
            aMaven("echo '[INFO] fine'; echo '[ERROR] Some.java:[3,1] no semicolon'; exit 1");
            Run run = firsthand("train");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("no semicolon", "build.log").doesNotContain("fine");
            aMavenThatWorks();
            assertThat(firsthand().status()).isZero();
        }

        @Test
        void orSaysThatThereIsNoMaven() throws Exception {
            Files.delete(tools.resolve("mvn"));
            Run run = firsthand();
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).hasLineCount(1).contains("mvn", "Install");
        }

        @Test
        void onceWhenTwoStartTogether() throws Exception {
            Path maven = tools.resolve("mvn");
            Files.writeString(maven, Files.readString(maven) + "sleep 0.5\n");
            Process one = start();
            Process two = start();
            assertThat(finish(one).status() + finish(two).status()).isZero();
            assertThat(builds()).isEqualTo(1);
        }

        @Test
        void althoughAnEarlierBuildDiedAndLeftItsLock() throws Exception {
            Process dead = new ProcessBuilder(program("sleep").toString(), "0").start();
            dead.waitFor();
            Path lock = Files.createDirectories(project.resolve("target/quick/build.lock"));
            Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
            assertThat(firsthand().status()).isZero();
            assertThat(lock).doesNotExist();
        }
    }

    @Nested
    class Runs {
        @BeforeEach
        void built() throws IOException {
            aJdk("jvm/25", "25");
            aMavenThatWorks();
        }

        @ParameterizedTest
        @CsvSource({"0", "1", "2", "130"})
        void andPassesTheExitStatusThrough(int status) throws Exception {
            environment.put("STATUS", Integer.toString(status));
            assertThat(firsthand().status()).isEqualTo(status);
        }

        @Test
        void andPassesArgumentsThroughAsTheyAre() throws Exception {
            assertThat(firsthand("two words", "", "*").out()).endsWith("Main two words  *");
        }

        @Test
        void inTheUsersFolderWhenStartedThroughALink() throws Exception {
            Files.createSymbolicLink(temp.resolve("link"), Path.of("a project/firsthand"));
            Files.createSymbolicLink(tools.resolve("fh"), Path.of("../link"));
            Run run = finish(start(List.of(tools.resolve("fh").toString())));
            assertThat(run.out()).contains("in " + home, project.toString());
        }

        /** From a class path with kept classes, which starts in half the time. */
        @ParameterizedTest
        @ValueSource(strings = {"predict", "explain", "inspect", "recipes", "convert"})
        void andStartsFasterWhereOnlySomethingIsLookedUp(String command) throws Exception {
            assertThat(firsthand(command, "x").out())
                    .contains("-XX:AOTCache=" + project + "/cli/target/quick/start.aot", "lib/firsthand-cli.jar")
                    .endsWith("firsthand.cli.Main " + command + " x");
        }

        @Test
        void withTheCollectorTheUserNames() throws Exception {
            assertThat(firsthand().out()).contains("-XX:+UseSerialGC");
            environment.put("JDK_JAVA_OPTIONS", "-Xmx1g -XX:+UseZGC");
            assertThat(firsthand().out()).doesNotContain("-XX:+UseSerialGC");
        }
    }

    private record Run(int status, String out, String err) {
        /** The JDK that ran, as {@link #aJdk} named it. */
        String jdk() {
            assertThat(status).as(err).isZero();
            return out.substring(0, out.indexOf(" in "));
        }
    }

    private Run firsthand(String... arguments) throws Exception {
        return finish(start(arguments));
    }

    private Process start(String... arguments) throws IOException {
        return start(Stream.concat(Stream.of(project + "/firsthand"), Stream.of(arguments))
                .toList());
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(
                Files.writeString(temp.resolve("input"), "for the program\n").toFile());
        return builder.start();
    }

    private static Run finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes()).strip();
        String err = new String(process.getErrorStream().readAllBytes()).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, err);
    }

    /** A JDK whose java prints the JDK's name, the folder it runs in and its arguments. */
    private void aJdk(String folder, String version) throws IOException {
        Path jdk = temp.resolve(folder);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(
                jdk.resolve("release"), "IMPLEMENTOR=\"Some One\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
        script(jdk.resolve("bin/javac"), "");
        script(jdk.resolve("bin/java"), "echo \"" + folder + " in $PWD: $*\"; exit ${STATUS-0}");
    }

    private void aMavenThatWorks() throws IOException {
        String lib = "'" + project + "/cli/target/quick/lib'";
        aMaven("mkdir -p " + lib + "; : >" + lib + "/firsthand-core.jar; : >" + lib + "/firsthand-cli.jar");
    }

    private void aMaven(String what) throws IOException {
        script(
                tools.resolve("mvn"),
                "echo \"JAVA_HOME=$JAVA_HOME $* stdin='$(cat)'\" >>'" + temp + "/maven-calls'\n" + what);
    }

    private int builds() throws IOException {
        return Files.readAllLines(temp.resolve("maven-calls")).size();
    }

    private void aSource(String file) throws IOException {
        touch(project.resolve(file), Instant.now().minusSeconds(3600));
    }

    private static void touch(Path file, Instant time) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path program(String name) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
