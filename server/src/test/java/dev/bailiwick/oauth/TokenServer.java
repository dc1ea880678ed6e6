package dev.bailiwick.oauth;

import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientAssertions;
import dev.bailiwick.client.ClientGrants;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.client.Clients;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.resourceserver.ResourceServerDraft;
import dev.bailiwick.resourceserver.ResourceServerId;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.Tenants;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A whole server, asked for tokens in every way that a client may choose. */
final class TokenServer implements AutoCloseable {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";
    static final String MANAGEMENT = "https://auth.example.test/api/v2/";

    private final TestBailiwick server;
    private final Database database;
    private final RandomText random = new RandomText(new SecureRandom());

    TokenServer(Database database, Path directory) {
        this.server = TestBailiwick.start(database, directory);
        this.database = database;
    }

    String url() {
        return server.url();
    }

    Tenant tenant() {
        var tenants = new Tenants(database, Clock.systemUTC(), random);
        return database.read(tenants::findDefault).orElseThrow();
    }

    /** One more tenant, that has a domain and nothing else. */
    void addTenant(String name, String domain) {
        var tenants = new Tenants(database, Clock.systemUTC(), random);
        database.change(tx -> tenants.addDefault(tx, name, domain));
    }

    void addClient(String id, String secret, String... grantTypes) {
        IssuedSecrets.note(secret);
        var clients = new Clients(database, new SecretBox(new byte[32]), Clock.systemUTC());
        var client = clients.prepare(
                Client.of(
                        new ClientId(id),
                        false,
                        JsonObject.of(Map.of("name", id, "app_type", "non_interactive", "grant_types", grantTypes))),
                new Secret(secret));
        var tenant = tenant().id();
        database.change(tx -> clients.add(tx, tenant, client));
    }

    void addKey(String client, String kid, String algorithm, PublicKey key) {
        addKey(client, new ClientKey(kid, algorithm, (RSAPublicKey) key, null), false);
    }

    void addKey(String client, ClientKey key, boolean isOnly) {
        var clients = new Clients(database, new SecretBox(new byte[32]), Clock.systemUTC());
        var audit = new AuditLog(Clock.systemUTC(), random);
        var keys = new ClientKeys(database, clients, audit, Clock.systemUTC(), random);
        keys.add(tenant().id(), new ClientId(client), keys.prepareStanding(key), isOnly, Origin.command("test"));
    }

    /** Authenticates by assertions as the server does, on this thread. */
    ClientAssertions assertions() {
        var clients = new Clients(database, new SecretBox(new byte[32]), Clock.systemUTC());
        return new ClientAssertions(database, clients, Signatures.fastest(), Clock.systemUTC());
    }

    HttpResponse<String> call(String method, String path, String token) {
        return server.call(method, path, token, Optional.empty());
    }

    String extensionToken(String... scopes) {
        return server.extensionToken(scopes);
    }

    ResourceServerId addResourceServer(String identifier, long lifetimeSeconds, String... scopes) {
        var servers = new ResourceServers(
                database,
                new ClientGrants(database, new AuditLog(Clock.systemUTC(), random), Clock.systemUTC(), random),
                new SecretBox(new byte[32]),
                new AuditLog(Clock.systemUTC(), random),
                Clock.systemUTC(),
                random);
        var added = ResourceServerDraft.of(identifier, identifier, List.of(scopes), lifetimeSeconds, false);
        var tenant = tenant().id();
        return database.transaction(tx -> servers.add(tx, tenant, added));
    }

    void grant(String client, ResourceServerId resourceServer, String... scopes) {
        var audit = new AuditLog(Clock.systemUTC(), random);
        var grants = new ClientGrants(database, audit, Clock.systemUTC(), random);
        var tenant = tenant().id();
        database.change(tx -> grants.add(tx, tenant, new ClientId(client), resourceServer, "", List.of(scopes)));
    }

    /** The parameters of a request that is granted. */
    static Map<String, String> request() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "client_credentials");
        parameters.put("client_id", TestBailiwick.CLIENT);
        parameters.put("client_secret", TestBailiwick.SECRET);
        parameters.put("audience", TestBailiwick.EXTENSION_AUDIENCE);
        return parameters;
    }

    static Map<String, String> requestWith(String name, String value) {
        var parameters = request();
        parameters.put(name, value);
        return parameters;
    }

    static Map<String, String> requestWithout(String... names) {
        var parameters = request();
        List.of(names).forEach(parameters::remove);
        return parameters;
    }

    static String formOf(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String jsonOf(Map<String, ?> parameters) {
        return new String(Json.write(parameters), StandardCharsets.UTF_8);
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<String> form(Map<String, String> parameters, String... authorizations) {
        return post(FORM, formOf(parameters), authorizations);
    }

    HttpResponse<String> json(Map<String, ?> parameters) {
        return post(JSON, jsonOf(parameters));
    }

    HttpResponse<String> post(String contentType, String body, String... authorizations) {
        return post("", contentType, body.getBytes(StandardCharsets.UTF_8), authorizations);
    }

    HttpResponse<String> post(String query, String contentType, byte[] body, String... authorizations) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/oauth/token" + query))
                .POST(BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        IssuedSecrets.noteIn(new String(body, StandardCharsets.UTF_8));
        List.of(authorizations).forEach(value -> request.header("Authorization", value));
        return server.send(request.build());
    }

    HttpResponse<String> get(String path) {
        return server.send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    @Override
    public void close() {
        server.close();
    }
}
