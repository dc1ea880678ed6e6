package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** After the same import the answers are those that the original gave; see the README beside the files. */
@EachEngine
class ReplayTest {

    private static final Path FILES = Path.of(System.getProperty("replay.directory", "src/test/resources/extension"));
    private static final String NAME = System.getProperty("replay.name", "small");

    @Test
    void answersWhatTheOriginalAnswered(Database database, Engine engine, @TempDir Path directory) throws IOException {
        var exchanges = Files.readAllLines(FILES.resolve(NAME + "-answers.jsonl"));
        var differences = new ArrayList<String>();
        try (var server = TestBailiwick.start(database, directory)) {
            var token = server.extensionToken();
            var world = Files.readString(FILES.resolve(NAME + "-export.json"));
            var imported =
                    server.call("POST", TestBailiwick.EXTENSION + "/configuration/import", token, Optional.of(world));
            assertThat(imported.statusCode()).isEqualTo(204);

            for (var line : exchanges) {
                var exchange = json(line);
                var answer = server.call(
                        exchange.get("method").asString(),
                        TestBailiwick.EXTENSION + exchange.get("path").asString(),
                        token,
                        Optional.ofNullable(exchange.get("body")).map(JsonNode::toString));
                if (answer.statusCode() != exchange.get("status").asInt()
                        || !json(answer.body()).equals(exchange.get("answer"))) {
                    differences.add(line + "\nbut was " + answer.statusCode() + " " + answer.body());
                }
            }
        }
        System.out.printf(
                "%s: %d of %d on %s%n", NAME, exchanges.size() - differences.size(), exchanges.size(), engine);
        assertThat(differences).isEmpty();
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
