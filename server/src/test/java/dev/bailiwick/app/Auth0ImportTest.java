package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken of a folder, and what is not and is named. */
@EachEngine
class Auth0ImportTest {

    private static final String CLIENT = "{\"name\":\"%s\",\"app_type\":\"spa\"}";

    private static final String RULE = "{\"name\":\"%s\",\"order\":%s,\"enabled\":%s,\"script\":\"function r() {}\"}";

    private static final String FOR_WHO_ASKS = "secrets are written for who asks for them";

    private final Path directory;
    private final Path folder;
    private final Settings settings;
    private final Catalogue catalogue;

    Auth0ImportTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.folder = directory.resolve("given");
        this.settings = Node.settings(
                database,
                directory.resolve("data"),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known"));
        this.catalogue = Catalogue.of(database, directory.resolve("data"));
    }

    @BeforeEach
    void start() {
        Node.start(settings).close();
    }

    @Test
    void namesWhatCannotBeCarriedAndTakesTheRest() throws IOException {
        Files.writeString(directory.resolve("outside.html"), "not for everybody");
        put("clients/Good.json", CLIENT.formatted("Good"));
        put("clients/Strange.json", "{\"name\":\"Strange\",\"colour\":\"red\"}");
        put("clients/Broken.json", "{\"name\":");
        put("clients/List.json", "[1]");
        put("clients/Marked.json", "{\"name\":\"##NAME##\",\"callbacks\":@@URLS@@}");
        put("clients/Missing.json", "{\"name\":\"Missing\",\"custom_login_page\":\"./none.html\"}");
        put("clients/Outside.json", "{\"name\":\"Outside\",\"custom_login_page\":\"../../outside.html\"}");
        put("clients/Global.json", "{\"name\":\"All Applications\",\"global\":true}");
        put("clients/Id.json", "{\"name\":\"Id\",\"client_id\":\"with a space\"}");
        put("grants/Good-None.json", "{\"client_id\":\"Good\",\"audience\":\"urn:none\",\"scope\":[]}");
        put(
                "grants/Good-Api.json",
                "{\"client_id\":\"Good\",\"audience\":\"https://their.auth0.test/api/v2/\","
                        + "\"scope\":[\"read:clients\",\"read:tomorrow\"]}");
        put(
                "grants/All-Api.json",
                "{\"default_for\":\"third_party_clients\",\"audience\":\"https://their.auth0.test/api/v2/\",\"scope\":[]}");
        put("connections/ad.json", "{\"name\":\"ad\",\"strategy\":\"ad\",\"enabled_clients\":[\"Good\",\"Bad\"]}");
        put(
                "roles/Reader.json",
                "{\"name\":\"Reader\",\"permissions\":[{\"permission_name\":\"read\","
                        + "\"resource_server_identifier\":\"urn:none\"}]}");
        put("actions/Greet/code.js", "exports.onExecutePostLogin = async () => {};");
        put("triggers/triggers.json", "{}\n");
        put(".git/config", "x");
        put("users.ndjson", "{\"user_id\":\"auth0|1\"}\n{}\n");

        var run = run(3);

        assertThat(run.err().lines())
                .contains(
                        "actions/Greet/code.js: Bailiwick has no place for it yet",
                        "clients/Broken.json: It is no JSON",
                        "clients/Global.json: Every tenant has a global client of its own",
                        "clients/Id.json: client_id must be 1 to 256 characters that a URI may have before its fragment",
                        "clients/List.json: It must be an object",
                        "clients/Marked.json: There is no value for NAME, URLS",
                        "clients/Missing.json: custom_login_page: the file ./none.html is not there",
                        "clients/Outside.json: custom_login_page: the file ../../outside.html is not there",
                        "connections/ad.json: enabled_clients: there is no one client Bad",
                        "grants/All-Api.json: Client grants for this API cannot be created for third-party clients",
                        "grants/Good-Api.json: scope: the Management API has none called read:tomorrow",
                        "users.ndjson: line 2: user_id is required")
                .anyMatch(line -> line.startsWith("clients/Strange.json: Payload validation error:"))
                .anyMatch(line -> line.startsWith("grants/Good-None.json: "))
                .anyMatch(line -> line.startsWith("roles/Reader.json: permissions: "))
                .hasSize(15);
        assertThat(run.out())
                .contains("Configuration: 4 made, 0 changed, 0 as before; left out 14.")
                .contains("Users: 1 made, 0 changed; left out 1.");
        assertThat(catalogue.texts("SELECT name FROM client ORDER BY name"))
                .contains("Good")
                .doesNotContain("Strange", "Marked", "Outside");
        assertThat(catalogue.texts("SELECT scope FROM client_grant")).contains("read:clients");
    }

