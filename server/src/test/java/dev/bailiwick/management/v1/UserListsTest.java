package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class UserListsTest {

    private static final String TOKEN = "gho_16C7e42F292c6912E7710c838347Ae178B4a";

    private final Database database;
    private final TestBailiwick server;
    private final ManagementV1 api;

    UserListsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = ManagementV1.of(server);
    }

    @BeforeEach
    void bringUsersIn() {
        connection("fabrikam", "adfs", true);
        connection("google", "google-oauth2", true);
        connection("github", "github", false);
        server.bringIn(
                user("adfs|ann@fabrikam.com", "ann@fabrikam.com", "Ann Johnson", "fabrikam"),
                user("adfs|bob@fabrikam.com", "bob@fabrikam.com", "Bob, the builder", "fabrikam"),
                user("google-oauth2|1", "ann@gmail.com", "Ann Other", "google"),
                user("github|2", "carl@github.test", "Carl", "github"),
                user("auth0|3", "johnson@example.test", "Dora", "Username-Password-Authentication"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsAllUsersAsABareArrayInTheOrderOfTheirCreation() {
        var answer = api.get("/api/users");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ids(answer))
                .containsExactly(
                        "adfs|ann@fabrikam.com", "adfs|bob@fabrikam.com", "google-oauth2|1", "github|2", "auth0|3");
        assertThat(answer.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void listsThoseOfAConnectionAndOfAllActiveOnesOfAKind() {
        assertThat(ids(api.get("/api/connections/fabrikam/users")))
                .containsExactly("adfs|ann@fabrikam.com", "adfs|bob@fabrikam.com");
        assertThat(ids(api.get("/api/socialconnections/users/"))).containsExactly("google-oauth2|1");
        assertThat(ids(api.get("/api/EnterpriseConnections/users?social=true")))
                .containsExactly("adfs|ann@fabrikam.com", "adfs|bob@fabrikam.com");
        assertThat(api.get("/api/connections/none/users").body())
                .isEqualTo(refusal("not_found", "connection not found"));
    }

    @Test
    void listsThoseWhoHaveLoggedInWithAClientAsFarAsAnythingTells() {
        var path = "/api/clients/" + TestBailiwick.CLIENT + "/users";
        assertThat(api.get(path).body()).isEqualTo("[]");
        assertThat(api.get("/api/clients/none/users").body()).isEqualTo(refusal("not_found", "client not found"));

        write("""
                INSERT INTO user_grant (tenant_id, id, seq, user_id, client_id, audience, scope)
                SELECT c.tenant_id, 'g' || p.seq, p.seq, p.user_id, c.id, 'a', 's' FROM client c JOIN user_profile p
                ON p.tenant_id = c.tenant_id WHERE c.id = 'bootstrap' AND p.user_id LIKE 'adfs%'
                """);
        credential(1, "github|2", "rotating_refresh_token");
        credential(2, "auth0|3", "public_key");

        assertThat(ids(api.get(path))).containsExactly("adfs|ann@fabrikam.com", "adfs|bob@fabrikam.com", "github|2");
        assertThat(ids(api.get(path + "/?search=ann"))).containsExactly("adfs|ann@fabrikam.com");
        var first = api.get(path + "?per_page=2");
        assertThat(ids(first)).hasSize(2);
        assertThat(ids(api.open(next(first)))).containsExactly("github|2");
    }

    @Test
    void searchesByTheBeginningOfANameOrAnAddressAndByFields() {
        assertThat(found("ANN")).containsExactly("adfs|ann@fabrikam.com", "google-oauth2|1");
        assertThat(found("johnson")).containsExactly("auth0|3");
        assertThat(found("email:%20%22ann@gmail.com%22")).containsExactly("google-oauth2|1");
        assertThat(found("name:%22Bob,%20the%20builder%22")).containsExactly("adfs|bob@fabrikam.com");
        assertThat(found("loginsCount:7")).hasSize(5);
        assertThat(found("loginsCount:8")).isEmpty();
        assertThat(found("loginsCount:0")).isEmpty();
        server.bringIn("{\"user_id\":\"auth0|new\"}");
        assertThat(found("loginsCount:0")).containsExactly("auth0|new");
        assertThat(api.delete("/api/users/auth0%7Cnew").statusCode()).isEqualTo(200);
        assertThat(found("connection:google")).containsExactly("google-oauth2|1");
        assertThat(found("color:red")).containsExactly("github|2");
        assertThat(found("")).hasSize(5);
        assertThat(ids(api.get("/api/connections/fabrikam/users?search=ann"))).containsExactly("adfs|ann@fabrikam.com");
        assertThat(ids(api.get("/api/enterpriseconnections/users?search=carl"))).isEmpty();
    }

    @Test
    void goesOnByLinksThatNeedNoToken() {
        var first = api.get("/api/users?per_page=2&search=");
        assertThat(ids(first)).hasSize(2);
        var second = api.open(next(first));
        assertThat(ids(second)).containsExactly("google-oauth2|1", "github|2");
        var third = api.open(next(second));
        assertThat(ids(third)).containsExactly("auth0|3");
        assertThat(third.headers().firstValue("Link")).isEmpty();

        var found = api.get("/API/Connections/fabrikam/users/?search=" + "%22,%3E%22" + "&per_page=1");
        assertThat(found.headers().firstValue("Link")).isEmpty();
        var ofConnection = api.get("/api/Connections/fabrikam/users/?per_page=1");
        assertThat(ids(api.open(next(ofConnection)))).containsExactly("adfs|bob@fabrikam.com");
        var searched = api.get("/api/users?search=ann&per_page=1");
        assertThat(ids(api.open(next(searched)))).containsExactly("google-oauth2|1");
    }

    @Test
    void opensNothingElseByALink() {
        var link = next(api.get("/api/users?per_page=2"));

        for (var other : List.of(
                link.replace("per_page=2", "per_page=3"),
                link.replace("after=2", "after=1"),
                link.replace("?", "?search=a&"),
                link.replace("/users?", "/socialconnections/users?"),
                link.replace("/users?", "/connections/fabrikam/users?"),
                link.replace("/users?", "/users/adfs%7Cann@fabrikam.com?"),
                link.replace("/users?", "/logs?"),
                link.replace("/api/users?", "/api/v2/users?"),
                link.substring(0, link.length() - 3),
                link + "&x=y",
                link.substring(0, link.indexOf("&bewit=") + 7),
                link.substring(0, link.indexOf("&bewit=")))) {
            assertThat(api.open(other).statusCode()).as(other).isEqualTo(401);
        }
        assertThat(api.send("DELETE", link, "{}").statusCode()).isEqualTo(400);
        assertThat(api.open(link).statusCode()).isEqualTo(200);
        assertThat(api.get(link.replace("per_page=2", "per_page=3")).statusCode())
                .as("whoever has a token needs no seal")
                .isEqualTo(200);
    }

    @Test
    void opensALinkHoweverAClientWritesIt() {
        server.bringIn(user("github|4", "tilde@github.test", "~x one", "github"));
        server.bringIn(user("github|5", "tilde2@github.test", "~x two", "github"));
        var link = next(api.get("/api/users?search=%7Ex&per_page=1"));

        assertThat(ids(api.open(link))).containsExactly("github|5");
        assertThat(link).contains("search=%7Ex");
        assertThat(ids(api.open(link.replace("%7E", "~")))).containsExactly("github|5");
        assertThat(ids(api.open(link.replace("%7E", "%7e").replace("/users?", "/%75sers?"))))
                .containsExactly("github|5");
        for (var bad : List.of("%zz", "%", "%7", "%C3", "%00")) {
            assertThat(status(link.replace("%7E", bad))).as(bad).isIn(400, 401);
        }
        assertThat(api.open(link.replace("%7E", "%26")).statusCode()).isEqualTo(401);
    }

    @Test
    void showsNoTokensOfProviders() {
        server.bringIn("""
                {"user_id":"github|6","email":"six@github.test","identities":[{"provider":"github","user_id":"6",\
                "connection":"github","isSocial":true,"access_token":"%1$s","refresh_token":"%1$s"}]}""".formatted(TOKEN));

        var listed = api.get("/api/users?per_page=5");
        assertThat(api.get("/api/connections/github/users").body())
                .contains("github|6")
                .doesNotContain(TOKEN);
        assertThat(api.open(next(listed)).body()).contains("github|6").doesNotContain(TOKEN);
        assertThat(json(api.get("/api/users/github%7C6"))
                        .get("identities")
                        .get(0)
                        .get("access_token")
                        .asString())
                .isEqualTo(TOKEN);
    }

    @Test
    void opensNoPageForAClientThatIsDismissed() {
        var second = next(api.get("/api/users?per_page=2"));
        var third = next(api.open(second));

        database.change(tx -> tx.write("DELETE FROM management_client", _ -> {}));

        assertThat(api.open(third).statusCode()).isEqualTo(401);
        assertThat(api.open(second).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesPagesThatThereAreNot() {
        for (var query : List.of("per_page=0", "per_page=x", "per_page=-1", "after=x", "per_page=1.5")) {
            assertThat(api.get("/api/users?" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(api.get("/api/users?per_page=100000").statusCode()).isEqualTo(200);
    }

    private List<String> found(String search) {
        return ids(api.get("/api/users?search=" + search));
    }

    /** Sent as it is, whether it is a URL or not. */
    private int status(String pathAndQuery) {
        try (var raw = new RawClient(server.port())) {
            raw.send("GET " + pathAndQuery + " HTTP/1.1\r\nHost: auth.example.test\r\nConnection: close\r\n\r\n");
            return raw.reply().status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The link to the next page, without its host. */
    private String next(HttpResponse<String> page) {
        var link = page.headers().firstValue("Link").orElseThrow();
        assertThat(link).matches("<https://auth\\.example\\.test/api/[^,>]*&bewit=[^,>]*>; rel=\"next\"");
        var url = link.substring(1, link.indexOf('>'));
        IssuedSecrets.noteIn(url);
        return url.replace("https://auth.example.test", "");
    }

    private void connection(String name, String strategy, boolean isActive) {
        var clients = isActive ? "[\"" + TestBailiwick.CLIENT + "\"]" : "[]";
        var made = server.call(
                "POST",
                "/api/v2/connections",
                server.token(server.issuer() + "api/v2/"),
                Optional.of("{\"name\":\"" + name + "\",\"strategy\":\"" + strategy
                        + "\",\"options\":{\"adfs_server\":\"a.test\"},\"enabled_clients\":" + clients + "}"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private void credential(int number, String user, String type) {
        write("""
                INSERT INTO device_credential (tenant_id, id, seq, user_id, client_id, type, device_id, device_name)
                SELECT tenant_id, 'd%1$d', %1$d, '%2$s', id, '%3$s', 'd', 'd' FROM client WHERE id = 'bootstrap'
                """.formatted(number, user, type));
    }

    private void write(String sql) {
        database.change(tx -> tx.write(sql, _ -> {}));
    }

    private static String user(String id, String email, String name, String connection) {
        var parts = id.split("\\|", 2);
        return """
                {"user_id":"%s","email":"%s","name":"%s","logins_count":7,%s\
                "identities":[{"provider":"%s","user_id":"%s","connection":"%s","isSocial":false}]}""".formatted(
                        id,
                        email,
                        name,
                        id.equals("github|2") ? "\"app_metadata\":{\"color\":\"red\"}," : "",
                        parts[0],
                        parts[1],
                        connection);
    }

    private static List<String> ids(HttpResponse<String> list) {
        assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
        return json(list).valueStream().map(UserListsTest::id).toList();
    }

    private static String id(JsonNode user) {
        return user.get("user_id").asString();
    }
}
