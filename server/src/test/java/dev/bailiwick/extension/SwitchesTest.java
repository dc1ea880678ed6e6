package dev.bailiwick.extension;

import static dev.bailiwick.app.TestBailiwick.EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The extension's switches and its status (reference, section 1, routes not in the source document). */
@EachEngine
class SwitchesTest {

    private static final String PATH = "/configuration";

    private final Database database;
    private TestBailiwick server;
    private String token;

    SwitchesTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        token = server.extensionToken();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersNothingBeforeItWasConfigured() {
        var answer = get(PATH);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
    }

    @Test
    void setsSomeAndAnswersTheWholeRecord() {
        assertThat(change("{\"persistRoles\":false,\"groupsInToken\":true}"))
                .isEqualTo("{\"_id\":\"v1\",\"groupsInToken\":true,\"persistRoles\":false}");
        assertThat(change("{\"persistRoles\":\"yes\",\"rolesInToken\":\"NO\",\"groupsPassthrough\":\"true\"}"))
                .isEqualTo("{\"_id\":\"v1\",\"groupsInToken\":true,\"rolesInToken\":false,\"persistRoles\":true,"
                        + "\"groupsPassthrough\":true}");

        assertThat(get(PATH).body()).isEqualTo(change("{}"));
        assertThat(get(PATH + "/export").body())
                .isEqualTo("{\"configuration\":[" + get(PATH).body() + "]}");
    }

    @Test
    void isConfiguredByAnEmptyObject() {
        assertThat(change("{}")).isEqualTo("{\"_id\":\"v1\"}");
        assertThat(get(PATH).body()).isEqualTo("{\"_id\":\"v1\"}");
    }

    @Test
    void isConfiguredByAnImport() {
        send("POST", PATH + "/import", "{\"configuration\":[{\"_id\":\"v1\",\"apikey\":\"k\",\"rolesInToken\":true}]}");

        assertThat(get(PATH).body()).isEqualTo("{\"_id\":\"v1\",\"rolesInToken\":true}");
    }

    @Test
    void takesAForm() {
        var answer = server.send(HttpRequest.newBuilder(URI.create(server.url() + EXTENSION + PATH))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("PATCH", BodyPublishers.ofString("rolesInToken=yes"))
                .build());

        assertThat(answer.body()).isEqualTo("{\"_id\":\"v1\",\"rolesInToken\":true}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; \"value\" must be of type object",
                "''; \"value\" must be of type object",
                "{\"apikey\":\"x\"}; \"apikey\" is not allowed",
                "{\"_id\":\"v1\"}; \"_id\" is not allowed",
                "{\"groupsInToken\":1}; \"groupsInToken\" must be a boolean",
                "{\"groupsInToken\":null}; \"groupsInToken\" must be a boolean",
                "{\"groupsInToken\":\"\"}; \"groupsInToken\" must be a boolean",
                "{\"x\":1,\"persistRoles\":\"on\"}; \"persistRoles\" must be a boolean"
            })
    void refusesAnythingElse(String body, String message) {
        var answer = send("PATCH", PATH, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBailiwick.json(answer).get("message").asString()).isEqualTo(message);
        assertThat(get(PATH).statusCode()).isEqualTo(204);
    }

    @Test
    void leavesOneAuditEntryForAChangeAndNoneForNothing() {
        change("{\"groupsInToken\":true}");
        change("{\"groupsInToken\":true}");
        change("{\"groupsInToken\":false}");

        assertThat(texts("SELECT before AS text FROM audit_log WHERE kind = 'configuration' ORDER BY id"))
                .containsExactly("", "{\"groupsInToken\":true}");
        assertThat(texts("SELECT after AS text FROM audit_log WHERE kind = 'configuration' ORDER BY id"))
                .containsExactly("{\"groupsInToken\":true}", "{\"groupsInToken\":false}");
    }

    @Test
    void tellsTheSizeOfWhatAnExportHolds() {
        assertThat(get(PATH + "/status").body())
                .isEqualTo(
                        "{\"rule\":{\"exists\":false,\"enabled\":false},\"database\":{\"size\":2,\"type\":\"default\"}}");

        change("{\"groupsInToken\":true}");
        assertSizeOfExport();
        send("POST", "/groups", "{\"name\":\"Größe\"}");
        assertSizeOfExport();
        send("PATCH", "/users/ü/groups", "[\"Größe\"]");
        assertSizeOfExport();
    }

    private void assertSizeOfExport() {
        int size = get(PATH + "/export").body().getBytes(StandardCharsets.UTF_8).length;
        for (int again = 0; again < 2; again++) {
            assertThat(get(PATH + "/status").body())
                    .isEqualTo("{\"rule\":{\"exists\":true,\"enabled\":true},\"database\":{\"size\":" + size
                            + ",\"type\":\"default\"}}");
        }
    }

    private String change(String body) {
        var answer = send("PATCH", PATH, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String path) {
        return server.call("GET", EXTENSION + path, token, Optional.empty());
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return server.call(method, EXTENSION + path, token, Optional.of(body));
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