    @Test
    void takesTheFormWithAllInOneFile() throws IOException {
        put("tenant.yaml", """
                tenant:
                  friendly_name: ##TITLE##
                clients:
                  - name: Shop
                    app_type: spa
                    custom_login_page: ./pages/shop.html
                    callbacks: @@URLS@@
                databases:
                  - name: People
                    strategy: auth0
                    enabled_clients: [Shop]
                    options:
                      customScripts:
                        login: ./scripts/login.js
                resourceServers:
                  - name: Orders
                    identifier: urn:orders
                    scopes: [{value: "read:orders"}]
                clientGrants: []
                roles:
                  - name: Reader
                    permissions:
                      - permission_name: read:orders
                        resource_server_identifier: urn:orders
                pages:
                  - name: error_page
                    html: ./pages/error.html
                actions:
                  - name: Greet
                """);
        put("pages/shop.html", "<p>##TITLE##</p>");
        put("pages/error.html", "<p>Oh</p>");
        put("scripts/login.js", "function login() {}");
        put("config.json", "{\"AUTH0_KEYWORD_REPLACE_MAPPINGS\":{\"TITLE\":\"Ours\",\"URLS\":[\"https://a.test\"]}}");

        var run = run(3, "--mappings", folder.resolve("config.json").toString());

        assertThat(run.err()).isEqualTo("tenant.yaml: actions: Bailiwick has no place for it yet\n");
        assertThat(run.out()).contains("Configuration: 4 made, 2 changed, 0 as before; left out 1.");
        assertThat(catalogue.texts("SELECT settings FROM client WHERE name = 'Shop'"))
                .singleElement()
                .asString()
                .contains("<p>Ours</p>", "https://a.test");
        var audited = catalogue.texts("SELECT id FROM audit_log ORDER BY id");
        assertThat(run(3, "--mappings", folder.resolve("config.json").toString())
                        .out())
                .contains("Configuration: 0 made, 0 changed, 6 as before; left out 1.");
        assertThat(catalogue.texts("SELECT id FROM audit_log ORDER BY id")).isEqualTo(audited);
    }

    @Test
    void takesWhatTheToolWritesIntoThingsThatHasNoPlaceHereOut() throws IOException {
        put("tenant.yaml", """
                clients:
                  - {name: Old, app_type: spa, cross_origin_auth: true}
                  - {name: Both, app_type: spa, cross_origin_auth: true, cross_origin_authentication: false}
                prompts:
                  universal_login_experience: classic
                  customText: {}
                  partials: {login: {login: {form-content-start: "<b>"}}}
                  screenRenderers: []
                connections:
                  - name: corp
                    strategy: oidc
                    options: {client_id: c, type: back_channel}
                    scim_configuration: {user_id_attribute: externalId, mapping: [{scim: a, auth0: b}]}
                    directory_provisioning_configuration: {}
                """);

        assertThat(run(3).err().lines())
                .containsExactly(
                        "tenant.yaml: connections[0]: scim_configuration: Bailiwick has no place for it yet",
                        "tenant.yaml: prompts: partials: Bailiwick has no place for it yet");

        assertThat(catalogue.texts("SELECT settings FROM client WHERE name IN ('Old', 'Both') ORDER BY name"))
                .satisfiesExactly(
                        both -> assertThat(both).contains("\"cross_origin_authentication\":false"),
                        old -> assertThat(old).contains("\"cross_origin_authentication\":true"));
        assertThat(catalogue.texts("SELECT name FROM connection")).contains("corp");
    }

    @Test
    void letsRulesChangePlaces() throws IOException {
        put("rules/A.json", RULE.formatted("A", 1, true));
        put("rules/B.json", RULE.formatted("B", 2, true));
        put("rules/C.json", RULE.formatted("C", 3, true));
        run(0);
        put("rules/A.json", RULE.formatted("A", 2, true));
        put("rules/B.json", RULE.formatted("B", 1, true));
        Files.delete(folder.resolve("rules/C.json"));

        assertThat(run(0).out()).contains("Configuration: 0 made, 2 changed, 0 as before; left out 0.");
        assertThat(rules()).containsExactly("B", "A", "C");
        assertThat(run(0).out()).contains("Configuration: 0 made, 0 changed, 2 as before; left out 0.");
    }

