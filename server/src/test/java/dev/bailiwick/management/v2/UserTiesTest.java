package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and tokens of users, what ties users to others, and what they did. */
@EachEngine
class UserTiesTest {

    private static final String USER = "/users/auth0%7C1";
    private static final String NOBODY = "/users/auth0%7Cnone";
    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");
    private static final String CREDENTIALS = """
            INSERT INTO device_credential SELECT t.id, 'dcr_' || n.n, n.n, n.user_id, 'bootstrap', n.type, 'a', 'phone', ''
            FROM tenant t CROSS JOIN (SELECT 1 AS n, 'auth0|1' AS user_id, 'refresh_token' AS type
                UNION ALL SELECT 2, 'auth0|1', 'rotating_refresh_token' UNION ALL SELECT 3, 'auth0|1', 'public_key'
                UNION ALL SELECT 4, 'auth0|2', 'refresh_token') n
            """;

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    UserTiesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
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
    void answersAsTheOriginal() {
        Golden.of("get_sessions_for_user").holds(api.get(USER + "/sessions?include_totals=true&take=10"));
        Golden.of("get_refresh_tokens_for_user")
                .holds(api.get(USER + "/refresh-tokens?include_totals=true&per_page=50"));
        Golden.of("get_user_organizations").holds(api.get(USER + "/organizations?include_totals=true"));
        Golden.of("get_connected-accounts").holds(api.get(USER + "/connected-accounts?take=20"));
        Golden.of("get_federated-connections-tokensets").holds(api.get(USER + "/federated-connections-tokensets"));
        Golden.of("delete_federated-connections-tokensets_by_tokenset_id")
                .holds(api.delete(USER + "/federated-connections-tokensets/none"));
        Golden.of("delete_sessions_for_user").holds(api.delete(USER + "/sessions"));
        Golden.of("delete_refresh_tokens_for_user").holds(api.delete(USER + "/refresh-tokens"));
        Golden.of("user_revoke_access").holds(api.post(USER + "/revoke-access", ""));
        assertThat(api.get(USER + "/organizations?page=3&per_page=5").body()).isEqualTo("[]");
    }

    @Test
    void revokesNothingByTheScopeOfTokensAlone() {
        database.change(tx -> tx.write(CREDENTIALS, _ -> {}));
        var tokensAlone = new Management(server, server.managementToken("delete:refresh_tokens"));

        assertThat(tokensAlone.post(USER + "/revoke-access", "{}").body())
                .isEqualTo(refusal(
                        403,
                        "Forbidden",
                        "Insufficient scope, expected any of: delete:sessions",
                        "insufficient_scope"));
        assertThat(json(api.get("/device-credentials"))).hasSize(4);
    }

    @Test
    void answersOfNobodyAsTheOriginal() {
        for (var list : List.of(
                "/sessions",
                "/refresh-tokens",
                "/organizations",
                "/connected-accounts",
                "/federated-connections-tokensets")) {
            assertThat(api.get(NOBODY + list).body()).as(list).isEqualTo(NO_USER);
        }
        assertThat(api.delete(NOBODY + "/sessions").body()).isEqualTo(NO_USER);
        assertThat(api.delete(NOBODY + "/refresh-tokens").body()).isEqualTo(NO_USER);
        assertThat(api.post(NOBODY + "/revoke-access", "{}").statusCode()).isEqualTo(202);
        assertThat(api.delete(NOBODY + "/federated-connections-tokensets/none").statusCode())
                .isEqualTo(204);
        assertThat(api.get(NOBODY + "/logs").body()).isEqualTo("[]");
    }

    @Test
    void refusesParametersAndBodiesThatMeanNothing() {
        for (var query : List.of(
                "/sessions?take=0",
                "/sessions?from=x",
                "/sessions?include_totals=2",
                "/refresh-tokens?take=101",
                "/refresh-tokens?per_page=x",
                "/organizations?per_page=x",
                "/organizations?take=1",
                "/organizations?per_page=0",
                "/roles?per_page=0",
                "/permissions?per_page=0",
                "/connected-accounts?take=101",
                "/connected-accounts?page=1",
                "/logs?per_page=0",
                "/logs?q=x",
                "/logs?sort=name:1")) {
            assertThat(api.get(USER + query).statusCode()).as(query).isEqualTo(400);
        }
        for (var body : List.of(
                "[]",
                "{\"session_id\":\"a b\"}",
                "{\"session_id\":1}",
                "{\"x\":1}",
                "{\"preserve_refresh_tokens\":1}")) {
            assertThat(api.post(USER + "/revoke-access", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(api.delete(USER + "/federated-connections-tokensets/" + "x".repeat(37))
                        .body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Path validation error: 'String is too long (37 chars), maximum 36' on property tokenset_id.",
                        "invalid_uri"));
    }

    @Test
    void revokesDeviceCredentialsThatAreRefreshTokens() {
        change(CREDENTIALS);

        api.delete(USER + "/sessions");
        api.post(USER + "/revoke-access", "{\"preserve_refresh_tokens\":true}");
        api.post(USER + "/revoke-access", "{\"session_id\":\"s1\"}");
        assertThat(credentials()).containsExactly("dcr_1", "dcr_2", "dcr_3", "dcr_4");
        api.delete(USER + "/refresh-tokens");

        assertThat(credentials()).containsExactly("dcr_3", "dcr_4");
        assertThat(json(api.get("/logs?q=description:%22Delete+refresh+tokens+for+a+user%22")))
                .hasSize(1);
        api.post("/users/auth0%7C2/revoke-access", "{}");
        assertThat(credentials()).containsExactly("dcr_3");
    }

    @Test
    void tellsWhatAUserDid() {
        var tenant = database.read(
                        tx -> tx.first("SELECT id FROM tenant", _ -> {}, (row, _) -> new TenantId(row.getString("id"))))
                .orElseThrow();
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        for (var actor : List.of("auth0|1", "auth0|2", "auth0|1", "auth0|1x", "bootstrap@clients")) {
            var origin = new Origin(actor, "r", Origin.command("x").sender());
            database.change(tx -> audit.record(tx, tenant, origin, "update", "user", actor, "", ""));
        }

        Golden.of("get_logs_by_user").holds(api.get(USER + "/logs?include_totals=true"));
        var newest = json(api.get(USER + "/logs"));
        assertThat(newest).hasSize(2);
        assertThat(newest.values().stream().map(entry -> entry.get("user_id").asString()))
                .containsOnly("auth0|1");
        var oldest = json(api.get(USER + "/logs?sort=date:1&per_page=1"));
        assertThat(oldest).hasSize(1);
        assertThat(oldest.at("/0/log_id").asString())
                .isEqualTo(newest.at("/1/log_id").asString());
        assertThat(json(api.get(USER + "/logs?page=1&per_page=1&include_totals=true"))
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(api.get(USER + "/logs?page=2&per_page=1"))).isEmpty();
        for (var machine : List.of("bootstrap@clients", "command:import")) {
            assertThat(api.get("/users/" + machine + "/logs").body()).isEqualTo("[]");
        }
    }

    private List<String> credentials() {
        return json(api.get("/device-credentials")).values().stream()
                .map(each -> each.get("id").asString())
                .toList();
    }

    private void change(String sql) {
        database.change(tx -> tx.write(sql, _ -> {}));
    }
}
