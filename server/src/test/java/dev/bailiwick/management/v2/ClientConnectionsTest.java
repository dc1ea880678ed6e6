package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code /clients/{id}/connections}. */
@EachEngine
class ClientConnectionsTest {

    private final Database database;

    ClientConnectionsTest(Database empty) {
        this.database = empty;
    }

    @Test
    void listsTheConnectionsThatAreEnabledForTheClient(@TempDir Path directory) {
        try (var server = TestBailiwick.start(database, directory)) {
            var desk = Desk.of(
                    server,
                    "create:clients",
                    "read:clients",
                    "delete:clients",
                    "read:connections",
                    "create:connections",
                    "read:connections_options");
            var client = desk.made("/clients", "{\"name\":\"Shop\"}")
                    .get("client_id")
                    .asString();
            var path = "/clients/" + client + "/connections";
            assertThat(desk.get(path).body()).isEqualTo("{\"connections\":[]}");
            for (var name : new String[] {"Staff", "Guests"}) {
                desk.made(
                        "/connections",
                        "{\"name\":\"" + name + "\",\"strategy\":\"auth0\",\"enabled_clients\":[\"" + client + "\"]}");
            }
            desk.made("/connections", "{\"name\":\"Others\",\"strategy\":\"auth0\"}");

            Golden.of("get_client_connections").holds(desk.get(path));
            assertThat(desk.get(path + "?fields=name").body())
                    .isEqualTo("{\"connections\":[{\"name\":\"Guests\"},{\"name\":\"Staff\"}]}");
            var first = desk.shown(path + "?take=1&fields=name");
            assertThat(first.get("connections").toString()).isEqualTo("[{\"name\":\"Guests\"}]");
            assertThat(desk.get(path + "?take=1&fields=name&from="
                                    + first.get("next").asString())
                            .body())
                    .isEqualTo("{\"connections\":[{\"name\":\"Staff\"}]}");
            assertThat(desk.get(path + "?strategy=samlp").body()).isEqualTo("{\"connections\":[]}");
            Desk.refused(desk.get("/clients/x/connections"), 404, "The client does not exist");
            takesTheScopesOfConnectionsAndOfClients(server, path);

            desk.delete("/clients/" + client);
            desk.shown("/connections")
                    .forEach(each -> assertThat(each.get("enabled_clients").values())
                            .extracting(JsonNode::asString)
                            .doesNotContain(client));
        }
    }

    private static void takesTheScopesOfConnectionsAndOfClients(TestBailiwick server, String path) {
        for (var scope : List.of("read:client_summary", "read:clients")) {
            Desk.refused(
                    Desk.of(server, scope).get(path), 403, "Insufficient scope, expected any of: read:connections");
            assertThat(Desk.of(server, "read:connections", scope).get(path).statusCode())
                    .isEqualTo(200);
        }
        Desk.refused(
                Desk.of(server, "read:connections").get(path),
                403,
                "Insufficient scope, expected any of: read:clients,read:client_summary");
    }
}
