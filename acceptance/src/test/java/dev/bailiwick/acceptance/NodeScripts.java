package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The scripts of {@code src/test/resources/node}, run by Node.js with the packages that their lock file names. */
final class NodeScripts {

    private static final Path SOURCES = Path.of("src/test/resources/node");
    private static final Path DIRECTORY = Path.of("target/node").toAbsolutePath();

    private static boolean installed;

    private NodeScripts() {}

    /** Runs a script against a server, which it trusts by its CA. */
    static Commands.Said run(String script, RunningBailiwick server) throws IOException, InterruptedException {
        install();
        var environment = Map.of(
                "NODE_EXTRA_CA_CERTS",
                server.ca().toString(),
                "DOMAIN",
                server.domain(),
                "CLIENT_ID",
                server.said("id"),
                "CLIENT_SECRET",
                server.said("secret"));
        return Commands.run(
                environment, List.of("node", DIRECTORY.resolve(script + ".mjs").toString()));
    }

    private static synchronized void install() throws IOException, InterruptedException {
        if (installed) {
            return;
        }
        Files.createDirectories(DIRECTORY);
        try (var files = Files.list(SOURCES)) {
            for (var file : files.toList()) {
                Files.copy(file, DIRECTORY.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var said = Commands.run(Map.of(), List.of("npm", "--prefix", DIRECTORY.toString(), "ci"));
        assertThat(said.status()).as(said.err()).isZero();
        installed = true;
    }
}
