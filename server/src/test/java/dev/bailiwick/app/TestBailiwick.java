package dev.bailiwick.app;

import dev.bailiwick.client.ClientGrants.Granted;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.management.v2.Absent;
import dev.bailiwick.resourceserver.TokenForm;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.token.TokenForger;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The whole server in this process, on free ports, over an empty database, with a known first client. Tests talk to it as
 * anybody would, over HTTP.
 */
public final class TestBailiwick implements AutoCloseable {

    /** The first client's id. */
    public static final String CLIENT = "bootstrap";

    /** The first client's secret. */
    public static final String SECRET = "bootstrap-secret";

    /** Where the Authorization Extension API lies. */
    public static final String EXTENSION = "/authorization/api";

    /** The audience of its tokens. */
    public static final String EXTENSION_AUDIENCE = "urn:auth0-authz-api";

    private static final TokenForm USUAL = TokenForm.of("RS256", "access_token", "");
    private static final long TOKEN_SECONDS = 86_400;

    private final Server server;
    private final Storage storage;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestBailiwick(Server server, Storage storage) {
        this.server = server;
        this.storage = storage;
    }

    /**
     * Starts a node on an open database.
     *
     * @param directory the node's data directory
     */
    public static TestBailiwick start(Database database, Path directory) {
        return start(database, directory, "auto");
    }

    /** Starts one whose tokens are signed as the setting says. */
    public static TestBailiwick start(Database database, Path directory, String signatures) {
        return start(database, directory, Map.of(Setting.SIGNATURES, signatures));
    }

    /** Starts one that answers so many requests at once, and lets the Management APIs be asked so often a second. */
    public static TestBailiwick startWithin(Database database, Path directory, int atOnce, int aSecond) {
        return start(
                database,
                directory,
                Map.of(
                        Setting.MAX_REQUESTS,
                        String.valueOf(atOnce),
                        Setting.MANAGEMENT_RATE_LIMIT,
                        String.valueOf(aSecond)));
    }

    private static TestBailiwick start(Database database, Path directory, Map<Setting, String> more) {
        var chosen = new EnumMap<Setting, String>(more);
        chosen.putAll(Map.of(
                Setting.DATA_DIR,
                directory.toString(),
                Setting.HTTPS_PORT,
                "0",
                Setting.HTTP_PORT,
                "0",
                Setting.DOMAIN,
                "auth.example.test",
                Setting.BOOTSTRAP_CLIENT_ID,
                CLIENT,
                Setting.BOOTSTRAP_CLIENT_SECRET,
                SECRET));
        var settings = new Settings(chosen);
        var storage = new Storage(database, new SecretBox(new byte[32]), new Scratch(directory), null);
        var server = Server.start(settings, DataDirectory.at(directory), storage, TestKeyPairs.inTurn());
        IssuedSecrets.note(SECRET);
        IssuedSecrets.note(server.directory().operatorKey().reveal());
        return new TestBailiwick(server, storage);
    }

    /** The issuer of its tokens. */
    public String issuer() {
        return "https://auth.example.test/";
    }

    /** The root of its plain HTTP. */
    public String url() {
        return "http://127.0.0.1:" + server.httpPort();
    }

    /** The port of its plain HTTP. */
    public int port() {
        return server.httpPort();
    }

    /** A token of the first client for the Authorization Extension API, with these scopes or, if none, with all. */
    public String extensionToken(String... scopes) {
        return token(EXTENSION_AUDIENCE, scopes);
    }

