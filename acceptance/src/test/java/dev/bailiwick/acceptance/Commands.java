package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs as a user does, from the repository's root. */
final class Commands {

    /** The repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The launcher. */
    static final String BAILIWICK = ROOT.resolve("bailiwick").toString();

    private static final Path JAVA_17 = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin");
    private static final long PATIENCE_MINUTES = 5; // the first run builds

    private static boolean built;

    private Commands() {}

    /** What a program said, and its exit status. */
    record Said(int status, String out, String err) {}

    /** Runs a program to its end. */
    static Said run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile("out", ".txt");
        var err = Files.createTempFile("err", ".txt");
        try {
            var builder = builder(environment, command);
            var process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Runs {@code ./bailiwick}. */
    static Said bailiwick(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        build();
        var command = new ArrayList<>(List.of(BAILIWICK));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    /** Has the launcher build what is not built yet, which it announces where a test may expect other words. */
    private static synchronized void build() throws IOException, InterruptedException {
        if (!built) {
            var said = run(Map.of(), List.of(BAILIWICK, "--version"));
            assertThat(said.status()).as(said.err()).isZero();
            built = true;
        }
    }

    /** A program to be started in this environment, where an old Java comes first if the machine has one. */
    static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(ROOT.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BAILIWICK_") || name.startsWith("MAVEN_"));
        builder.environment().remove("JAVA_HOME");
        if (Files.isDirectory(JAVA_17)) {
            builder.environment().merge("PATH", "", (path, _) -> JAVA_17 + ":" + path);
        }
        builder.environment().putAll(environment);
        return builder;
    }

    /** A process's output so far. */
    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
