package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tenants by the operator's API, over HTTP. */
@EachEngine
class TenanciesTest {

    private static final String GROUP = "/groups/11111111-1111-4111-8111-111111111111";
    private static final String WORLD =
            "{\"groups\":[{\"_id\":\"11111111-1111-4111-8111-111111111111\",\"name\":\"Staff\",\"description\":\"\","
                    + "\"members\":[\"u\"]}],\"roles\":[],\"permissions\":[],\"configuration\":[{\"_id\":\"v1\"}]}";

    private final Server server;
    private final Hosts hosts;
    private final Catalogue catalogue;

    TenanciesTest(TestDatabase database, @TempDir Path directory) {
        server = Server.start(
                Node.settings(
                        database,
                        directory,
                        Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "default-secret")),
                TestKeyPairs.inTurn());
        hosts = Hosts.of(server);
        catalogue = Catalogue.of(database, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsAllThatAClientNeedsOnce() {
        var reply = hosts.operator("POST", "", "{\"name\":\"acme\",\"domain\":\"Acme.Example.test:443\"}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        var made = Hosts.json(reply);
        assertThat(made.path("domain").asString()).isEqualTo("acme.example.test");
        assertThat(made.path("issuer").asString()).isEqualTo("https://acme.example.test/");
        assertThat(hosts.token(
                                "acme.example.test",
                                made.path("client_id").asString(),
                                made.path("client_secret").asString(),
                                TestBailiwick.EXTENSION_AUDIENCE)
                        .status())
                .isEqualTo(200);
        assertThat(hosts.operator("GET", "/acme", "").body())
                .contains("\"name\":\"acme\"")
                .doesNotContain("client", made.path("client_secret").asString());
    }

    @Test
    void makesATenantAsCompleteAsTheDefaultOne() {
        hosts.found("acme");

        assertThat(hosts.issuer("acme.example.test")).isEqualTo("https://acme.example.test/");
        assertThat(hosts.issuer(Node.DOMAIN)).isEqualTo("https://auth.example.test/");
        assertThat(hosts.token("acme", "https://acme.example.test/api/v2/").status())
                .isEqualTo(200);
        var token = hosts.extensionToken("acme");
        assertThat(hosts.extension("acme", token, "POST", "/configuration/import", WORLD)
                        .status())
                .isEqualTo(204);
        assertThat(hosts.extension("acme", token, "GET", "/configuration/export", "")
                        .body())
                .isEqualTo(WORLD);
    }

    @Test
    void makesTheNextSigningKeyWhenSomebodyAsksForTheKeys() {
        hosts.found("acme");
        assertThat(published("acme")).hasSize(1);

        var keys = Hosts.json(hosts.operator("GET", "/acme/keys", ""));

        assertThat(keys.findValuesAsString("state")).containsExactly("current", "next");
        assertThat(published("acme")).isEqualTo(keys.findValuesAsString("kid"));
    }

    @Test
    void keepsTenantsApart() {
        hosts.found("acme");
        hosts.found("globex");
        var acme = hosts.extensionToken("acme");
        var globex = hosts.extensionToken("globex");
        hosts.extension("acme", acme, "POST", "/configuration/import", WORLD);

        assertThat(hosts.extension("acme", globex, "GET", "/groups", "").status())
                .isEqualTo(401);
        assertThat(hosts.ask(Node.DOMAIN, "GET", TestBailiwick.EXTENSION + "/groups", acme, "")
                        .status())
                .isEqualTo(401);
        assertThat(hosts.extension("acme", acme, "GET", GROUP, "").status()).isEqualTo(200);
        assertThat(hosts.extension("globex", globex, "GET", GROUP, "").status()).isEqualTo(404);
        assertThat(hosts.extension("globex", globex, "GET", "/users/u/groups", "")
                        .body())
                .isEqualTo("[]");
        assertThat(hosts.token("globex.example.test", "ci", "acme-secret", TestBailiwick.EXTENSION_AUDIENCE)
                        .status())
                .as("the same client id, and the other tenant's secret")
                .isEqualTo(401);
    }

    @Test
    void listsTenantsInTheOrderOfTheirCreation() {
        hosts.found("zeta");
        hosts.found("alpha");
        hosts.found("mu-2");
        hosts.operator("DELETE", "/alpha", "");

        var list = Hosts.json(hosts.operator("GET", "", ""));

        assertThat(list.findValuesAsString("name")).containsExactly("default", "zeta", "mu-2");
        assertThat(list.findValuesAsString("is_default")).containsExactly("true", "false", "false");
    }

    @Test
    void saysWhatIsTaken() {
        hosts.found("acme");

        var name = hosts.operator("POST", "", "{\"name\":\"acme\",\"domain\":\"acme.example.test\"}");
        var domain = hosts.operator("POST", "", "{\"name\":\"other\",\"domain\":\"ACME.example.test\"}");

        assertThat(name.status()).isEqualTo(409);
        assertThat(name.body()).contains("Another tenant has the name acme.");
        assertThat(domain.status()).isEqualTo(409);
        assertThat(domain.body()).contains("Another tenant has the domain acme.example.test.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            []                                                       ; The body must be a JSON object.
            {}                                                       ; /name is required
            {"name":"acme"}                                          ; /domain is required, unless there is a port
            {"name":7,"domain":"a.test"}                             ; /name must be a string
            {"name":null,"domain":"a.test"}                          ; /name must be a string
            {"name":"ac","domain":"a.test"}                          ; /name must be 3 to 63
            {"name":"-acme","domain":"a.test"}                       ; /name must be 3 to 63
            {"name":"Acme","domain":"a.test"}                        ; /name must be 3 to 63
            {"name":"acme.x","domain":"a.test"}                      ; /name must be 3 to 63
            {"name":"acme","domain":"https://a.test"}                ; /domain must be a host
            {"name":"acme","domain":""}                              ; /domain must be a host
            {"name":"acme","domain":"a.test","port":"1"}             ; /port must be a number
            {"name":"acme","domain":"a.test","port":1.5}             ; /port must be a number
            {"name":"acme","domain":"a.test","port":99999999999}     ; /port must be a number
            {"name":"acme","domain":"a.test","port":-1}              ; /port must be a port number
            {"name":"acme","domain":"a.test","port":65536}           ; /port must be a port number
            {"name":"acme","domain":"a.test","client_id":"a b"}      ; /client_id must be
            {"name":"acme","domain":"a.test","client_secret":""}     ; /client_secret must be
            {"name":"acme","domain":"a.test","id":"x"}               ; /id is not known here
            """)
    void refusesWhatNoTenantCanHave(String body, String message) {
        var reply = hosts.operator("POST", "", body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains(message);
        assertThat(Hosts.json(hosts.operator("GET", "", "")).findValuesAsString("name"))
                .containsExactly("default");
    }

    @Test
    void letsOneOfManyWhoWantANameHaveIt() throws Exception {
        Callable<Integer> attempt = () -> Again.untilReplied(
                        () -> hosts.operator("POST", "", "{\"name\":\"acme\",\"domain\":\"acme.example.test\"}"))
                .status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads.invokeAll(Collections.nCopies(20, attempt)).stream()
                    .map(Future::resultNow)
                    .toList();

            var expected = new ArrayList<>(Collections.nCopies(19, 409));
            expected.addFirst(201);
            assertThat(statuses).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(hosts.issuer("acme.example.test")).isEqualTo("https://acme.example.test/");
    }

    @Test
    void makesATenantUnreachableByDeletingIt() {
        hosts.found("acme");
        var token = hosts.extensionToken("acme");

        hosts.remove("acme");

        assertThat(hosts.issuer("acme.example.test"))
                .as("the default tenant answers for unknown hosts on loopback")
                .isEqualTo("https://auth.example.test/");
        assertThat(hosts.extension("acme", token, "GET", "/groups", "").status())
                .isEqualTo(401);
        assertThat(hosts.token("acme", TestBailiwick.EXTENSION_AUDIENCE).status())
                .isEqualTo(401);
        assertThat(hosts.operator("GET", "/acme", "").status()).isEqualTo(404);
        assertThat(hosts.operator("DELETE", "/acme", "").body()).contains("There is no tenant acme.");
    }

    @Test
    void showsNothingOfAFormerTenantOfTheSameName() {
        hosts.found("acme");
        var old = hosts.extensionToken("acme");
        hosts.extension("acme", old, "POST", "/configuration/import", WORLD);
        hosts.extension("acme", old, "GET", "/users/u/groups", "");
        hosts.operator("DELETE", "/acme", "");

        hosts.found("acme");

        assertThat(hosts.extension("acme", old, "GET", "/groups", "").status()).isEqualTo(401);
        assertThat(hosts.extension("acme", hosts.extensionToken("acme"), "GET", "/users/u/groups", "")
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void keepsTheDefaultTenant() {
        var reply = hosts.operator("DELETE", "/default", "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("is that of the default tenant, which cannot be deleted");
        assertThat(hosts.token(Node.DOMAIN, "ci", "default-secret", TestBailiwick.EXTENSION_AUDIENCE)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void recordsWhoMadeAndDeletedATenantWhereItStays() {
        hosts.found("acme");
        hosts.operator("DELETE", "/acme", "");

        assertThat(catalogue.texts(
                        "SELECT action || ' ' || object_id || ' ' || actor FROM audit_log WHERE kind = 'tenant'"
                                + " AND tenant_id IN (SELECT id FROM tenant WHERE is_default) ORDER BY id"))
                .containsExactly(
                        "create default command:start",
                        "create acme command:tenant create",
                        "delete acme command:tenant delete");
    }

    private List<String> published(String name) {
        return Hosts.json(hosts.ask(name + ".example.test", "GET", "/.well-known/jwks.json", "", ""))
                .findValuesAsString("kid");
    }
}
