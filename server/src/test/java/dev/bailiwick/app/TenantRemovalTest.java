package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.json.Json;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that is deleted takes everything with it, and disturbs nobody. */
@EachEngine
class TenantRemovalTest {

    private static final String QUESTION = "{\"connectionName\":\"x\",\"groups\":[]}";

    private final TestDatabase database;
    private final Path directory;
    private final Catalogue catalogue;

    TenantRemovalTest(TestDatabase database, @TempDir Path directory) {
        this.database = database;
        this.directory = directory;
        this.catalogue = Catalogue.of(database, directory);
    }

    @Test
    void leavesNoRowInAnyTable() throws JOSEException {
        try (var server = start(directory)) {
            var hosts = Hosts.of(server);
            hosts.found("acme");
            importWorld(hosts, "acme", BusyWorld.of(3, 1_500));
            proveByKey(hosts, "acme");
            hosts.managementV1Token("acme");
            assertThat(hosts.operator("POST", "/acme/api-keys/rotate", "").status())
                    .isEqualTo(200);
            bringUserIn(hosts, "acme");
            addWhatNoRouteAdds("acme");
            enableConnection(hosts, "acme");
            simulate(hosts, "acme");
            assertThat(catalogue.foreignRows())
                    .as("the tables with rows of the tenant; a new table needs some here")
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());

            int status = hosts.remove("acme");

            assertNothingLeft(status);
        }
    }

    @Test
    void letsNoTableKeepRowsOfATenantThatIsGone() {
        try (var server = start(directory)) {
            assertThat(catalogue.tenantTables()).contains("client", "group_member", "audit_log");
            assertThat(catalogue.notCascading()).isEmpty();
            assertThat(server.firstClient()).isPresent();
        }
    }

    @Test
    void finishesAtTheNextStartWhatWasInterrupted() {
        try (var server = start(directory)) {
            var hosts = Hosts.of(server);
            hosts.found("acme");
            importWorld(hosts, "acme", BusyWorld.of(2, 10));
        }
        catalogue.change("UPDATE tenant SET is_removed = TRUE WHERE name = 'acme'");

        try (var server = start(directory)) {
            Eventually.until(this::isNothingLeft);
            assertThat(server.firstClient()).isEmpty();
        }
    }

    @Test
    void refusesAChangeThatWasUnderWayAsNotFound() throws IOException {
        try (var server = start(directory)) {
            var hosts = Hosts.of(server);
            hosts.found("acme");
            var token = hosts.extensionToken("acme");
            var world = BusyWorld.of(2, 10);
            int status;
            try (var client = new RawClient(server.httpPort())) {
                client.send(Hosts.request(
                                "acme.example.test",
                                "POST",
                                TestBailiwick.EXTENSION + "/configuration/import",
                                token,
                                world.length())
                        .replace("Connection:", "Expect: 100-continue\r\nConnection:"));

                assertThat(client.replyWithoutBody().status())
                        .as("what is sent when the body is wanted")
                        .isEqualTo(100);
                status = hosts.remove("acme");
                client.send(world);

                var reply = client.reply();

                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.body()).isEqualTo("""
                        {"statusCode":404,"error":"Not Found","message":"Not Found"}\
                        """);
            }
            assertNothingLeft(status);
        }
    }

    @Test
    void disturbsNoOtherTenantWhileManyRowsGoUnderLoad() throws Exception {
        try (var server = start(directory);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hosts = Hosts.of(server);
            hosts.found("acme");
            hosts.found("globex");
            importWorld(hosts, "globex", BusyWorld.of(2, 10));
            importWorld(hosts, "acme", BusyWorld.of(20, 2_000));
            var acme = hosts.extensionToken("acme");
            var globex = hosts.extensionToken("globex");
            var over = new AtomicBoolean();
            var warm = new CountDownLatch(4);
            List<Future<List<Integer>>> others = new ArrayList<>();
            others.add(threads.submit(until(
                    over,
                    warm,
                    () -> hosts.token("globex", TestBailiwick.EXTENSION_AUDIENCE)
                            .status())));
            others.add(threads.submit(until(
                    over,
                    warm,
                    () -> hosts.extension("globex", globex, "POST", "/users/u1/policy/app", QUESTION)
                            .status())));
            List<Future<List<Integer>>> own = new ArrayList<>();
            own.add(threads.submit(until(
                    over,
                    warm,
                    () -> Again.untilReplied(() -> hosts.token("acme", TestBailiwick.EXTENSION_AUDIENCE))
                            .status())));
            own.add(threads.submit(until(
                    over,
                    warm,
                    () -> Again.untilReplied(() ->
                                    hosts.extension("acme", acme, "POST", "/configuration/import", BusyWorld.of(1, 5)))
                            .status())));
            try {
                assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();

                hosts.remove("acme");

                Eventually.until(
                        () -> Integer.valueOf(1).equals(catalogue.foreignRows().get("tenant")));
            } finally {
                over.set(true);
            }
            for (var load : others) {
                assertThat(load.get()).isNotEmpty().containsOnly(200);
            }
            for (var load : own) {
                assertThat(load.get()).contains(401).allMatch(answer -> answer < 500);
            }
            assertNothingLeft(hosts.remove("globex"));
        }
    }

    /** At once, unless the answer was that the rows are still being deleted. */
    private void assertNothingLeft(int status) {
        if (status == 202) {
            Eventually.until(this::isNothingLeft);
        }
        assertThat(catalogue.foreignRows())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    }

    private boolean isNothingLeft() {
        return catalogue.foreignRows().values().stream().allMatch(rows -> rows == 0);
    }

    /** The last request begins after all is over. */
    private static Callable<List<Integer>> until(AtomicBoolean over, CountDownLatch warm, Callable<Integer> request) {
        return () -> {
            var answers = new ArrayList<Integer>();
            while (!over.get()) {
                answers.add(request.call());
                if (answers.size() == 3) {
                    warm.countDown();
                }
            }
            answers.add(request.call());
            return answers;
        };
    }

    private Server start(Path node) {
        return Server.start(Node.settings(database, node, Map.of()), TestKeyPairs.inTurn());
    }

    /** Gives the tenant's client a key, and has it used once. */
    private static void proveByKey(Hosts hosts, String tenant) throws JOSEException {
        var pair = new RsaKeyPairs().take();
        var added = hosts.operator(
                "POST",
                "/" + tenant + "/clients/ci/keys",
                new String(Json.write(Map.of("pem", Pem.of(pair.getPublic()))), StandardCharsets.UTF_8));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var host = tenant + ".example.test";
        var proof = new PrivateKeyJWT(
                new ClientID("ci"),
                URI.create("https://" + host + "/"),
                JWSAlgorithm.RS256,
                pair.getPrivate(),
                null,
                null);
        var asked = new String(
                Json.write(Map.of(
                        "grant_type",
                        "client_credentials",
                        "audience",
                        TestBailiwick.EXTENSION_AUDIENCE,
                        "client_assertion_type",
                        PrivateKeyJWT.CLIENT_ASSERTION_TYPE,
                        "client_assertion",
                        proof.getClientAssertion().serialize())),
                StandardCharsets.UTF_8);
        var answer = hosts.ask(host, "POST", "/oauth/token", "", asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Makes a user with a password. */
    private static void bringUserIn(Hosts hosts, String tenant) {
        var reply = hosts.operator("POST", "/" + tenant + "/users", """
                {"import_format":true,"connection":"c","upsert":false,"users":[{"user_id":"auth0|a","email":"a@example.test",
                "identities":[{"provider":"auth0","user_id":"a","connection":"c"},
                {"provider":"google-oauth2","user_id":"a","connection":"g"}],
                "password_hash":"$2b$10$C9Bl.4Pv0F4CSKvoxeKLJOPoGgHLn8xNpoxKG0GXoUsyYuNLGJRFS"}]}
                """);
        assertThat(reply.body()).isEqualTo("{\"created\":1,\"updated\":0,\"refused\":[]}");
    }

    /** Rows that come by the management API of the tenant's own domain, or by logins. */
    private void addWhatNoRouteAdds(String tenant) {
        for (var insert : List.of(
                "client_alias SELECT id, 'urn:a', 'ci'",
                "tenant_role SELECT id, 'rol_1', 1, 'n', 'n', ''",
                "tenant_role_scope SELECT s.tenant_id, 'rol_1', s.resource_server_id, s.value",
                "tenant_role_user SELECT t.id, u.user_id, 'rol_1', 1",
                "user_scope SELECT s.tenant_id, u.user_id, s.resource_server_id, s.value",
                "tenant_settings SELECT id, '{}'",
                "rule SELECT id, 'rul_1', 1, 'n', 'login_success', 1, TRUE, 'x'",
                "rule_variable SELECT id, 'n', ''",
                "email_provider SELECT id, '{}', ''",
                "email_template SELECT id, 'n', '{}'",
                "tenant_document SELECT id, 'k', '', '{}'",
                "connection_template SELECT id, 'adfs', ''",
                "revoked_signing_key SELECT id, 'kid', '', 1, 1, 1",
                "job SELECT id, 'job_1', 1, 'users_export', 'completed', '', '{}', '', '', 9000000000000, 1, '', 0, 0, 0, 0,"
                        + " 0, 0, 0, '', 0, 0",
                "job_error SELECT id, 'job_1', 1, '{}'",
                "login_block SELECT id, 'a', 'c', '127.0.0.1', 1",
                "user_password_history SELECT id, 'auth0|a', 1, 'bcrypt', '', 1",
                "user_ticket SELECT t.id, 'd', 'password_change', u.user_id, u.user_id, '', '{}', 1",
                "user_grant SELECT id, 'ugr_1', 1, 'u', 'ci', 'urn:x', 'a b'",
                "authentication_method SELECT id, (SELECT MIN(user_id) FROM user_profile p WHERE p.tenant_id = t.id), 'a', 1,"
                        + " 'totp', 'a', '{}', '', 1",
                "device_credential SELECT id, 'dcr_1', 1, 'u', 'ci', 'public_key', 'd', 'n', ''")) {
            catalogue.change("INSERT INTO " + insert
                    + (insert.contains("s.tenant_id")
                            ? " FROM resource_server_scope s JOIN tenant t ON t.id = s.tenant_id"
                            : " FROM tenant t")
                    + (insert.contains("u.user_id") ? " JOIN user_profile u ON u.tenant_id = t.id" : "")
                    + " WHERE t.name = '" + tenant + "'");
        }
        catalogue.change("INSERT INTO job_content VALUES ((SELECT id FROM tenant WHERE name = '" + tenant
                + "'), 'job_1', 1, 'bytes')");
    }

    /** Makes a connection that is enabled for the tenant's client. */
    private static void enableConnection(Hosts hosts, String tenant) {
        var host = tenant + ".example.test";
        var token = hosts.token(host, "ci", tenant + "-secret", "https://" + host + "/api/v2/");
        var reply = hosts.ask(
                host,
                "POST",
                "/api/v2/connections",
                Hosts.json(token).get("access_token").asString(),
                "{\"name\":\"c\",\"strategy\":\"samlp\",\"enabled_clients\":[\"ci\"]}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    /** Leaves a job. */
    private static void simulate(Hosts hosts, String tenant) {
        var reply = hosts.extension(tenant, hosts.extensionToken(tenant), "POST", "/policy/simulate", """
                {"job":true,"changes":[{"method":"DELETE","path":"/users/u1/groups","body":["Group 0"]}]}
                """);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    }

    private static void importWorld(Hosts hosts, String tenant, String world) {
        var reply = hosts.extension(tenant, hosts.extensionToken(tenant), "POST", "/configuration/import", world);
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }
}
