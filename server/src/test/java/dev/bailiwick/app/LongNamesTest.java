package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are longer than the original takes them, where the operator allows it. */
@EachEngine
class LongNamesTest {

    @Test
    void areAsLongAsAnIndexCanHold(TestDatabase database, @TempDir Path directory) {
        var settings = Node.settings(database, directory, Map.of(Setting.EXTENSION_LONG_NAMES, "true"));
        try (var server = Server.start(settings)) {
            var hosts = Hosts.of(server);
            hosts.found("acme");
            var token = hosts.extensionToken("acme");
            for (var name : List.of("n".repeat(512), "ü".repeat(256))) {
                var group = hosts.extension("acme", token, "POST", "/groups", json(Map.of("name", name)));
                assertThat(group.status()).as(group.body()).isEqualTo(200);
                var id = Hosts.json(group).get("_id").asString();
                for (var path : List.of("/roles", "/permissions")) {
                    assertThat(hosts.extension("acme", token, "POST", path, owned(name))
                                    .status())
                            .isEqualTo(200);
                }
                var mapping = json(Map.of("groupName", name, "connectionName", name));
                assertThat(hosts.extension("acme", token, "PATCH", "/groups/" + id + "/mappings", mapping)
                                .status())
                        .isEqualTo(204);
            }
            for (var name : List.of("n".repeat(513), "ü".repeat(257))) {
                assertThat(hosts.extension("acme", token, "POST", "/groups", json(Map.of("name", name)))
                                .status())
                        .isEqualTo(400);
                assertThat(hosts.extension("acme", token, "POST", "/roles", owned(name))
                                .status())
                        .isEqualTo(400);
            }
        }
    }

    private static String owned(String name) {
        return json(Map.of("name", name, "description", "d", "applicationType", "client", "applicationId", "app"));
    }

    private static String json(Object value) {
        return Json.text(value).replace("ü", "\\u00fc"); // requests are sent as they stand, in ASCII
    }
}
