package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLockTest {

    private final Path file;

    ServerLockTest(@TempDir Path directory) {
        file = directory.resolve("LOCK");
    }

    @Test
    void isTakenOnceInAProcess() {
        try (var lock = ServerLock.tryAcquire(file).orElseThrow()) {
            assertThat(ServerLock.tryAcquire(file)).isEmpty();
            lock.announce("http://127.0.0.1:1");
        }
        ServerLock.tryAcquire(file).orElseThrow().close();
    }

    @Test
    void keepsOtherProcessesAway() throws IOException, InterruptedException {
        try (var _ = ServerLock.tryAcquire(file).orElseThrow()) {
            var other = holder();
            assertThat(other.inputReader().readLine()).isEqualTo("refused");
            end(other);
        }
        var other = holder();
        assertThat(other.inputReader().readLine()).isEqualTo("taken");
        end(other);
    }

    @Test
    void tellsWhereItsHolderListens() throws IOException, InterruptedException {
        var other = holder();
        assertThat(other.inputReader().readLine()).isEqualTo("taken");

        assertThat(ServerLock.tryAcquire(file)).isEmpty();
        assertThat(ServerLock.holder(file)).contains("http://127.0.0.1:1");

        end(other);
    }

    @Test
    void endsWithItsProcessHoweverThatEnds() throws IOException, InterruptedException {
        var other = holder();
        assertThat(other.inputReader().readLine()).isEqualTo("taken");
        other.destroyForcibly().waitFor();

        try (var _ = ServerLock.tryAcquire(file).orElseThrow()) {
            assertThat(ServerLock.holder(file)).as("the dead holder's address").isEmpty();
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void end(Process process) throws IOException, InterruptedException {
        process.outputWriter().close();
        assertThat(process.waitFor()).isZero();
    }
}
