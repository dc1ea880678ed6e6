package dev.bailiwick.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The process of {@code bailiwick start --ephemeral}. It is stopped when the Java virtual machine ends, at the latest; one that is
 * killed (SIGKILL) leaves it running.
 */
final class ServerProcess implements AutoCloseable {

    private static final long START_SECONDS = 120; // the launcher of a working copy may have to build first
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path log;
    private final Thread atTheEnd;
    private final String readyLine;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atTheEnd = new Thread(process::destroy, "stop-bailiwick");
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        try {
            this.readyLine = awaitReadyLine();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts it and returns when it is ready. */
    static ServerProcess start(String command) {
        try {
            var log = Files.createTempFile("bailiwick-", ".log");
            var builder = new ProcessBuilder(command, "start", "--ephemeral").redirectError(log.toFile());
            return new ServerProcess(launched(builder, log), log);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The server cannot be started. Set bailiwick.command to the command bailiwick of a distribution.",
                    e);
        }
    }

    private static Process launched(ProcessBuilder builder, Path log) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            Files.delete(log);
            throw e;
        }
    }

    String readyLine() {
        return readyLine;
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String awaitReadyLine() {
        try {
            var line = CompletableFuture.supplyAsync(this::firstLine).get(START_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("The server ended before it was ready: " + Files.readString(log));
            }
            return line;
        } catch (TimeoutException | ExecutionException | IOException e) {
            throw new IllegalStateException("The server does not become ready", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private @Nullable String firstLine() {
        try {
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
