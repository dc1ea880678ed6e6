package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Texts that look like trouble are texts: nothing folds, trims, interprets or mixes them up. */
@EachEngine
class StrangeTextsTest {

    private static final String GROUP = TestBailiwick.EXTENSION + "/groups/" + RouteSamples.GROUP;

    private final TestBailiwick server;
    private final String token;

    StrangeTextsTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        token = server.extensionToken();
    }

    @BeforeEach
    void importTheWorld() {
        var imported = server.call(
                "POST", TestBailiwick.EXTENSION + "/configuration/import", token, Optional.of(HostileCalls.WORLD));
        assertThat(imported.statusCode()).isEqualTo(204);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachIsAUserOfItsOwn() {
        for (var text : Malformed.strangeTexts()) {
            assertThat(groups(text)).as(text).isEqualTo("[]");
            assertThat(send("PATCH", GROUP + "/members", List.of(text)).statusCode())
                    .as(text)
                    .isEqualTo(204);
            assertThat(groups(text)).as(text).contains(RouteSamples.GROUP);
        }
        assertThat(members().stream().skip(1)).containsExactlyElementsOf(Malformed.strangeTexts());
        for (var text : Malformed.strangeTexts()) {
            assertThat(send("DELETE", GROUP + "/members", List.of(text)).statusCode())
                    .isEqualTo(204);
            assertThat(groups(text)).as(text).isEqualTo("[]");
        }
        assertThat(members()).containsExactly("u");
    }

    @Test
    void eachMayBeAskedAboutAsAClientAConnectionOrAGroup() {
        for (var text : Malformed.strangeTexts()) {
            var answer = send(
                    "POST",
                    TestBailiwick.EXTENSION + "/users/u/policy/" + encoded(text),
                    Map.of("connectionName", text, "groups", List.of(text)));
            assertThat(answer.statusCode()).as(text).isEqualTo(200);
            assertThat(TestBailiwick.json(answer).path("groups").toString()).isEqualTo("[\"n\"]");
        }
    }

    @Test
    void noneIsATenantsNameOrDomain() {
        for (var text : Malformed.strangeTexts()) {
            for (var draft : List.of(
                    Map.of("name", text + "\t", "domain", "a.test"), Map.of("name", "acme", "domain", text + "\t"))) {
                var answer = server.call(
                        "POST",
                        "/operator/tenants",
                        server.operatorKey().reveal(),
                        Optional.of(new String(Json.write(draft), StandardCharsets.UTF_8)));
                assertThat(answer.statusCode()).as(text).isEqualTo(400);
            }
        }
    }

    private List<String> members() {
        var export = server.call("GET", TestBailiwick.EXTENSION + "/configuration/export", token, Optional.empty());
        return TestBailiwick.json(export).at("/groups/0/members").values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    private String groups(String user) {
        return server.call(
                        "GET", TestBailiwick.EXTENSION + "/users/" + encoded(user) + "/groups", token, Optional.empty())
                .body();
    }

    private HttpResponse<String> send(String method, String path, Object body) {
        return server.call(method, path, token, Optional.of(new String(Json.write(body), StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
