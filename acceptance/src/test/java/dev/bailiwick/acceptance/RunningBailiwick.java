package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that {@code ./bailiwick start} has started on free ports. */
final class RunningBailiwick implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5); // the first start builds

    private final Path data;
    private final Path log;
    private final Process process;

    private RunningBailiwick(Path data, Path log, Process process) {
        this.data = data;
        this.log = log;
        this.process = process;
    }

    /** Starts a server on a data directory and returns when it says that it is ready. */
    static RunningBailiwick start(Path data, Map<String, String> more) throws IOException, InterruptedException {
        return start(List.of(), data, more);
    }

    /** The same by a command that another one runs in its place. */
    static RunningBailiwick start(List<String> runner, Path data, Map<String, String> more)
            throws IOException, InterruptedException {
        var log = Files.createTempFile("bailiwick", ".log");
        var command = Stream.concat(runner.stream(), Stream.of(Commands.BAILIWICK, "start"))
                .toList();
        var builder = Commands.builder(environment(data), command);
        builder.environment().putAll(more);
        var process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var running = new RunningBailiwick(data, log, process);
        var deadline = Instant.now().plus(PATIENCE);
        while (!running.printed().contains("  Data  ")) {
            assertThat(process.isAlive()).as(running.printed()).isTrue();
            assertThat(Instant.now()).as(running.printed()).isBefore(deadline);
            Thread.sleep(50);
        }
        Thread.sleep(100); // the rest of the greeting
        return running;
    }

    /** The environment for commands on the same data directory. */
    static Map<String, String> environment(Path data) {
        return Map.of("BAILIWICK_DATA_DIR", data.toString(), "BAILIWICK_HTTPS_PORT", "0", "BAILIWICK_HTTP_PORT", "0");
    }

    Path data() {
        return data;
    }

    /** Everything that it has printed, on both streams. */
    String printed() throws IOException {
        return Commands.text(log);
    }

    /** What the greeting says after a label. */
    String said(String label) throws IOException {
        var matcher = Pattern.compile(Pattern.quote(label) + " +(\\S+)").matcher(printed());
        assertThat(matcher.find()).as("%s in %s", label, printed()).isTrue();
        return matcher.group(1);
    }

    String https() throws IOException {
        return said("HTTPS");
    }

    String http() throws IOException {
        return said("HTTP  ");
    }

    /** Host and port, as documents write {@code yourDomain}. */
    String domain() throws IOException {
        return https().replaceAll("^https://|/$", "");
    }

    Path ca() throws IOException {
        return Path.of(said("CA certificate"));
    }

    /** Asks it to stop, as an operating system does, and returns its exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(log);
    }
}
