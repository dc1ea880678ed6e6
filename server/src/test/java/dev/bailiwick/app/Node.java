package dev.bailiwick.app;

import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One server of an installation, started from its settings alone, as an operator starts it. */
record Node(Server server) implements AutoCloseable {

    static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    static final String DOMAIN = "auth.example.test";

    /** The settings of a node: on SQLite its database lies in the directory, on PostgreSQL it is the given one. */
    static Settings settings(TestDatabase database, Path directory, Map<Setting, String> more) {
        var values = new EnumMap<Setting, String>(Setting.class);
        values.put(Setting.DATA_DIR, directory.toString());
        values.put(Setting.HTTPS_PORT, "0");
        values.put(Setting.HTTP_PORT, "0");
        values.put(Setting.DOMAIN, DOMAIN);
        values.put(Setting.KEY, KEY);
        if (database.engine() == Engine.POSTGRES) {
            values.put(Setting.DATABASE_URL, database.url());
        }
        values.putAll(more);
        return new Settings(values);
    }

    static Node start(Settings settings) {
        var server = Server.start(settings, TestKeyPairs.inTurn());
        IssuedSecrets.note(server.directory().operatorKey().reveal());
        server.firstClient()
                .ifPresent(client -> IssuedSecrets.note(client.secret().reveal()));
        return new Node(server);
    }

    FirstClient firstClient() {
        return server.firstClient().orElseThrow();
    }

    HttpResponse<String> token(FirstClient client, String audience) {
        return send(HttpRequest.newBuilder(uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id="
                        + client.id().value() + "&client_secret="
                        + client.secret().reveal() + "&audience=" + audience))
                .build());
    }

    String extensionToken(FirstClient client) {
        return TestBailiwick.json(token(client, TestBailiwick.EXTENSION_AUDIENCE))
                .path("access_token")
                .asString();
    }

    HttpResponse<String> export(String token) {
        return send(HttpRequest.newBuilder(uri(TestBailiwick.EXTENSION + "/configuration/export"))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    /** Asks Management API v2. */
    HttpResponse<String> management(String method, String path, String token, String body) {
        return call(method, "/api/v2" + path, token, body);
    }

    HttpResponse<String> call(String method, String path, String token, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    JsonNode get(String path) {
        return TestBailiwick.json(send(HttpRequest.newBuilder(uri(path)).build()));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (var http = HttpClient.newHttpClient()) {
            return IssuedSecrets.noteIn(request, http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
