package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.Directories;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.management.v1.ManagementV1Api;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.web.DoorRules;
import dev.bailiwick.web.HttpServer;
import dev.bailiwick.web.Router;
import dev.bailiwick.web.Scratch;
import dev.bailiwick.web.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that has access to the directory behind it lists who stands there, page by page. */
class DirectoryAccessTest {

    private static final String DOMAIN = "auth.example.test";

    private final Database database;
    private final HttpServer server;
    private final String token;

    DirectoryAccessTest(@TempDir Path directory) {
        database = Engine.SQLITE.open(directory);
        var storage = new Storage(database, new SecretBox(new byte[32]), new Scratch(directory), null);
        var features = Features.over(storage, Clock.systemUTC());
        var client = new FirstClient(new ClientId("ci"), new Secret("s"), false);
        var founding = new TenantFounding(features);
        var prepared = founding.prepare(DOMAIN, client);
        var tenant = database.transaction(tx -> {
            var added = features.tenants().addDefault(tx, "default", DOMAIN);
            founding.complete(tx, added, prepared);
            return added;
        });
        for (var name : List.of("corp", "other")) {
            features.connections()
                    .create(
                            tenant.id(),
                            JsonObject.of(Map.of("name", name, "strategy", "waad")),
                            Origin.command("test"));
        }
        token = features.managementTokens().issue(tenant.id(), client.id()).reveal();
        IssuedSecrets.note(token);
        var apis = ManagementV1Api.of(
                features.managementTokens(),
                features.pageLinks(),
                features.clients(),
                features.clientRegistration(),
                features.connections(),
                features.provisioning(),
                features.connectionTemplates(),
                (_, connection) -> connection.name().equals("corp") ? Optional.of(new Alphabet()) : Optional.empty(),
                features.directory(),
                features.jobs(),
                features.logs(),
                features.rules());
        server = HttpServer.start(
                InetAddress.getLoopbackAddress(),
                0,
                0,
                features.certificates().server(Set.of()).sslContext(),
                new Router(
                        apis,
                        (_, _) -> Optional.of(tenant),
                        new RandomText(new Random()),
                        new Traffic(10),
                        DoorRules.DEFAULT));
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void listsWhoStandsInTheDirectory() throws IOException, InterruptedException {
        var first = get("/api/connections/corp/users?per_page=2&search=x", token);
        assertThat(first.body()).isEqualTo("[{\"name\":\"xa\"},{\"name\":\"xb\"}]");
        var link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).startsWith("<https://" + DOMAIN + "/api/connections/corp/users?from=c%2C&per_page=2&search=x");

        var second = get(link.replaceAll("<https://[^/]*|>;.*", ""), "");
        assertThat(second.body()).isEqualTo("[{\"name\":\"xc\"}]");
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void listsItsOwnUsersWhereThereIsNoDirectory() throws IOException, InterruptedException {
        assertThat(get("/api/connections/other/users", token).body()).isEqualTo("[]");
        assertThat(get("/api/connections/none/users", token).statusCode()).isEqualTo(404);
    }

    /** Three people, whose places are called by their letters and a comma. */
    private static final class Alphabet implements Directories.Lookup {

        @Override
        public Directories.Found find(String search, int most, Optional<String> from) {
            int first = "abc".indexOf(from.orElse("a").charAt(0));
            int end = Math.min(3, first + most);
            var found = "abc"
                    .substring(first, end)
                    .chars()
                    .mapToObj(letter -> JsonObject.of(Map.of("name", search + (char) letter)))
                    .toList();
            return new Directories.Found(found, end < 3 ? Optional.of("abc".charAt(end) + ",") : Optional.empty());
        }
    }

    private HttpResponse<String> get(String path, String bearer) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path));
            if (!bearer.isEmpty()) {
                request.header("Authorization", "Bearer " + bearer);
            }
            return IssuedSecrets.noteIn(request.build(), http.send(request.build(), BodyHandlers.ofString()));
        }
    }
}