    /** A token of the first client for any API, with these scopes or, if none, with all that are granted. */
    public String token(String audience, String... scopes) {
        var form = "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + SECRET + "&audience="
                + URLEncoder.encode(audience, StandardCharsets.UTF_8) + "&scope=" + String.join("+", scopes);
        var answer = send(HttpRequest.newBuilder(URI.create(url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        return json(answer).get("access_token").asString();
    }

    /** A token of a client for Management API v1, to which it is admitted. */
    public String managementV1Token(String client, String secret) {
        var form = "grant_type=client_credentials&client_id=" + client + "&client_secret="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(URI.create(url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        return json(answer).get("access_token").asString();
    }

    /** A token of the tenant's global client for Management API v1. */
    public String globalV1Token() {
        var listed = call(
                "GET",
                "/api/v2/clients?is_global=true&fields=client_id,client_secret",
                token(issuer() + "api/v2/"),
                Optional.empty());
        var client = json(listed).get(0);
        return managementV1Token(
                client.get("client_id").asString(), client.get("client_secret").asString());
    }

    /** A new API key of the default tenant. */
    public String apiKey() {
        var answer = call("PATCH", EXTENSION + "/configuration/rotate-apikey", extensionToken(), Optional.empty());
        var key = json(answer).get("hash").asString();
        IssuedSecrets.note(key);
        return key;
    }

    /** A token for the Authorization Extension API as it would have been issued at another time, for a day. */
    public String extensionTokenOf(Instant time, List<String> scopes) {
        return tokenOf(EXTENSION_AUDIENCE, time, scopes);
    }

    /** A token for Management API v2 with these scopes, granted or not. */
    public String managementToken(String... scopes) {
        return tokenOf(issuer() + "api/v2/", Instant.now(), List.of(scopes));
    }

    /** Makes tokens for an API of the server by the very key that signs those of its clients. */
    public TokenForger forger(String audience) {
        var features = Features.over(storage, Clock.systemUTC());
        var tenant = storage.database().read(features.tenants()::findDefault).orElseThrow();
        return new TokenForger(features.signingKeys(), tenant, audience);
    }

    private String tokenOf(String audience, Instant time, List<String> scopes) {
        var features = Features.over(storage, Clock.fixed(time, ZoneOffset.UTC));
        var tenant = storage.database().read(features.tenants()::findDefault).orElseThrow();
        var token = features.accessTokens()
                .issueToClient(tenant, new ClientId(CLIENT), new Granted(audience, TOKEN_SECONDS, USUAL, scopes));
        IssuedSecrets.note(token);
        return token;
    }

    /** The whole route table but for the operations that are not built, which are all refused alike. */
    List<Api> apis() {
        return allApis().stream()
                .map(api -> new Api(
                        api.prefixes(),
                        api.routes().stream()
                                .filter(route -> !(route.handler() instanceof Absent))
                                .toList(),
                        api.authenticator(),
                        api.apiKeys(),
                        api.dialect(),
                        api.isOfTenant(),
                        api.cors(),
                        api.rateLimit(),
                        api.isLenient()))
                .toList();
    }

    /** The whole route table. */
    List<Api> allApis() {
        return server.apis();
    }

    /** The key of its operator. */
    public Secret operatorKey() {
        return server.directory().operatorKey();
    }

    /** Brings users of the default tenant in, by their profiles in JSON, as the operator does. */
    public void bringIn(String... profiles) {
        var body = "{\"users\":[" + String.join(",", profiles)
                + "],\"connection\":\"c\",\"import_format\":false,\"upsert\":true}";
        var answer = call(
                "POST",
                "/operator/tenants/default/users",
                server.directory().operatorKey().reveal(),
                Optional.of(body));
        if (!answer.body().endsWith("\"refused\":[]}")) {
            throw new AssertionError(answer.body());
        }
    }

    /** Deletes the users of deleted connections to the last, as the server does from time to time. */
    public void purge() {
        var removed = Features.over(storage, Clock.systemUTC()).removedConnections();
        removed.list().forEach(each -> {
            boolean isDone = false;
            while (!isDone) {
                isDone = removed.purgeSome(each);
            }
        });
    }

    /** Sends a request with a token to a path below the root; {@code body} is JSON. */
    public HttpResponse<String> call(String method, String path, String token, Optional<String> body) {
        BodyPublisher content = body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, content)
                .build());
    }

    /** Sends any request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return IssuedSecrets.noteIn(request, http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer's body as JSON. */
    public static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Stops the server and closes its database. */
    @Override
    public void close() {
        http.close();
        var unworded = unworded();
        server.close();
        if (!unworded.isEmpty()) {
            throw new AssertionError("changes without words in the log: " + unworded);
        }
    }

    /** Changes that the log tells by action and kind for want of words, if the database still answers. */
    private List<String> unworded() {
        try {
            return storage.database()
                    .read(tx -> tx.list(
                            "SELECT DISTINCT description FROM audit_log WHERE description = action || ' ' || kind",
                            _ -> {},
                            (row, _) -> row.getString("description")));
        } catch (RuntimeException e) {
            return List.of();
        }
    }
}
