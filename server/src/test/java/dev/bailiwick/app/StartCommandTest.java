package dev.bailiwick.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCommandTest {

    @Test
    void tellsInTheLogAndInOneSentenceWhyItFailed(@TempDir Path directory) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.bailiwick.Main",
                    "start");
            builder.environment().keySet().removeIf(name -> name.startsWith("BAILIWICK_"));
            builder.environment()
                    .put("BAILIWICK_DATA_DIR", directory.resolve("data").toString());
            builder.environment().put("BAILIWICK_HTTP_PORT", String.valueOf(taken.getLocalPort()));
            builder.environment().put("BAILIWICK_HTTPS_PORT", "0");
            builder.environment().put("BAILIWICK_LOG_FORMAT", "json");
            var process = builder.redirectErrorStream(true).start();
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8);

            assertThat(process.waitFor()).as(printed).isEqualTo(1);
            assertThat(printed.lines().filter(line -> line.startsWith("{\"time\"")))
                    .anyMatch(line -> line.contains("Address already in use"));
            assertThat(printed.lines().filter(line -> line.startsWith("bailiwick: ")))
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort());
        }
    }
}
