package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class AuditCommandTest {

    private static final String HOST = "acme.example.test";

    private final Settings settings;

    AuditCommandTest(TestDatabase database, @TempDir Path directory) {
        this.settings = Node.settings(database, directory, Map.of());
    }

    @Test
    void showsTheNewestFirstWhileTheServerRuns() {
        try (var server = Server.start(settings)) {
            change();
            showsTheNewestFirst();
            pagesById(Hosts.of(server));
        }
    }

    @Test
    void showsTheNewestFirstWithoutAServer() {
        Server.start(settings).close();
        change();

        showsTheNewestFirst();
    }

    @Test
    void refusesInOneSentence() {
        try (var server = Server.start(settings)) {
            assertRefusal(audit("--tenant", "nobody"), "There is no tenant nobody.");
            assertRefusal(
                    audit("--since", "yesterday"),
                    "No such time: yesterday. Write 2026-03-01, 2026-03-01T12:00:00Z or 24h.");
            assertRefusal(audit("--limit", "0"), "--limit must be a number from 1.");
            for (var query :
                    new String[] {"limit=0", "limit=1001", "limit=x", "since=7d", "unknown=1", "kind=a&kind=b"}) {
                assertThat(Hosts.of(server)
                                .operator("GET", "/default/audit?" + query, "")
                                .status())
                        .as(query)
                        .isEqualTo(400);
            }
        }
    }

    /** Each is changed with a secret and then changed back, but for the secret. */
    @Test
    void leavesStandingWhatChangedMoreThanIsTold() {
        try (var server = Server.start(settings)) {
            var hosts = Hosts.of(server);
            hosts.found("acme");

            assertStanding(
                    hosts,
                    "client",
                    "/clients",
                    "{'name':'one'}",
                    "{'name':'two','encryption_key':{'pub':'p','cert':'c','subject':'s'}}",
                    "{'name':'one'}");
            assertStanding(
                    hosts,
                    "connection",
                    "/connections",
                    "{'name':'one','strategy':'google-oauth2','display_name':'one','options':{'client_secret':'a'}}",
                    "{'display_name':'two','options':{'client_secret':'b'}}",
                    "{'display_name':'one'}");
            assertStanding(
                    hosts,
                    "resource server",
                    "/resource-servers",
                    "{'name':'one','identifier':'urn:one','signing_alg':'HS256','signing_secret':'0123456789abcdef'}",
                    "{'name':'two','signing_secret':'fedcba9876543210'}",
                    "{'name':'one'}");
            assertStanding(
                    hosts,
                    "captcha settings",
                    "/attack-protection/captcha",
                    "",
                    "{'arkose':{'site_key':'one','secret':'a'}}",
                    "{'arkose':{'site_key':'two','secret':'b'}}",
                    "{'arkose':{'site_key':'one','secret':'c'}}");
        }
    }

    private void assertStanding(Hosts hosts, String kind, String path, String made, String... changes) {
        var token = Belongings.management(hosts, "acme");
        var place = made.isEmpty() ? path : path + "/" + made(hosts, token, path, made);
        for (var change : changes) {
            var reply = hosts.ask(HOST, "PATCH", "/api/v2" + place, token, change.replace('\'', '"'));
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        }

        assertThat(audit("--tenant", "acme", "--standing", "--kind", kind, "--limit", "1000")
                        .out()
                        .lines()
                        .filter(line -> !line.contains("create") && !line.contains("command:")))
                .as(kind)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static String made(Hosts hosts, String token, String path, String made) {
        var reply = Hosts.json(hosts.ask(HOST, "POST", "/api/v2" + path, token, made.replace('\'', '"')));
        return reply.path("id").asString(reply.path("client_id").asString(""));
    }

    private void change() {
        for (var name : new String[] {"one", "two", "three"}) {
            assertThat(CommandLineRun.of(settings, "connection", "add", name, "--strategy", "ad")
                            .status())
                    .isZero();
        }
    }

    private void showsTheNewestFirst() {
        assertThat(audit("--kind", "connection").out()).matches("""
                \\S+Z  command:connection add  create connection con_\\w{16}  after \\{"name":"three","strategy":"ad",.*}
                \\S+Z  command:connection add  create connection con_\\w{16}  after \\{"name":"two","strategy":"ad",.*}
                \\S+Z  command:connection add  create connection con_\\w{16}  after \\{"name":"one","strategy":"ad",.*}
                """);
        assertThat(audit().out().lines()).hasSize(4);
        assertThat(audit("--limit", "2").out().lines()).hasSize(2);
        var some = Pattern.compile("con_\\w{16}")
                .matcher(audit("--kind", "connection").out());
        assertThat(some.find()).isTrue();
        assertThat(audit("--id", some.group()).out().lines()).hasSize(1);
        assertThat(audit("--actor", "command:start").out()).contains("create tenant default");
        assertThat(audit("--actor", "nobody").out()).isEmpty();
        assertThat(audit("--since", "1h").out().lines()).hasSize(4);
        assertThat(audit("--since", "2999-01-01").out()).isEmpty();
        var line = Json.read(audit("--json", "--id", some.group()).out().getBytes(StandardCharsets.UTF_8));
        assertThat(line.propertyNames())
                .containsExactly("id", "at", "actor", "request_id", "action", "kind", "object_id", "before", "after");
        assertThat(line.get("after").asString()).startsWith("{\"name\":\"three\",\"strategy\":\"ad\",");
    }

    private static void pagesById(Hosts hosts) {
        var first = Hosts.json(hosts.operator("GET", "/default/audit?kind=connection&limit=2", ""));
        assertThat(first.get("entries")).hasSize(2);
        var second = Hosts.json(hosts.operator(
                "GET",
                "/default/audit?kind=connection&limit=2&before="
                        + first.get("next").asString(),
                ""));

        assertThat(second.get("entries")).hasSize(1);
        assertThat(second.get("entries").get(0).get("after").asString()).startsWith("{\"name\":\"one\",");
        assertThat(second.has("next")).isFalse();
    }

    private static void assertRefusal(CommandLineRun run, String sentence) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("bailiwick: " + sentence + "\n");
    }

    private CommandLineRun audit(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "audit";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandLineRun.of(settings, all);
    }
}
