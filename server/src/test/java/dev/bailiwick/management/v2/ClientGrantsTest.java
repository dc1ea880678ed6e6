package dev.bailiwick.management.v2;

import static dev.bailiwick.app.TestBailiwick.EXTENSION_AUDIENCE;
import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /client-grants}, and what the token endpoint makes of them. */
@EachEngine
class ClientGrantsTest {

    private final Database database;
    private TestBailiwick server;
    private Desk desk;
    private String client;
    private String secret;

    ClientGrantsTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        desk = Desk.of(
                server,
                "create:clients",
                "read:client_grants",
                "create:client_grants",
                "update:client_grants",
                "delete:client_grants",
                "read:organization_client_grants",
                "create:resource_servers",
                "update:resource_servers");
        var made = desk.made("/clients", "{\"name\":\"M2M\",\"app_type\":\"non_interactive\"}");
        client = made.get("client_id").asString();
        secret = made.get("client_secret").asString();
        desk.made("/resource-servers", """
                {"identifier":"https://shop.test/","scopes":[{"value":"read:a"},{"value":"write:a"}]}""");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var made = desk.post("/client-grants", grant("\"scope\":[\"read:a\"]"));
        var path = "/client-grants/" + json(made).get("id").asString();

        Golden.of("post_client-grants").holds(made);
        Golden.of("get_client-grant").holds(desk.get(path));
        Golden.of("patch_client-grants_by_id").holds(desk.patch(path, "{\"scope\":[\"write:a\"]}"));
        Golden.of("get_client-grants").holds(desk.get("/client-grants?take=50&include_totals=true"));
        Golden.of("get_client-grant-organizations").holds(desk.get(path + "/organizations?take=50"));
        Golden.of("delete_client-grants_by_id").holds(desk.delete(path));
        assertThat(desk.delete(path).statusCode()).as("once more").isEqualTo(204);
        assertThat(desk.get(path).body()).isEqualTo("""
                {"statusCode":404,"error":"Not Found","message":"The grant does not exist.",\
                "errorCode":"inexistent_client_grant"}""");
        Desk.refused(desk.patch(path, "{\"scope\":[]}"), 404, "The grant does not exist.");
        Desk.refused(desk.get(path + "/organizations"), 404, "The grant does not exist.");
    }

    @Test
    void issuesJustWhatIsGrantedAtTheMoment() {
        assertThat(token().body()).contains("You need to create a \\\"client-grant\\\"");

        var id = desk.made("/client-grants", grant("\"scope\":[\"read:a\",\"write:a\"]"))
                .get("id")
                .asString();
        assertThat(json(token()).get("scope").asString()).isEqualTo("read:a write:a");

        desk.patch("/client-grants/" + id, "{\"scope\":[\"write:a\"]}");
        assertThat(json(token()).get("scope").asString()).isEqualTo("write:a");
        assertThat(token("scope", "read:a").body()).contains("Client has not been granted scopes: read:a");

        desk.patch("/client-grants/" + id, "{\"scope\":null}");
        assertThat(json(token()).has("scope")).isFalse();

        desk.delete("/client-grants/" + id);
        assertThat(token().statusCode()).isEqualTo(403);
    }

    @Test
    void issuesNoScopesOfManagementOperationsThatAreNotThere() {
        var audience = server.issuer() + "api/v2/";
        desk.made(
                "/client-grants",
                "{\"client_id\":\"" + client + "\",\"audience\":\"" + audience
                        + "\",\"scope\":[\"create:organizations\",\"read:clients\"]}");

        assertThat(json(desk.ask("client_id", client, "client_secret", secret, "audience", audience))
                        .get("scope")
                        .asString())
                .isEqualTo("read:clients");
    }

    @Test
    void grantsNoScopesThatTheManagementApiDoesNotKnow() {
        var refusal = "Payload validation error: scope must be a subset of resource server scopes";
        var grant =
                "{\"client_id\":\"" + client + "\",\"audience\":\"" + server.issuer() + "api/v2/\",\"scope\":[SCOPES]}";

        Desk.refused(
                desk.post("/client-grants", grant.replace("SCOPES", "\"read:clients\",\"bogus:thing\"")), 400, refusal);
        var made = desk.made("/client-grants", grant.replace("SCOPES", "\"read:clients\""));
        var path = "/client-grants/" + made.get("id").asString();
        Desk.refused(desk.patch(path, "{\"scope\":[\"bogus:thing\"]}"), 400, refusal);
        assertThat(desk.shown(path)).isEqualTo(made);
        desk.made("/client-grants", grant("\"scope\":[\"bogus:thing\"]"));
    }

    @Test
    void grantsAllScopesThatTheApiHasAtTheMoment() {
        var id = desk.made("/client-grants", grant("\"allow_all_scopes\":true"))
                .get("id")
                .asString();

        assertThat(json(token()).get("scope").asString()).isEqualTo("read:a write:a");
        desk.patch(
                "/resource-servers/https%3A%2F%2Fshop.test%2F", "{\"scopes\":[{\"value\":\"b\"},{\"value\":\"a\"}]}");
        assertThat(json(token()).get("scope").asString()).isEqualTo("b a");
        desk.patch("/client-grants/" + id, "{\"allow_all_scopes\":null,\"scope\":[\"a\"]}");
        assertThat(json(token()).get("scope").asString()).isEqualTo("a");
        Desk.refused(
                desk.post(
                        "/client-grants",
                        "{\"client_id\":\"" + client + "\",\"audience\":\"" + server.issuer()
                                + "api/v2/\",\"allow_all_scopes\":false}"),
                400,
                "`allow_all_scopes` cannot be provided when `audience` is a system API");
    }

    @Test
    void issuesNothingWithoutAUserForAGrantThatIsForUsersOrOrganizations() {
        var forUsers = desk.made("/client-grants", grant("\"scope\":[\"read:a\"],\"subject_type\":\"user\""));
        assertThat(token().statusCode()).as("for users").isEqualTo(403);

        var id = desk.made("/client-grants", grant("\"scope\":[\"read:a\"],\"organization_usage\":\"require\""))
                .get("id")
                .asString();
        assertThat(token().body()).contains("parameter organization is required for this client");

        desk.patch("/client-grants/" + id, "{\"organization_usage\":null}");
        assertThat(token().statusCode()).isEqualTo(200);
        assertThat(desk.shown("/client-grants?subject_type=user", "id"))
                .containsExactly(forUsers.get("id").asString());
    }

    @Test
    void refusesClientsThatConfigureOthersAndTypesThatThereAreNot() {
        client = desk.made("/clients", "{\"name\":\"OIN\",\"app_type\":\"express_configuration\"}")
                .get("client_id")
                .asString();

        assertThat(desk.post("/client-grants", grant("\"scope\":[]")).body()).isEqualTo("""
                {"statusCode":400,"error":"Bad Request",\
                "message":"Client of type express_configuration cannot be used","errorCode":"validation_error"}""");
        Desk.refused(
                desk.get("/client-grants?subject_type=x"),
                400,
                "Query validation error: 'Invalid value \"x\"' on property subject_type.");
        Desk.refused(
                desk.get("/client-grants?default_for=x"),
                400,
                "Query validation error: 'Invalid value \"x\"' on property default_for.");
    }

    @Test
    void refusesASecondGrantForTheSameTwo() {
        desk.made("/client-grants", grant("\"scope\":[]"));

        Desk.refused(
                desk.post("/client-grants", grant("\"scope\":[\"read:a\"]")),
                409,
                "A client grant already exists between " + client + " and https://shop.test/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | {\"client_id\":\"CLIENT\",\"audience\":\"urn:x\",\"scope\":[]} | No resource with identifier urn:x",
                "404 | {\"client_id\":\"x\",\"audience\":\"https://shop.test/\"} | Client not found",
                "400 | {\"client_id\":\"x\"} | Payload validation error: 'Missing required property: audience'.",
                "400 | {\"client_id\":\"x\",\"audience\":\"a\",\"id\":\"cgr_1\"} | Payload validation error: 'Additional properties not allowed: id'.",
                "400 | {\"client_id\":\"x\",\"audience\":\"a\",\"scope\":\"s\"} | Payload validation error: 'Expected type array but found type string' on property scope.",
                "400 | {\"client_id\":\"x\",\"audience\":\"a\",\"subject_type\":\"s\"} | Payload validation error: 'Invalid value \"s\"' on property subject_type.",
            })
    void refusesInTheOriginalsWords(int status, String body, String message) {
        Desk.refused(desk.post("/client-grants", body.replace("CLIENT", client)), status, message);
    }

    @Test
    void filtersAndPages() {
        desk.made("/client-grants", grant("\"scope\":[\"read:a\"],\"allow_any_organization\":true"));

        assertThat(desk.shown("/client-grants?client_id=" + client, "audience")).containsExactly("https://shop.test/");
        assertThat(desk.shown("/client-grants?audience=" + EXTENSION_AUDIENCE, "client_id"))
                .containsExactly(TestBailiwick.CLIENT);
        assertThat(desk.shown("/client-grants?allow_any_organization=true", "client_id"))
                .containsExactly(client);
        assertThat(desk.shown("/client-grants?default_for=third_party_clients")).isEmpty();
        assertThat(desk.shown("/client-grants?client_id=" + client + "&audience=urn:x"))
                .isEmpty();
        var first = desk.shown("/client-grants?take=2");
        assertThat(first.get("client_grants")).hasSize(2);
        var rest = desk.shown("/client-grants?take=2&from=" + first.get("next").asString());
        assertThat(rest.get("client_grants")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(Stream.of(first, rest).flatMap(page -> page.get("client_grants").findValuesAsString("id").stream()))
                .as("in the order of their ids")
                .isEqualTo(desk.shown("/client-grants", "id"))
                .isSorted();
        assertThat(desk.shown("/client-grants?include_totals=true&per_page=1")
                        .get("total")
                        .asInt())
                .isEqualTo(3);
    }

    private String grant(String rest) {
        return "{\"client_id\":\"" + client + "\",\"audience\":\"https://shop.test/\"," + rest + "}";
    }

    private HttpResponse<String> token(String... more) {
        var asked = new String[6 + more.length];
        System.arraycopy(
                new String[] {"client_id", client, "client_secret", secret, "audience", "https://shop.test/"},
                0,
                asked,
                0,
                6);
        System.arraycopy(more, 0, asked, 6, more.length);
        return desk.ask(asked);
    }
}
