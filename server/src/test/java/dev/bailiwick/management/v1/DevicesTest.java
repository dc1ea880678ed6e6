package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Again;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The devices of users: one world with the device credentials of Management API v2. */
@EachEngine
class DevicesTest {

    private static final String ANN = "/api/users/auth0%7C1";
    private static final String NOBODY = "/api/users/auth0%7Cnone";
    private static final String KEY = "{\"device\":\"Ann's phone\",\"public_key\":\"ssh-rsa AAAA\"}";

    private final Database database;
    private final TestBailiwick server;
    private final ManagementV1 api;

    DevicesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = ManagementV1.of(server);
    }

    @BeforeEach
    void bringUsersIn() {
        server.bringIn("{\"user_id\":\"auth0|1\"}", "{\"user_id\":\"auth0|2\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsTheKeyOfADevice() {
        assertThat(api.post(ANN + "/publickey", KEY).body()).isEqualTo("OK");

        var device = json(api.get(ANN + "/devices")).get(0);
        var id = device.get("id").asString();
        assertThat(id).matches("dcr_[A-Za-z0-9]{16}");
        assertThat(device.toString())
                .isEqualTo("{\"id\":\"" + id + "\",\"device\":\"Ann's phone\",\"type\":\"public_key\","
                        + "\"client_id\":\"bootstrap\",\"user_id\":\"auth0|1\",\"public_key\":\"ssh-rsa AAAA\"}");
        assertThat(second("GET", "?user_id=auth0%7C1&type=public_key").toString())
                .isEqualTo("[{\"id\":\"" + id + "\",\"device_name\":\"Ann's phone\",\"device_id\":\"Ann's phone\","
                        + "\"type\":\"public_key\",\"user_id\":\"auth0|1\",\"client_id\":\"bootstrap\"}]");
        assertThat(json(api.get("/api/users/auth0%7C2/devices"))).isEmpty();
    }

    @Test
    void putsAnotherKeyInThePlaceOfTheOneThatTheDeviceHas() {
        api.post(ANN + "/publickey", KEY);
        var id = json(api.get(ANN + "/devices")).at("/0/id");

        assertThat(api.form("POST", ANN + "/public_key", "device=Ann%27s+phone&public_key=b")
                        .statusCode())
                .isEqualTo(200);
        api.post(ANN + "/publickey", KEY.replace("Ann's", "Her"));
        api.post(ANN + "/publickey", KEY.replace("Ann's", "Her"));

        var devices = json(api.get(ANN + "/devices"));
        assertThat(devices).hasSize(2);
        assertThat(devices.at("/0/id")).isEqualTo(id);
        assertThat(devices.at("/0/public_key").asString()).isEqualTo("b");
        assertThat(audited()).containsExactly("create", "change", "create");
    }

    @Test
    void keepsOneKeyOfADeviceThatAreManyAtOnce() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(each -> (Callable<Integer>) () -> Again.untilAnswered(
                                    () -> api.post(ANN + "/publickey", KEY.replace("AAAA", "A" + each)))
                            .statusCode())
                    .toList());
            assertThat(all).allSatisfy(each -> assertThat(each.get()).isEqualTo(200));
        }
        assertThat(json(api.get(ANN + "/devices"))).hasSize(1);
    }

    @Test
    void revokesTheKeysOfADevice() {
        api.post(ANN + "/publickey", KEY);
        api.post(ANN + "/publickey", KEY.replace("Ann's", "Her"));

        assertThat(api.delete(ANN + "/publickey?device=Ann%27s%20phone").body()).isEqualTo("OK");

        var missing = api.delete(ANN + "/public_key/?device=Ann%27s%20phone");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo(refusal("not_found", "public key not found"));
        assertThat(json(api.get(ANN + "/devices"))).hasSize(1);
        assertThat(second("GET", "")).hasSize(1);
        assertThat(audited()).containsExactly("create", "create", "delete");

        second("DELETE", "/" + json(api.get(ANN + "/devices")).at("/0/id").asString());
        assertThat(json(api.get(ANN + "/devices"))).isEmpty();
    }

    @Test
    void revokesARefreshTokenOfTheUserAndNoOther() {
        rows(
                "(1, 'auth0|1', 'refresh_token'), (2, 'auth0|1', 'rotating_refresh_token'), (3, 'auth0|2', 'refresh_token')");
        api.post(ANN + "/publickey", KEY);
        var devices = json(api.get(ANN + "/devices"));
        assertThat(devices.valueStream().map(each -> each.path("refresh_token").asString("")))
                .containsExactly("", "dcr_1", "dcr_2");

        assertThat(api.send("DELETE", ANN + "/refresh_tokens/dcr_1", "{}").body())
                .isEqualTo("OK");
        for (var other : List.of("dcr_1", "dcr_3", devices.at("/0/id").asString())) {
            var refused = api.delete(ANN + "/refresh_tokens/" + other);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body()).isEqualTo(refusal("not_found", "refresh token not found"));
        }
        assertThat(second("GET", "?fields=id").toString())
                .contains("dcr_2", "dcr_3")
                .doesNotContain("dcr_1\"");
    }

    @Test
    void refusesWhatNoDeviceIs() {
        refused(api.post(ANN + "/publickey", "{\"public_key\":\"k\"}"), 400, "device is required");
        refused(api.post(ANN + "/publickey", "{\"device\":\"d\"}"), 400, "public_key is required");
        refused(
                api.post(ANN + "/publickey", "{\"device\":\"" + "d".repeat(256) + "\",\"public_key\":\"k\"}"),
                400,
                "device must not be longer than 255 characters");
        refused(
                api.post(ANN + "/publickey", "{\"device\":\"d\",\"public_key\":\"" + "k".repeat(8_193) + "\"}"),
                400,
                "public_key must not be longer than 8192 characters");
        refused(
                api.post(
                        ANN + "/publickey",
                        "{\"device\":\"d\",\"public_key\":\"-----BEGIN RSA PRIVATE KEY-----\\nMII\"}"),
                400,
                "public_key must not be a private key");
        refused(api.post(NOBODY + "/publickey", KEY), 400, "user not found");
        refused(api.delete(ANN + "/publickey"), 400, "device is required");
        refused(api.delete(NOBODY + "/publickey?device=d"), 404, "user not found");
        refused(api.delete(NOBODY + "/refresh_tokens/t"), 404, "user not found");
        refused(api.get(NOBODY + "/devices"), 404, "user not found");
        assertThat(second("GET", "")).isEmpty();
        assertThat(audited()).isEmpty();
    }

    @Test
    void keepsAHundredKeysOfAUser() {
        for (int each = 1; each <= 100; each++) {
            rows("(" + each + ", 'auth0|1', 'public_key')");
        }

        refused(api.post(ANN + "/publickey", KEY), 400, "There may be 100 of this kind at most: public key of a user");
        assertThat(api.post(ANN + "/publickey", KEY.replace("Ann's phone", "device 7"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.post("/api/users/auth0%7C2/publickey", KEY).statusCode()).isEqualTo(200);
        assertThat(json(api.get(ANN + "/devices"))).hasSize(100);
    }

    /** Rows as logins will add. */
    private void rows(String values) {
        database.change(tx -> tx.write("""
                INSERT INTO device_credential (tenant_id, id, seq, user_id, client_id, type, device_id, device_name)
                SELECT t.id, 'dcr_' || n.n, 1000 + n.n, n.user_id, 'bootstrap', n.type, 'd', 'device ' || n.n
                FROM tenant t CROSS JOIN (WITH given (n, user_id, type) AS (VALUES %s) SELECT * FROM given) n
                """.formatted(values), _ -> {}));
    }

    private List<String> audited() {
        return database.read(tx -> tx.list(
                "SELECT action FROM audit_log WHERE kind LIKE 'device credential%' ORDER BY id",
                _ -> {}, (row, _) -> row.getString("action")));
    }

    private JsonNode second(String method, String path) {
        var answer = server.call(
                method,
                "/api/v2/device-credentials" + path,
                server.token(server.issuer() + "api/v2/"),
                Optional.empty());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer.statusCode() == 200 ? json(answer) : NullNode.instance;
    }

    private static void refused(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("detail").asString()).isEqualTo(detail);
    }
}
