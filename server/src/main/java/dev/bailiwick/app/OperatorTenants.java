package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.operator.OperatorApi;
import dev.bailiwick.operator.Tenancy;
import dev.bailiwick.operator.TenantDraft;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.tenant.ListedTenant;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Tenants as a command has them: by the running server if there is one, else by opening the database itself. */
record OperatorTenants(Settings settings) {

    private static final int NO_CONTENT = 204;

    /** A tenant, as lists show it. */
    record Row(String name, String domain, Optional<Integer> port) {

        static Row of(ListedTenant listed) {
            return new Row(listed.tenant().name(), listed.tenant().domain(), listed.port());
        }

        static Row of(JsonNode json) {
            return new Row(
                    json.path("name").asString(),
                    json.path("domain").asString(),
                    Optional.ofNullable(json.get("port")).map(JsonNode::asInt));
        }
    }

    /** A tenant that was made, with its first client. */
    record Made(String name, String issuer, String clientId, Secret clientSecret) {

        static Made of(Tenancy.Founded founded) {
            var tenant = founded.tenant().tenant();
            return new Made(tenant.name(), tenant.issuer(), founded.clientId().value(), founded.clientSecret());
        }

        static Made of(JsonNode json) {
            return new Made(
                    json.path("name").asString(),
                    json.path("issuer").asString(),
                    json.path("client_id").asString(),
                    new Secret(json.path("client_secret").asString()));
        }
    }

    Made found(TenantDraft draft) throws IOException, InterruptedException {
        return either(
                tenancy -> Made.of(tenancy.found(draft, Origin.command("tenant create"))),
                server -> Made.of(server.ask(
                                "POST",
                                OperatorApi.TENANTS_PATH,
                                BodyPublishers.ofByteArray(Json.write(draft.toJson())))
                        .body()));
    }

    List<Row> list() throws IOException, InterruptedException {
        return either(tenancy -> tenancy.list().stream().map(Row::of).toList(), server -> {
            var body = server.ask("GET", OperatorApi.TENANTS_PATH, BodyPublishers.noBody())
                    .body();
            return StreamSupport.stream(body.spliterator(), false).map(Row::of).toList();
        });
    }

    /** Returns whether no row is left. */
    boolean remove(String name) throws IOException, InterruptedException {
        return either(
                tenancy -> tenancy.remove(name, Origin.command("tenant delete")).join(),
                server -> server.ask("DELETE", RunningServer.tenantPath(name), BodyPublishers.noBody())
                                .status()
                        == NO_CONTENT);
    }

    private <R> R either(Function<Tenancy, R> here, ServerOrDatabase.There<R> there)
            throws IOException, InterruptedException {
        return new ServerOrDatabase(settings)
                .have(
                        (storage, features) -> {
                            try (var purge = new Purge(
                                    features.removedTenants(),
                                    features.removedConnections(),
                                    features.authorization())) {
                                var ports = new NoPorts(settings.address());
                                return here.apply(new Tenancies(storage.database(), features, ports, purge));
                            }
                        },
                        there);
    }
}
