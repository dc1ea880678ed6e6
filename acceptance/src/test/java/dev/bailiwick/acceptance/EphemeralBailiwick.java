package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that {@code ./bailiwick start --ephemeral} has started, with a temporary directory of the test's own. */
final class EphemeralBailiwick implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path out;
    private final Path err;
    private final Process process;

    private EphemeralBailiwick(Path out, Path err, Process process) {
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /**
     * Launches it and waits for nothing.
     *
     * @param temporary where it makes its own directory
     */
    static EphemeralBailiwick launch(Path temporary, String... options) throws IOException, InterruptedException {
        assertThat(Commands.bailiwick(Map.of(), "--version").status()).isZero(); // builds what is not built yet
        var command = new ArrayList<>(List.of(Commands.BAILIWICK, "start", "--ephemeral"));
        command.addAll(List.of(options));
        var out = Files.createTempFile("ephemeral", ".out");
        var err = Files.createTempFile("ephemeral", ".err");
        var environment = Map.of("BAILIWICK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        return new EphemeralBailiwick(
                out,
                err,
                Commands.builder(environment, command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start());
    }

    /** What it has printed when it is ready: one line. */
    JsonNode ready() throws IOException, InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!Commands.text(out).endsWith("\n")) {
            assertThat(process.isAlive()).as(Commands.text(err)).isTrue();
            assertThat(Instant.now()).as(Commands.text(err)).isBefore(deadline);
            Thread.sleep(10);
        }
        assertThat(Commands.text(out).lines()).hasSize(1);
        return JsonMapper.shared().readTree(Commands.text(out));
    }

    /** Asks it to stop, as an operating system does, and returns its exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** All that it has printed on standard output. */
    String printed() throws IOException {
        return Commands.text(out);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(out);
        Files.delete(err);
    }
}
