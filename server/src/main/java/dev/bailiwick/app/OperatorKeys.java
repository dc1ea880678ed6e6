package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.json.Json;
import dev.bailiwick.operator.SigningKeyJson;
import dev.bailiwick.operator.TenantKeys;
import dev.bailiwick.store.Database;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keys as a command has them: by the running server if there is one, else by opening the database itself. */
record OperatorKeys(Settings settings, String tenant) {

    static TenantKeys over(Database database, Features features) {
        return new TenantKeys(
                features.tenants()::get, features.signingKeys(), features.keyRotation(), features.clientKeys());
    }

    List<SigningKeyJson> list() throws IOException, InterruptedException {
        return either(
                keys -> keys.list(tenant).stream().map(SigningKeyJson::of).toList(),
                server -> rows(server.ask("GET", path("keys"), BodyPublishers.noBody())));
    }

    List<SigningKeyJson> rotate() throws IOException, InterruptedException {
        return either(
                keys -> keys.rotate(tenant, Origin.command("keys rotate")).stream()
                        .map(SigningKeyJson::of)
                        .toList(),
                server -> rows(server.ask("POST", path("keys", "rotate"), BodyPublishers.noBody())));
    }

    void revoke(String kid) throws IOException, InterruptedException {
        either(
                keys -> {
                    keys.revoke(tenant, kid, Origin.command("keys revoke"));
                    return true;
                },
                server -> deleted(server, path("keys", kid)));
    }

    /** Returns the key's id. */
    String addToClient(ClientId client, String pem, Optional<String> kid, String algorithm, boolean isOnly)
            throws IOException, InterruptedException {
        var key = ClientKey.ofPem(pem, kid, algorithm, Optional.empty());
        return either(
                keys -> {
                    keys.addToClient(tenant, client, key, isOnly, Origin.command("client add-key"));
                    return key.kid();
                },
                server -> server.ask(
                                "POST",
                                path("clients", client.value(), "keys"),
                                BodyPublishers.ofByteArray(Json.write(
                                        Map.of("pem", pem, "kid", key.kid(), "alg", algorithm, "no_secret", isOnly))))
                        .body()
                        .path("kid")
                        .asString());
    }

    void removeFromClient(ClientId client, String kid) throws IOException, InterruptedException {
        either(
                keys -> {
                    keys.removeFromClient(tenant, client, kid, Origin.command("client remove-key"));
                    return true;
                },
                server -> deleted(server, path("clients", client.value(), "keys", kid)));
    }

    private <R> R either(Function<TenantKeys, R> here, ServerOrDatabase.There<R> there)
            throws IOException, InterruptedException {
        return new ServerOrDatabase(settings)
                .have((storage, features) -> here.apply(over(storage.database(), features)), there);
    }

    private static boolean deleted(RunningServer server, String path) throws IOException, InterruptedException {
        server.ask("DELETE", path, BodyPublishers.noBody());
        return true;
    }

    private String path(String... segments) {
        return RunningServer.tenantPath(tenant, segments);
    }

    private static List<SigningKeyJson> rows(RunningServer.Reply reply) {
        return List.of(reply.as(SigningKeyJson[].class));
    }
}
