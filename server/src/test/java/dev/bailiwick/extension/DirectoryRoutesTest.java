package dev.bailiwick.extension;

import static dev.bailiwick.app.TestBailiwick.EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tenant has beside groups and roles: applications, connections; and the extension's own card. */
@EachEngine
class DirectoryRoutesTest {

    private final Database database;
    private TestBailiwick server;
    private String token;

    DirectoryRoutesTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        token = server.extensionToken();
        add("c1", "shop", "spa", List.of("https://shop.test/a", "https://shop.test/b"));
        add("c2", "Blog", "regular_web", List.of());
        add("c3", "app", "native", List.of());
        add("c4", "job", "non_interactive", List.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsTheClientsThatUsersSignInToByTheirNames() {
        assertThat(get("/applications").body()).isEqualTo("""
                [{"client_id":"c3","name":"app","callbacks":[],"app_type":"native"},\
                {"client_id":"c2","name":"Blog","callbacks":[],"app_type":"regular_web"},\
                {"client_id":"c1","name":"shop","callbacks":["https://shop.test/a","https://shop.test/b"],\
                "app_type":"spa"}]""");
    }

    @Test
    void showsAnyClientAsTheManagementApiDoesAndNoSecret() {
        var reader = server.managementToken("read:clients");
        var made = TestBailiwick.json(
                server.call("POST", "/api/v2/clients", server.managementToken("create:clients"), Optional.of("""
                        {"name":"till","app_type":"regular_web","description":"Sells.","jwt_configuration":{"alg":"RS256"},
                        "encryption_key":{"pub":"p","cert":"c","subject":"s"},"cross_origin_authentication":true}""")));
        for (var id : List.of("c1", made.get("client_id").asString(), TestBailiwick.CLIENT)) {
            assertThat(TestBailiwick.json(get("/applications/" + id)))
                    .isEqualTo(
                            TestBailiwick.json(server.call("GET", "/api/v2/clients/" + id, reader, Optional.empty())));
        }
        assertThat(TestBailiwick.json(get("/applications/c1"))
                        .get("grant_types")
                        .toString())
                .isEqualTo("[\"client_credentials\"]");
        assertThat(get("/applications/" + TestBailiwick.CLIENT).body())
                .contains("\"app_type\":\"non_interactive\"")
                .doesNotContain("\"client_secret\"", TestBailiwick.SECRET);
    }

    @Test
    void namesNoClientThatIsNotThere() {
        var answer = get("/applications/nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"The client does not exist\"}");
    }

    @Test
    void listsTheConnectionsByTheirNames() {
        connection("corp.ad", "ad");
        connection("zoo", "samlp");
        connection("Acme", "google-oauth2");

        assertThat(get("/connections").body().replaceAll("con_[A-Za-z0-9]{16}", "con_"))
                .isEqualTo("""
                [{"id":"con_","name":"Acme","strategy":"google-oauth2"},\
                {"id":"con_","name":"corp.ad","strategy":"ad"},\
                {"id":"con_","name":"Username-Password-Authentication","strategy":"auth0"},\
                {"id":"con_","name":"zoo","strategy":"samlp"}]""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/adf6e2f2b84784b57522e3b19dfc9201", "/authorization"})
    void introducesItselfToAnybody(String parent) {
        var answer = server.send(HttpRequest.newBuilder(URI.create(server.url() + parent + "/meta"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"auth0-authz\",\"version\":\"2.13.0\"");
        assertThat(server.send(HttpRequest.newBuilder(URI.create(server.url() + parent + "/nothing"))
                                .build())
                        .body())
                .isEqualTo("{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
    }

    private void connection(String name, String strategy) {
        var answer = server.send(HttpRequest.newBuilder(
                        URI.create(server.url() + "/operator/tenants/default/connections"))
                .header("Authorization", "Bearer " + server.operatorKey().reveal())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"strategy\":\"" + strategy + "\"}"))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private void add(String id, String name, String type, List<String> callbacks) {
        var clients = new Clients(database, new SecretBox(new byte[32]), Clock.systemUTC());
        var attributes = Map.of(
                "name", name, "app_type", type, "grant_types", List.of("client_credentials"), "callbacks", callbacks);
        var client = Client.of(new ClientId(id), false, JsonObject.of(attributes));
        var added = clients.prepare(client, new Secret("a secret of a client"));
        var tenant = database.read(
                        tx -> tx.first("SELECT id FROM tenant", _ -> {}, (row, _) -> new TenantId(row.getString("id"))))
                .orElseThrow();
        database.change(tx -> clients.add(tx, tenant, added));
    }

    private HttpResponse<String> get(String path) {
        return server.call("GET", EXTENSION + path, token, Optional.empty());
    }
}
