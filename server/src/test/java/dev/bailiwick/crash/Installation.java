package dev.bailiwick.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.RunLog;
import dev.bailiwick.crash.State.Audited;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server on a database of its own, with some groups to write to. */
final class Installation implements AutoCloseable {

    /** Where its clients find it. */
    static final String DOMAIN = "auth.example.test";

    static final List<String> GROUPS = List.of(
            "11111111-1111-4111-8111-111111111111",
            "22222222-2222-4222-8222-222222222222",
            "33333333-3333-4333-8333-333333333333");

    private static final String API = "/authorization/api";
    private static final String CLIENT = "bootstrap";
    private static final String SECRET = "bootstrap-secret";
    private static final String AUDIT =
            "SELECT action, object_id, before, after, request_id FROM audit_log WHERE kind = 'group'";

    private final ServerProcess server;
    private final String jdbcUrl;
    private @Nullable String token;

    private Installation(ServerProcess server, String jdbcUrl) {
        this.server = server;
        this.jdbcUrl = jdbcUrl;
    }

    /** On SQLite, in the directory. */
    static Installation onSqlite(Path directory, List<Path> mutants) throws IOException {
        var data = Files.createDirectories(directory).resolve("data");
        return new Installation(server(directory, mutants, Map.of()), "jdbc:sqlite:" + data.resolve("bailiwick.db"));
    }

    /** On PostgreSQL. */
    static Installation onPostgres(Path directory, List<Path> mutants, String jdbcUrl) throws IOException {
        Files.createDirectories(directory);
        var settings = Map.of(
                "BAILIWICK_DATABASE_URL", jdbcUrl, "BAILIWICK_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        return new Installation(server(directory, mutants, settings), jdbcUrl);
    }

    ServerProcess server() {
        return server;
    }

    /** Makes the groups, and gets a token with which to write to them. */
    String populate() throws IOException, InterruptedException, SQLException {
        var form = "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + SECRET
                + "&audience=urn:auth0-authz-api";
        token = Json.read(send(request("/oauth/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))))
                .path("access_token")
                .asString();
        IssuedSecrets.note(token);
        var groups = GROUPS.stream()
                .map(id -> "{\"_id\":\"" + id + "\",\"name\":\"" + id + "\",\"description\":\"\",\"members\":[]}")
                .collect(Collectors.joining(",", "{\"groups\":[", "]}"));
        send(authorized(API + "/configuration/import")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(groups)));
        settle();
        return token;
    }

    /** Has the groups on the disk: a mutant is to lose what is written to them, not what the run begins with. */
    private void settle() throws SQLException {
        if (jdbcUrl.startsWith("jdbc:postgresql:")) {
            try (var connection = DriverManager.getConnection(jdbcUrl);
                    var statement = connection.createStatement()) {
                statement.execute("CHECKPOINT");
            }
        }
    }

    /** What is there now: the groups as the server shows them, the audit log as it lies in the database. */
    State state() throws IOException, InterruptedException, SQLException {
        var members = new HashMap<String, List<String>>();
        for (var group :
                Json.read(send(authorized(API + "/configuration/export"))).path("groups")) {
            members.put(
                    group.path("_id").asString(),
                    group.path("members").values().stream()
                            .map(JsonNode::asString)
                            .toList());
        }
        return new State(members, audited());
    }

    @Override
    public void close() {
        server.close();
    }

    private List<Audited> audited() throws SQLException {
        var audited = new ArrayList<Audited>();
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(AUDIT)) {
            while (rows.next()) {
                audited.add(new Audited(
                        Change.mark(
                                rows.getString("action"),
                                rows.getString("object_id"),
                                users(rows.getString("before") + rows.getString("after"))),
                        rows.getString("request_id")));
            }
        }
        return audited;
    }

    /** A change of members has put some there or taken some away, and not both. */
    private static List<String> users(String list) {
        return Json.read(list.getBytes(UTF_8)).values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private static byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer + " " + new String(answer.body(), UTF_8));
            }
            return answer.body();
        }
    }

    private static ServerProcess server(Path directory, List<Path> mutants, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("BAILIWICK_DATA_DIR", directory.resolve("data").toString());
        settings.put("BAILIWICK_DOMAIN", DOMAIN);
        settings.put("BAILIWICK_BOOTSTRAP_CLIENT_ID", CLIENT);
        settings.put("BAILIWICK_BOOTSTRAP_CLIENT_SECRET", SECRET);
        return new ServerProcess(RunLog.ofServer(directory.getFileName().toString()), mutants, settings);
    }
}
