package dev.bailiwick.management.v2;

import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Client grants that are for all clients which are not first-party. */
@EachEngine
class DefaultClientGrantsTest {

    private static final String API = "/resource-servers/https%3A%2F%2Fshop.test%2F";

    private final Database database;
    private final TestBailiwick server;
    private final Desk desk;
    private JsonNode theirs = MissingNode.getInstance();
    private JsonNode ours = MissingNode.getInstance();

    DefaultClientGrantsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        desk = Desk.of(
                server,
                "create:clients",
                "update:clients",
                "delete:clients",
                "read:client_grants",
                "create:client_grants",
                "update:client_grants",
                "delete:client_grants",
                "create:resource_servers",
                "update:resource_servers",
                "delete:resource_servers");
    }

    @BeforeEach
    void make() {
        theirs = desk.made(
                "/clients", "{\"name\":\"Theirs\",\"app_type\":\"non_interactive\",\"is_first_party\":false}");
        ours = desk.made("/clients", "{\"name\":\"Ours\",\"app_type\":\"non_interactive\"}");
        desk.made("/resource-servers", """
                {"identifier":"https://shop.test/","scopes":[{"value":"read:a"},{"value":"write:a"}]}""");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsOneWithoutAClientAsIsRecorded() {
        var made = desk.post("/client-grants", grant("\"scope\":[\"read:a\"]"));
        var id = json(made).get("id").asString();
        var path = "/client-grants/" + id;
        var shown = """
                {"id":"%s","audience":"https://shop.test/","scope":["read:a"],"subject_type":"client",\
                "default_for":"third_party_clients"}""".formatted(id);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(made)).isEqualTo(parsed(shown));
        assertThat(desk.shown(path)).isEqualTo(parsed(shown));
        assertThat(desk.shown("/client-grants?default_for=third_party_clients")).isEqualTo(parsed("[" + shown + "]"));

        var changed = parsed(shown.replace("[\"read:a\"]", "[\"read:a\",\"write:a\"]"));
        assertThat(json(desk.patch(path, "{\"scope\":[\"read:a\",\"write:a\"]}")))
                .isEqualTo(changed);
        assertThat(desk.shown(path)).isEqualTo(changed);
        Desk.refused(
                desk.patch(path, "{\"default_for\":\"third_party_clients\"}"),
                400,
                "Payload validation error: 'Additional properties not allowed: default_for'.");
        assertThat(desk.get(path + "/organizations").statusCode()).isEqualTo(403);
        assertThat(desk.delete(path).statusCode()).isEqualTo(204);
        assertThat(desk.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void isForClientsThatAreNotFirstPartyAndHaveNoneOfTheirOwn() {
        assertThat(token(theirs).statusCode()).as("before").isEqualTo(403);
        var path = made(grant("\"scope\":[\"read:a\",\"write:a\"]"));

        assertThat(scope(theirs)).isEqualTo("read:a write:a");
        assertThat(token(ours).body()).contains("You need to create a \\\"client-grant\\\"");
        assertThat(json(desk.ask(
                                "client_id",
                                text(theirs, "client_id"),
                                "client_secret",
                                text(theirs, "client_secret"),
                                "audience",
                                "https://shop.test/",
                                "scope",
                                "read:a admin:a"))
                        .get("error_description")
                        .asString())
                .isEqualTo("Client has not been granted scopes: admin:a");

        var own = made(own("\"scope\":[\"write:a\"]"));
        assertThat(scope(theirs)).as("its own, which is narrower").isEqualTo("write:a");
        desk.patch(own, "{\"scope\":[]}");
        assertThat(json(token(theirs)).has("scope"))
                .as("its own, which is empty")
                .isFalse();
        desk.delete(own);
        made(own("\"scope\":[\"admin:a\"],\"subject_type\":\"user\""));
        assertThat(scope(theirs)).as("its own is for users").isEqualTo("read:a write:a");

        desk.patch(path, "{\"scope\":[\"read:a\"]}");
        assertThat(scope(theirs)).isEqualTo("read:a");
        desk.patch(path, "{\"allow_all_scopes\":true,\"scope\":null}");
        assertThat(scope(theirs)).isEqualTo("read:a write:a");
        desk.patch(path, "{\"organization_usage\":\"require\"}");
        assertThat(token(theirs).body()).contains("parameter organization is required for this client");
        desk.patch(path, "{\"organization_usage\":null}");

        var client = "/clients/" + text(theirs, "client_id");
        desk.patch(client, "{\"is_first_party\":true}");
        assertThat(token(theirs).statusCode()).as("first-party").isEqualTo(403);
        desk.patch(client, "{\"is_first_party\":false}");
        assertThat(token(theirs).statusCode()).isEqualTo(200);
        desk.delete(path);
        assertThat(token(theirs).statusCode()).as("after").isEqualTo(403);
    }

    @Test
    void isOneToAnApiAndATypeOfSubject() {
        made(grant("\"scope\":[\"read:a\"]"));
        desk.made("/resource-servers", "{\"identifier\":\"urn:b\",\"scopes\":[]}");

        Desk.refused(
                desk.post("/client-grants", grant("\"scope\":[\"write:a\"]")),
                409,
                "A client grant already exists between third_party_clients and https://shop.test/");
        made(grant("\"scope\":[\"write:a\"],\"subject_type\":\"user\""));
        made("{\"default_for\":\"third_party_clients\",\"audience\":\"urn:b\",\"scope\":[]}");
        assertThat(scope(theirs)).as("that for users is not for clients").isEqualTo("read:a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | {\"default_for\":\"third_party_clients\",\"audience\":\"urn:x\",\"scope\":[]} | No resource with identifier urn:x",
                "400 | {\"default_for\":\"third_party_clients\"} | Payload validation error: 'Missing required property: audience'.",
                "400 | {\"audience\":\"https://shop.test/\"} | Payload validation error: 'Missing required property: client_id'.",
                "400 | {\"client_id\":\"bootstrap\",\"default_for\":\"third_party_clients\",\"audience\":\"https://shop.test/\"} | Payload validation error: 'Data matches schema from 'not''.",
                "400 | {\"default_for\":\"x\",\"audience\":\"https://shop.test/\"} | Payload validation error: 'Invalid value \"x\"' on property default_for.",
                "400 | {\"default_for\":\"third_party_clients\",\"audience\":\"OWN\",\"scope\":[]} | Client grants for this API cannot be created for third-party clients",
                "400 | {\"default_for\":\"third_party_clients\",\"audience\":\"OWN\",\"scope\":[\"read:users\"],\"subject_type\":\"user\"} | Client grants for this API cannot be created for third-party clients",
            })
    void refusesWhatIsForNobodyOrTooMany(int status, String body, String message) {
        Desk.refused(desk.post("/client-grants", body.replace("OWN", server.issuer() + "api/v2/")), status, message);

        assertThat(desk.shown("/client-grants?default_for=third_party_clients")).isEmpty();
    }

    @Test
    void isFoundByFiltersAndPages() {
        made(grant("\"scope\":[\"read:a\"]"));
        made(own("\"scope\":[]"));
        made(grant("\"scope\":[],\"subject_type\":\"user\""));
        var defaults = "/client-grants?default_for=third_party_clients";

        assertThat(desk.shown(defaults)).hasSize(2);
        assertThat(desk.shown(defaults + "&subject_type=user")).hasSize(1);
        assertThat(desk.shown(defaults + "&audience=urn:x")).isEmpty();
        assertThat(desk.shown(defaults + "&client_id=" + text(theirs, "client_id")))
                .isEmpty();
        assertThat(desk.shown("/client-grants?client_id=" + text(theirs, "client_id")))
                .hasSize(1);
        assertThat(desk.shown("/client-grants?audience=https%3A%2F%2Fshop.test%2F"))
                .hasSize(3);

        var first = desk.shown(defaults + "&take=1");
        assertThat(first.get("client_grants")).hasSize(1);
        var rest = desk.shown(defaults + "&take=1&from=" + text(first, "next"));
        assertThat(text(rest.get("client_grants").get(0), "subject_type"))
                .isNotEqualTo(text(first.get("client_grants").get(0), "subject_type"));
        assertThat(rest.has("next")).isFalse();
        var second = desk.shown(defaults + "&per_page=1&page=1&include_totals=true");
        assertThat(second.get("total").asInt()).isEqualTo(2);
        assertThat(second.get("client_grants")).isEqualTo(rest.get("client_grants"));
    }

    @Test
    void losesWhatItsApiLosesAndGoesWithItAndStaysWithoutAClient() {
        var path = made(grant("\"scope\":[\"read:a\",\"write:a\"]"));
        var id = path.substring(path.lastIndexOf('/') + 1);

        desk.patch(API, "{\"scopes\":[{\"value\":\"write:a\"}]}");
        assertThat(scope(theirs)).isEqualTo("write:a");
        assertThat(logged("client grant", "change", "after")).containsExactly("{\"scope\":[\"write:a\"]}");

        assertThat(desk.delete("/clients/" + text(theirs, "client_id")).statusCode())
                .isEqualTo(204);
        assertThat(desk.shown(path).get("scope")).hasSize(1);

        assertThat(desk.delete(API).statusCode()).isEqualTo(204);
        assertThat(desk.get(path).statusCode()).isEqualTo(404);
        assertThat(logged("resource server", "delete", "before"))
                .singleElement()
                .asString()
                .contains(
                        "\"client_grants\":[{\"id\":\"" + id
                                + "\",\"default_for\":\"third_party_clients\",\"subject_type\":\"client\",\"scope\":\"write:a\"}]");
    }

    private List<String> logged(String kind, String action, String side) {
        return database.read(tx -> tx.list(
                "SELECT " + side + " AS text FROM audit_log WHERE kind = :kind AND action = :action",
                q -> q.bind("kind", kind).bind("action", action),
                (row, _) -> row.getString("text")));
    }

    private String made(String grant) {
        return "/client-grants/" + text(desk.made("/client-grants", grant), "id");
    }

    private static String grant(String rest) {
        return "{\"default_for\":\"third_party_clients\",\"audience\":\"https://shop.test/\"," + rest + "}";
    }

    private String own(String rest) {
        return "{\"client_id\":\"" + text(theirs, "client_id") + "\",\"audience\":\"https://shop.test/\"," + rest + "}";
    }

    private String scope(JsonNode client) {
        return text(json(token(client)), "scope");
    }

    private HttpResponse<String> token(JsonNode client) {
        return desk.ask(
                "client_id",
                text(client, "client_id"),
                "client_secret",
                text(client, "client_secret"),
                "audience",
                "https://shop.test/");
    }

    private static JsonNode parsed(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode object, String member) {
        return object.path(member).asString("");
    }
}
