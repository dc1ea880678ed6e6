package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class ClientsTest {

    private final Database database;
    private final TestBailiwick server;
    private final ManagementV1 api;

    ClientsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = ManagementV1.global(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void makesShowsAndRemovesClients() {
        var made = api.post(
                "/api/clients/", "{\"name\":\"Shop\",\"callbacks\":\"https://shop.test/cb, com.shop.app:/callback\"}");

        assertThat(made.statusCode()).isEqualTo(200);
        var client = json(made);
        var path = "/api/clients/" + client.get("clientID").asString();
        assertThat(client.propertyNames())
                .containsExactly("clientID", "clientSecret", "name", "callbacks", "global", "tenant");
        assertThat(client.get("callbacks").asString()).isEqualTo("https://shop.test/cb,com.shop.app:/callback");
        assertThat(client.get("global").asBoolean()).isFalse();
        assertThat(api.get(path + "/").body()).isEqualTo(made.body());
        assertThat(json(api.get("/api/clients")).toString()).contains(made.body(), "\"global\":true");
        assertThat(v2("GET", path).get("callbacks").toString())
                .isEqualTo("[\"https://shop.test/cb\",\"com.shop.app:/callback\"]");

        assertThat(api.delete(path).body()).isEqualTo("OK");
        assertThat(api.get(path).statusCode()).isEqualTo(404);
        assertThat(api.delete(path).body()).isEqualTo(refusal("not_found", "client not found"));
    }

    @Test
    void changesAPartByPatchAndAllByPut() {
        var path = "/api/clients/"
                + json(api.post("/api/clients", "{\"name\":\"Shop\",\"callbacks\":\"https://a.test\"}"))
                        .get("clientID")
                        .asString();

        var patched = json(api.send("PATCH", path, "{\"name\":\"Store\"}"));
        assertThat(patched.get("name").asString()).isEqualTo("Store");
        assertThat(patched.get("callbacks").asString()).isEqualTo("https://a.test");
        assertThat(api.send("PUT", path, patched.toString()).body()).isEqualTo(patched.toString());
        assertThat(json(api.send("PUT", path, "{\"name\":\"Store\"}"))
                        .get("callbacks")
                        .asString())
                .isEmpty();
        assertThat(json(api.form("PATCH", path, "callbacks=http%3A%2F%2Flocalhost%3A3000"))
                        .get("callbacks")
                        .asString())
                .isEqualTo("http://localhost:3000");
    }

    @Test
    void refusesWhatNoClientIsWith400() {
        assertRefused(api.post("/api/clients", "{}"), "name is required");
        assertRefused(api.post("/api/clients", "{\"name\":\"<b>\"}"), "name must not hold < and >");
        assertRefused(
                api.post("/api/clients", "{\"name\":\"n\",\"callbacks\":\"javascript:alert(1)\"}"),
                "callbacks must be URLs with commas between them");
        assertRefused(api.post("/api/clients", "{\"name\":\"n\",\"callbacks\":[7]}"), "callbacks must hold texts");
        assertRefused(api.post("/api/clients", "{\"name\":\"n\",\"signingKey\":{}}"), "signingKey cannot be set");
        assertRefused(api.send("PATCH", "/api/clients/none", "{\"name\":\"n\"}"), "client not found");
        assertThat(json(api.get("/api/clients"))).hasSize(2);
        var global = json(api.get("/api/clients"))
                .valueStream()
                .filter(client -> client.get("global").asBoolean())
                .findFirst()
                .orElseThrow();
        var removal = api.delete("/api/clients/" + global.get("clientID").asString());
        assertThat(removal.statusCode()).isEqualTo(400);
        assertThat(removal.body()).isEqualTo(refusal("invalid_request", "Global client cannot be deleted."));
    }

    @Test
    void areThoseThatAUserHasLoggedInWithAsFarAsAnythingTells() {
        database.change(tx -> tx.write("""
                INSERT INTO user_grant (tenant_id, id, seq, user_id, client_id, audience, scope)
                SELECT tenant_id, 'g1', 1, 'auth0|1', id, 'a', 's' FROM client WHERE NOT is_global
                """, _ -> {}));

        assertThat(json(api.get("/api/clients/?userId=auth0%7C1"))
                        .valueStream()
                        .map(client -> client.get("clientID").asString()))
                .containsExactly(TestBailiwick.CLIENT);
        assertThat(api.get("/api/clients/?userId=auth0%7C2").body()).isEqualTo("[]");
        assertThat(json(api.get("/api/clients/?userId="))).hasSize(2);
    }

    @Test
    void areForTheTokenOfTheGlobalClientAlone() {
        var others = ManagementV1.of(server);

        for (var refused : new HttpResponse<?>[] {
            others.get("/api/clients"),
            others.post("/api/clients", "{\"name\":\"n\"}"),
            others.get("/api/clients/" + TestBailiwick.CLIENT),
            others.delete("/api/clients/" + TestBailiwick.CLIENT)
        }) {
            assertThat(refused.statusCode()).isEqualTo(401);
        }
        assertThat(json(api.get("/api/clients"))).hasSize(2);
    }

    private JsonNode v2(String method, String path) {
        return json(server.call(
                method,
                path.replace("/api/", "/api/v2/"),
                server.token(server.issuer() + "api/v2/"),
                Optional.empty()));
    }

    private static void assertRefused(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).isEqualTo(detail);
    }
}