    /** Neither does one that no file tells of make room. */
    @Test
    void leavesRulesThatAreRefusedWhereTheyAre() throws IOException {
        put("rules/A.json", RULE.formatted("A", 1, true));
        put("rules/B.json", RULE.formatted("B", 2, true));
        put("rules/C.json", RULE.formatted("C", 3, true));
        run(0);
        put("rules/A.json", RULE.formatted("A", 2, "\"x\""));
        put("rules/B.json", RULE.formatted("B", 3, true));
        Files.delete(folder.resolve("rules/C.json"));

        assertThat(run(3).out()).contains("Configuration: 0 made, 0 changed, 0 as before; left out 2.");
        assertThat(rules()).containsExactly("A", "B", "C");
        assertThat(catalogue.texts("SELECT position FROM rule ORDER BY position"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void makesAClientOfEachFileWithoutAnIdAndKnowsItByItsNameAfterwards() throws IOException {
        put("clients/One.json", CLIENT.formatted("One"));
        put("clients/Two.json", CLIENT.formatted("Two"));
        put("clients/Three.json", CLIENT.formatted("Three"));

        assertThat(run(0).out()).contains("Configuration: 3 made, 0 changed, 0 as before; left out 0.");

        assertThat(catalogue.texts("SELECT name FROM client")).contains("One", "Two", "Three");
        assertThat(run(0).out()).contains("Configuration: 0 made, 0 changed, 3 as before; left out 0.");
    }

    @Test
    void tellsClientsOfOneNameApart() throws IOException {
        put("clients/A.json", "{\"name\":\"Twin\",\"client_id\":\"a\",\"app_type\":\"spa\"}");
        put("clients/B.json", "{\"name\":\"Twin\",\"client_id\":\"b\",\"app_type\":\"spa\"}");
        put("connections/ad.json", "{\"name\":\"ad\",\"strategy\":\"ad\",\"enabled_clients\":[\"b\"]}");
        run(0);
        var out = directory.resolve("out");

        assertThat(CommandLineRun.of(settings, "export", "auth0", out.toString(), "--no-client-ids")
                        .status())
                .isZero();

        assertThat(Files.readString(out.resolve("clients/Twin.json"))).contains("\"client_id\": \"a\"");
        assertThat(Files.readString(out.resolve("clients/Twin-2.json"))).contains("\"client_id\": \"b\"");
        assertThat(Files.readString(out.resolve("connections/ad.json"))).contains("\"b\"");
        put("clients/C.json", CLIENT.formatted("Twin"));
        assertThat(run(3).err()).isEqualTo("clients/C.json: Several clients have this name: it needs its client_id\n");
    }

    @Test
    void keepsSecretsToItselfUnlessAsked() throws IOException {
        put("clients/Shop.json", "{\"name\":\"Shop\",\"client_id\":\"shop\",\"client_secret\":\"never-tell\"}");
        put(
                "connections/g.json",
                "{\"name\":\"g\",\"strategy\":\"google-oauth2\",\"options\":{\"client_id\":\"i\","
                        + "\"client_secret\":\"never-show\"}}");
        run(0);
        var out = directory.resolve("out");

        assertThat(CommandLineRun.of(settings, "export", "auth0", out.toString())
                        .status())
                .isZero();

        assertThat(Files.readString(out.resolve("clients/Shop.json")))
                .contains("\"client_id\": \"shop\"")
                .doesNotContain("never");
        assertThat(Files.readString(out.resolve("connections/g.json")))
                .contains("\"##G_CLIENT_SECRET##\"")
                .doesNotContain("never");
        assertThat(Files.getPosixFilePermissions(out)).hasSize(3);
        assertThat(Files.getPosixFilePermissions(out.resolve("clients/Shop.json")))
                .hasSize(2);
        assertThat(CommandLineRun.of(settings, "export", "auth0", out.toString())
                        .err())
                .isEqualTo("bailiwick: There is something in the folder already: " + out + "\n");
    }

    @Test
    void keepsSecretsOfApisConnectionsAndAddonsToItself() throws IOException {
        put(
                "resource-servers/Orders.json",
                "{\"name\":\"Orders\",\"identifier\":\"urn:orders\",\"signing_alg\":\"HS256\","
                        + "\"signing_secret\":\"never-tell-anybody-of-it\"}");
        put(
                "database-connections/People/database.json",
                "{\"name\":\"People\",\"strategy\":\"auth0\",\"options\":{\"configuration\":{\"key\":\"never-show\"}}}");
        put(
                "database-connections/Others/database.json",
                "{\"name\":\"Others\",\"strategy\":\"auth0\",\"options\":{\"configuration\":{}}}");
        put("clients/Fire.json", "{\"name\":\"Fire\",\"addons\":{\"firebase\":{\"private_key\":\"never-show\"}}}");
        run(0);
        var out = directory.resolve("out");

        var export = CommandLineRun.of(settings, "export", "auth0", out.toString());

        assertThat(export.status()).isEqualTo(3);
        assertThat(export.err().lines())
                .containsExactlyInAnyOrder(
                        "resource-servers/Orders.json: signing_secret: " + FOR_WHO_ASKS,
                        "database-connections/People/database.json: options.configuration: " + FOR_WHO_ASKS);
        assertThat(Files.readString(out.resolve("database-connections/People/database.json")))
                .doesNotContain("never", "configuration");
        assertThat(Files.readString(out.resolve("resource-servers/Orders.json")))
                .contains("HS256")
                .doesNotContain("never", "signing_secret");
        assertThat(Files.readString(out.resolve("clients/Fire.json")))
                .contains("\"##FIRE_PRIVATE_KEY##\"")
                .doesNotContain("never");
    }

    @Test
    void givesNamesOfAnyLengthFilesOfTheirOwn() throws IOException {
        for (int i = 0; i < 3; i++) {
            put("clients/" + i + ".json", "{\"name\":\"" + "\u00e9".repeat(300) + "\",\"client_id\":\"c" + i + "\"}");
        }
        put(
                "database-connections/People/database.json",
                "{\"name\":\"People\",\"strategy\":\"auth0\",\"options\":{\"customScripts\":"
                        + "{\"a/b\":\"one\",\"a-b\":\"two\"}}}");
        run(0);
        var out = directory.resolve("out");

        var export = CommandLineRun.of(settings, "export", "auth0", out.toString());

        assertThat(export.status()).as(export.err()).isZero();
        try (var clients = Files.list(out.resolve("clients"))) {
            assertThat(clients)
                    .filteredOn(file -> file.toString().contains("\u00e9"))
                    .hasSize(3);
        }
        var scripts = out.resolve("database-connections/People");
        assertThat(scripts.resolve("a-b.js")).isRegularFile();
        assertThat(scripts.resolve("a-b-2.js")).isRegularFile();
    }

    @Test
    void givesTheTenantsOwnManagementApiToWhoHadThatOfAnother() throws IOException {
        put("clients/Admin.json", "{\"name\":\"Admin\",\"app_type\":\"non_interactive\"}");
        put(
                "grants/Admin.json",
                "{\"client_id\":\"Admin\",\"audience\":\"https://old.eu.auth0.com/api/v2/\","
                        + "\"scope\":[\"read:users\"]}");

        run(0);

        assertThat(catalogue.texts("SELECT resource_server.identifier FROM client_grant"
                        + " JOIN resource_server ON resource_server.tenant_id = client_grant.tenant_id"
                        + " AND resource_server.id = client_grant.resource_server_id"))
                .filteredOn(identifier -> identifier.endsWith("/api/v2/"))
                .containsExactly("https://auth.example.test/api/v2/", "https://auth.example.test/api/v2/");
    }

    @Test
    void takesOfAClientThatIsThereWhatNeedsNoKeysAndLeavesItsOwn() throws IOException {
        var client = """
                {"name":"Vault","token_vault_privileged_access":{"credentials":[@],"ip_allowlist":["%s"]},
                "oidc_logout":{"backchannel_logout_urls":["https://a.test"],
                "backchannel_logout_initiators":{"mode":"all"}},
                "oidc_backchannel_logout":{"backchannel_logout_urls":["https://%s.test"]}}
                """;
        put("clients/Vault.json", client.formatted("10.0.0.1", "a").replace("@", Belongings.CREDENTIAL));
        run(0);
        assertThat(vault()).contains("\"ip_allowlist\":[\"10.0.0.1\"]", "\"credentials\":[{\"id\":\"cred_");

        put("clients/Vault.json", client.formatted("10.0.0.2", "a").replace("@", ""));
        run(0);
        assertThat(vault()).contains("\"ip_allowlist\":[\"10.0.0.2\"]", "\"credentials\":[{\"id\":\"cred_");

        put("clients/Vault.json", client.formatted("10.0.0.2", "b").replace("@", Belongings.CREDENTIAL));
        assertThat(run(3).err().lines())
                .containsExactlyInAnyOrder(
                        "clients/Vault.json: oidc_backchannel_logout: oidc_logout says otherwise",
                        "clients/Vault.json: token_vault_privileged_access: keys are taken with new clients alone, by their pem");
        assertThat(vault()).contains("https://a.test").doesNotContain("https://b.test");

        put(
                "clients/Vault.json",
                "{\"name\":\"Vault\",\"token_vault_privileged_access\":null,"
                        + "\"oidc_backchannel_logout\":{\"backchannel_logout_urls\":[\"https://b.test\"]}}");
        run(0);
        assertThat(vault()).doesNotContain("token_vault").contains("https://b.test", "\"mode\":\"all\"");
    }

    private String vault() {
        return catalogue
                .texts("SELECT settings FROM client WHERE name = 'Vault'")
                .getFirst();
    }

    private List<String> rules() {
        return catalogue.texts("SELECT name FROM rule ORDER BY position");
    }

    private CommandLineRun run(int status, String... more) {
        var arguments = new String[more.length + 3];
        System.arraycopy(new String[] {"import", "auth0", folder.toString()}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        var run = CommandLineRun.of(settings, arguments);
        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
        return run;
    }

    private void put(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
