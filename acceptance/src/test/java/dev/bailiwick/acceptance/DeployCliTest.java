package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Teams keep their tenants in files with npm {@code auth0-deploy-cli}, which knows nothing but the domain, the client and the CA. */
class DeployCliTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SHOP = "shop/tenant.yaml";

    /** The client as which the tool comes. A team leaves it out of its files. */
    private static final String OWN = "Bailiwick Bootstrap";

    private static final Pattern LEFT_OUT = Pattern.compile("Cannot retrieve (\\S+)");

    private static RunningBailiwick server;
    private static TenantAccess shop;

    @BeforeAll
    static void importOnce(@TempDir Path directory) throws IOException, InterruptedException {
        server = RunningBailiwick.start(directory.resolve("data"), Map.of());
        shop = TenantAccess.toDefault(server);
        DeployCli.of(shop).importFrom(DeployCli.file(SHOP));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void exportsAFreshTenant(@TempDir Path directory) throws IOException, InterruptedException {
        var fresh = TenantAccess.toNew(server, "fresh");

        var said = DeployCli.of(fresh).exportTo(directory, "yaml");

        assertThat(LEFT_OUT.matcher(said).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrder(
                        "triggers",
                        "organizations",
                        "forms",
                        "flows",
                        "flowVaultConnections",
                        "selfServiceProfiles",
                        "eventStreams");
        assertThat(Files.readString(directory.resolve("tenant.yaml")))
                .contains("- name: Username-Password-Authentication", "- name: " + OWN)
                .contains("identifier: urn:auth0-authz-api", "enabled_locales:")
                .contains("attackProtection:", "branding:", "emailTemplates: []", "roles: []", "clientGrants: []")
                .doesNotContain("All Applications", "Auth0 Management API", fresh.clientId(), fresh.clientSecret());
    }

    /** The tool itself takes all permissions of a role away and gives them back, whatever the role has. */
    @Test
    void importsASecondTimeAndChangesNothing() throws IOException, InterruptedException {
        var before = audit();
        var begin = Instant.now().toString();

        DeployCli.of(shop).importFrom(DeployCli.file(SHOP));

        assertThat(audit("--standing", "--since", begin)).isEmpty();
        var since = audit();
        assertThat(since.subList(since.size() - before.size(), since.size())).isEqualTo(before);
        var fresh = since.subList(0, since.size() - before.size()).reversed();
        assertThat(fresh)
                .extracting(entry -> entry.path("action").asString())
                .containsExactly("remove permissions", "add permissions");
        assertThat(fresh.getLast().path("after"))
                .isEqualTo(fresh.getFirst().path("before"))
                .isNotEqualTo(fresh.getFirst().path("after"));
    }

    @Test
    void carriesATenantOverAndDeletesThereWhatIsNotInItsFiles(@TempDir Path directory)
            throws IOException, InterruptedException {
        var files = directory.resolve("files");
        var branch = TenantAccess.toNew(server, "branch");
        addStrangers(branch);
        var untouched = untouched(branch);

        DeployCli.of(shop).without(OWN).exportTo(files, "directory");
        DeployCli.of(branch).deleting().importFrom(files);
        DeployCli.of(branch).without(OWN).exportTo(directory.resolve("again"), "directory");

        assertThat(contents(files))
                .containsKeys(
                        "clients/Shop.json",
                        "clients/Worker.json",
                        "resource-servers/Orders.json",
                        "grants/Worker-Orders.json",
                        "database-connections/people/database.json",
                        "connections/email.json",
                        "rules/Greet.js",
                        "roles/Clerk.json",
                        "tenant.json",
                        "emails/provider.json",
                        "themes/theme.json",
                        "branding/branding.json",
                        "emails/welcome_email.html",
                        "attack-protection/brute-force-protection.json");
        assertThat(contents(directory.resolve("again"))).isEqualTo(contents(files));
        assertThat(untouched(branch)).isEqualTo(untouched);
        assertThat(names(branch, "/clients")).containsExactlyInAnyOrder("All Applications", OWN, "Shop", "Worker");
        assertThat(names(branch, "/resource-servers"))
                .containsExactlyInAnyOrder("Auth0 Management API", "auth0-authorization-extension-api", "Orders");
        assertThat(names(branch, "/connections"))
                .containsExactlyInAnyOrder("Username-Password-Authentication", "people", "email");
        assertThat(names(branch, "/rules")).containsExactly("Greet");
        assertThat(names(branch, "/roles")).containsExactly("Clerk");
        assertThat(branch.get("/client-grants")).hasSize(3);
    }

    /** In its other form, with all in one file, of which the team's own command makes a tenant. */
    @Test
    void leavesNothingOutOfWhatTheToolHasExported(@TempDir Path directory) throws IOException, InterruptedException {
        var files = Files.createDirectory(directory.resolve("files"));
        var mappings = directory.resolve("mappings.json");
        Files.writeString(mappings, "{\"SENDGRID_API_KEY\":\"not-a-real-key\"}");
        DeployCli.of(shop).without(OWN).exportTo(files, "yaml");
        var other = TenantAccess.toNew(server, "other");

        var said =
                bailiwick("import", "auth0", files.toString(), "--tenant", "other", "--mappings", mappings.toString());

        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isZero();
        var again = Files.createDirectory(directory.resolve("again"));
        DeployCli.of(other).without(OWN).exportTo(again, "yaml");
        assertThat(contents(again)).isEqualTo(contents(files));
    }

    @Test
    void takesWhatBailiwickHasExported(@TempDir Path directory) throws IOException, InterruptedException {
        var files = directory.resolve("files");
        var said = bailiwick("export", "auth0", files.toString(), "--no-client-ids");
        assertThat(said.err()).isEqualTo("rules-configs/GREETING.json: The API does not show values\n");
        var theirs = TenantAccess.toNew(server, "theirs");

        DeployCli.of(theirs).importFrom(files);

        var again = directory.resolve("again");
        bailiwick("export", "auth0", again.toString(), "--no-client-ids", "--tenant", "theirs");
        assertThat(contents(again)).isEqualTo(contents(files));
    }

    private static Commands.Said bailiwick(String... arguments) throws IOException, InterruptedException {
        return Commands.bailiwick(RunningBailiwick.environment(server.data()), arguments);
    }

    /** One of each kind that no file names. */
    private static void addStrangers(TenantAccess tenant) throws IOException, InterruptedException {
        var client = tenant.post("/clients", "{\"name\":\"Stranger\",\"client_metadata\":{\"a\":\"b\"}}")
                .path("client_id")
                .asString();
        tenant.post(
                "/resource-servers",
                "{\"name\":\"Stranger\",\"identifier\":\"urn:stranger\",\"scopes\":[{\"value\":\"a\"}]}");
        tenant.post(
                "/client-grants", "{\"client_id\":\"" + client + "\",\"audience\":\"urn:stranger\",\"scope\":[\"a\"]}");
        tenant.post("/connections", "{\"name\":\"strangers\",\"strategy\":\"auth0\"}");
        tenant.post("/connections", "{\"name\":\"google-oauth2\",\"strategy\":\"google-oauth2\"}");
        tenant.post("/roles", "{\"name\":\"Stranger\"}");
        tenant.post("/rules", "{\"name\":\"Stranger\",\"order\":2,\"script\":\"function r() {}\"}");
    }

    /** What the tool may never touch: its own client with its grants, the global client, the API that it works by. */
    private static List<JsonNode> untouched(TenantAccess tenant) throws IOException, InterruptedException {
        return List.of(
                tenant.get("/clients/" + tenant.clientId()),
                tenant.get("/client-grants?client_id=" + tenant.clientId()),
                tenant.get("/clients?is_global=true"),
                tenant.get("/resource-servers/https%3A%2F%2F" + tenant.domain() + "%2Fapi%2Fv2%2F"));
    }

    private static List<String> names(TenantAccess tenant, String path) throws IOException, InterruptedException {
        return tenant.get(path)
                .valueStream()
                .map(each -> each.path("name").asString())
                .toList();
    }

    /** All changes in the first tenant, the newest first. */
    private static List<JsonNode> audit(String... options) throws IOException, InterruptedException {
        var arguments = Stream.concat(Stream.of("audit", "--limit", "1000", "--json"), Stream.of(options));
        var said = bailiwick(arguments.toArray(String[]::new));
        assertThat(said.status()).as(said.err()).isZero();
        return said.out().lines().map(JSON::readTree).toList();
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        var contents = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
