package dev.bailiwick.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneServerPerDirectoryTest {

    @Test
    void refusesASecondServerUntilTheFirstIsDead(@TempDir Path directory) throws Exception {
        var settings = Map.of("BAILIWICK_DATA_DIR", directory.resolve("data").toString());
        var log = directory.resolve("second.log");
        try (var first = new ServerProcess(directory.resolve("first.log"), List.of(), settings);
                var second = new ServerProcess(log, List.of(), settings)) {
            first.start();
            first.awaitReady();

            second.start();
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(Files.readString(log)).contains("Another server runs on this data directory");

            first.kill();
            second.start();
            second.awaitReady();
        }
    }
}
