package dev.bailiwick.acceptance;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The scripts of {@code src/test/resources/node}, run by Node.js with the packages that their lock file names. */
final class NodeScripts {

    private static final NpmFolder FOLDER = new NpmFolder("node");

    private NodeScripts() {}

    /** Runs a script against a server, which it trusts by its CA. */
    static Commands.Said run(String script, RunningBailiwick server) throws IOException, InterruptedException {
        return run(
                script,
                Map.of(
                        "NODE_EXTRA_CA_CERTS",
                        server.ca().toString(),
                        "DOMAIN",
                        server.domain(),
                        "CLIENT_ID",
                        server.said("id"),
                        "CLIENT_SECRET",
                        server.said("secret")));
    }

    /** Runs a script in an environment that tells it all. */
    static Commands.Said run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        var file = FOLDER.installed().resolve(script + ".mjs");
        return Commands.run(environment, List.of("node", file.toString()));
    }
}
