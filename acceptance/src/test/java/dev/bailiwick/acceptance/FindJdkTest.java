package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without a JDK 25: the launchers look in places that a test may name. */
class FindJdkTest {

    private static final String NONE =
            "No JDK 25 was found on this machine: install one, or set JAVA_HOME to where it lies.\n";

    private final Path directory;

    FindJdkTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void mvnwSaysInOneSentenceThatThereIsNone() throws IOException, InterruptedException {
        var said = Commands.run(barren(), List.of(Commands.ROOT.resolve("mvnw").toString(), "-v"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).isEqualTo(NONE);
    }

    @Test
    void theLauncherSaysInOneSentenceThatThereIsNone() throws IOException, InterruptedException {
        var launcher = Commands.ROOT.resolve("server/src/main/dist/bin/bailiwick");

        var said = Commands.run(barren(), List.of(launcher.toString(), "--help"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).isEqualTo(NONE);
    }

    @Test
    void takesNoOtherVersion() throws IOException, InterruptedException {
        for (var version : List.of("17.0.1", "24.0.2", "26", "250", "8.25")) {
            assertThat(found(jdk("jdk-" + version, version)).status())
                    .as(version)
                    .isEqualTo(1);
        }
    }

    @Test
    void findsTheOneWhereItIsTold() throws IOException, InterruptedException {
        for (var version : List.of("25", "25.0.1")) {
            var home = jdk("my jdk " + version, version);
            var found = Commands.run(Map.of("JAVA_HOME", home.toString(), "FIND_JDK_IN", ""), findJdk());
            assertThat(found.out().strip()).isEqualTo(home.toString());
        }
    }

    private Commands.Said found(Path home) throws IOException, InterruptedException {
        return Commands.run(Map.of("FIND_JDK_IN", home.toString()), findJdk());
    }

    private static List<String> findJdk() {
        return List.of("sh", "-c", ". server/src/main/dist/bin/find-jdk; find_jdk java");
    }

    /** No Java on the PATH, none at home, none in the usual places. */
    private Map<String, String> barren() throws IOException {
        var tools = Files.createDirectories(directory.resolve("tools"));
        for (var tool : List.of("dirname", "readlink", "grep")) {
            var place =
                    Stream.of("/usr/bin", "/bin").map(bin -> Path.of(bin, tool)).filter(Files::exists);
            Files.createSymbolicLink(tools.resolve(tool), place.findFirst().orElseThrow());
        }
        return Map.of("FIND_JDK_IN", "", "HOME", directory.toString(), "PATH", tools.toString());
    }

    private Path jdk(String name, String version) throws IOException {
        var home = directory.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
