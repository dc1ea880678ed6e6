package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /connections/{id}/clients}, and the member {@code enabled_clients}. */
@EachEngine
class EnabledClientsTest {

    private static final String BOTH = "{\"enabled_clients\":[\"%s\",\"bootstrap\"]}";

    private final Database database;
    private TestBailiwick server;
    private String token;
    private String connection;
    private String global;

    EnabledClientsTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        token = server.managementToken("read:connections", "update:connections", "create:connections");
        connection = json(call("POST", "", "{\"name\":\"c\",\"strategy\":\"samlp\"}"))
                .get("id")
                .asString();
        global = texts("SELECT id AS text FROM client WHERE is_global").getFirst();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        Golden.of("patch_clients").holds(clients(on(global), on("bootstrap")));
        Golden.of("get_connection_clients").holds(call("GET", "/" + connection + "/clients?take=1", ""));
        assertThat(call("GET", "/" + connection + "/clients?take=1000", "").body())
                .isEqualTo("{\"clients\":[{\"client_id\":\"%s\"},{\"client_id\":\"bootstrap\"}]}".formatted(global));
    }

    @Test
    void keepsTheOrderOfEnabling() {
        clients(on("bootstrap"));
        clients(on(global), on("bootstrap"));
        assertThat(enabled()).containsExactly("bootstrap", global);

        clients(off("bootstrap"));
        clients(on("bootstrap"), off("nobody"));

        assertThat(enabled()).containsExactly(global, "bootstrap");
    }

    @Test
    void isSetWithTheConnectionToo() {
        var made = json(call("POST", "", BOTH.formatted(global).replace("{", "{\"name\":\"d\",\"strategy\":\"ad\",")));
        assertThat(made.get("enabled_clients").toString()).isEqualTo("[\"%s\",\"bootstrap\"]".formatted(global));

        call("PATCH", "/" + connection, BOTH.formatted(global));
        assertThat(enabled()).containsExactly(global, "bootstrap");
        call("PATCH", "/" + connection, "{\"enabled_clients\":null,\"show_as_button\":true}");
        assertThat(enabled()).hasSize(2);
        call("PATCH", "/" + connection, "{\"enabled_clients\":[\"bootstrap\"]}");
        assertThat(enabled()).containsExactly("bootstrap");
        call("PATCH", "/" + connection, "{\"enabled_clients\":[]}");
        assertThat(enabled()).isEmpty();
    }

    @Test
    void losesAClientThatIsDeleted() {
        clients(on(global), on("bootstrap"));

        database.change(tx -> tx.write("DELETE FROM client WHERE id = 'bootstrap'", _ -> {}));

        assertThat(enabled()).containsExactly(global);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|'Array is too short (0), minimum 1'.",
                "{}|'Expected type array but found type object'.",
                "[{\"client_id\":\"a\"}]|'Missing required property: status' on property [0].",
                "[{\"client_id\":\"a\",\"status\":\"on\"}]|'Expected type boolean but found type string' on property [0].status.",
                "[{\"client_id\":\"a\",\"status\":true,\"x\":1}]|'Additional properties not allowed: x' on property [0].",
                "[{\"client_id\":\"a b\",\"status\":true}]|'Object didn't pass validation for format client-id: a b' on property [0].client_id."
            })
    void refusesWhatCannotBe(String body, String message) {
        var answer = call("PATCH", "/" + connection + "/clients", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("message").asString()).isEqualTo("Payload validation error: " + message);
    }

    @Test
    void refusesAClientThatIsNotThere() {
        var answer = call("PATCH", "/" + connection + "/clients", "[{\"client_id\":\"nobody\",\"status\":true}]");

        assertThat(answer.body())
                .isEqualTo(refusal(404, "Not Found", "The client does not exist", "inexistent_client"));
    }

    @Test
    void tellsOfAConnectionThatIsNotThere() {
        assertThat(call("GET", "/con_0/clients", "").statusCode()).isEqualTo(404);
        assertThat(call("PATCH", "/con_0/clients", "[{\"client_id\":\"bootstrap\",\"status\":true}]")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void auditsWhatReallyChanges() {
        clients(on("bootstrap"));
        clients(on("bootstrap"));

        assertThat(texts("SELECT before || ' ' || after AS text FROM audit_log WHERE action = 'change clients'"))
                .containsExactly("[] [\"bootstrap\"]");
    }

    private List<String> enabled() {
        return json(call("GET", "/" + connection + "/clients", "")).findValuesAsString("client_id");
    }

    private HttpResponse<String> clients(String... switches) {
        return call("PATCH", "/" + connection + "/clients", "[" + String.join(",", switches) + "]");
    }

    private static String on(String client) {
        return "{\"client_id\":\"" + client + "\",\"status\":true}";
    }

    private static String off(String client) {
        return "{\"client_id\":\"" + client + "\",\"status\":false}";
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return server.call(
                method, "/api/v2/connections" + path, token, body.isEmpty() ? Optional.empty() : Optional.of(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return TestBailiwick.json(answer);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
