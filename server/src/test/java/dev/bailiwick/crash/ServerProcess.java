package dev.bailiwick.crash;

import dev.bailiwick.Mutant;
import dev.bailiwick.web.RawClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The program as an operator runs it, in a process of its own, at ports that stay the same. */
final class ServerProcess implements Victim, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 20;
    private static final int KILLED = 128 + 9;

    private final Path log;
    private final List<Path> mutants;
    private final Map<String, String> environment;
    private final int port = Ports.free();
    private final int httpsPort = Ports.free();
    private @Nullable Process process;

    /**
     * A server that is not started yet.
     *
     * @param log takes what every one of its processes prints
     * @param mutants directories with classes that stand in for the program's own
     */
    ServerProcess(Path log, List<Path> mutants, Map<String, String> environment) {
        this.log = log;
        this.mutants = mutants;
        this.environment = environment;
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(this::close)); // when the tests are cut short
    }

    /** The port of its plain HTTP. */
    int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        // What matters here is to be ready soon; the heap is small so that it fits beside the tests.
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "dev.bailiwick.Main",
                "start");
        builder.environment().keySet().removeIf(name -> name.startsWith("BAILIWICK_"));
        builder.environment().putAll(environment);
        builder.environment().put("BAILIWICK_LOG_LEVEL", "debug");
        builder.environment().put("BAILIWICK_HTTP_PORT", String.valueOf(port));
        builder.environment().put("BAILIWICK_HTTPS_PORT", String.valueOf(httpsPort));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Waits until the server can serve. Throws when it ended instead. */
    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!running().isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The server does not come up, see " + log);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void kill() throws InterruptedException {
        int status = running().destroyForcibly().waitFor();
        if (status != KILLED) {
            throw new IllegalStateException("The server ended by itself, with " + status + ", see " + log);
        }
    }

    /** Waits until the process ends by itself, and tells with which status. */
    int awaitEnd() throws InterruptedException {
        return running().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the server was never started");
        }
        return process;
    }

    private boolean isReady() {
        try {
            return RawClient.ask(port, "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The mutants and then the program alone, without the tests and their settings. */
    private String classPath() {
        var path = new ArrayList<String>();
        mutants.forEach(mutant -> path.add(mutant.toString()));
        Arrays.stream(Mutant.classPath().split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .forEach(path::add);
        return String.join(File.pathSeparator, path);
    }
}
