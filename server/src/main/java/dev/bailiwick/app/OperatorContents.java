package dev.bailiwick.app;

import dev.bailiwick.audit.AuditQuery;
import dev.bailiwick.audit.AuditTrail;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.ConnectionSummary;
import dev.bailiwick.json.Json;
import dev.bailiwick.network.Web;
import dev.bailiwick.operator.ApiKeyJson;
import dev.bailiwick.operator.AuditEntryJson;
import dev.bailiwick.operator.TenantContents;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is inside a tenant, as a command has it: by the running server if there is one, else by opening the database itself. */
record OperatorContents(Settings settings, String tenant) {

    private static final String API_KEYS = "api-keys";
    private static final String CONNECTIONS = "connections";

    static TenantContents over(Database database, Features features) {
        return new TenantContents(
                features.tenants()::get,
                features.apiKeys(),
                features.managementTokens(),
                features.connections(),
                new AuditTrail(database));
    }

    List<ApiKeyJson> apiKeys() throws IOException, InterruptedException {
        return either(
                contents -> contents.apiKeys().list(contents.id(tenant)).stream()
                        .map(ApiKeyJson::of)
                        .toList(),
                server -> List.of(get(server, path(API_KEYS)).as(ApiKeyJson[].class)));
    }

    Secret rotateApiKey() throws IOException, InterruptedException {
        return either(
                contents -> contents.apiKeys().rotate(contents.id(tenant), Origin.command("api-key rotate")),
                server -> new Secret(server.ask("POST", path(API_KEYS, "rotate"), BodyPublishers.noBody())
                        .body()
                        .path("key")
                        .asString()));
    }

    void revokeApiKey(String id) throws IOException, InterruptedException {
        either(
                contents -> {
                    contents.apiKeys().revoke(contents.id(tenant), id, Origin.command("api-key revoke"));
                    return true;
                },
                server -> server.ask("DELETE", path(API_KEYS, id), BodyPublishers.noBody())
                                .status()
                        > 0);
    }

    /** Lets a client have tokens of Management API v1, or takes it its own. */
    void admit(ClientId client, boolean isAdmitted) throws IOException, InterruptedException {
        either(
                contents -> {
                    var tokens = contents.managementTokens();
                    if (isAdmitted) {
                        tokens.admit(contents.id(tenant), client, Origin.command("client admit"));
                    } else {
                        tokens.dismiss(contents.id(tenant), client, Origin.command("client dismiss"));
                    }
                    return true;
                },
                server -> server.ask(
                                        isAdmitted ? "PUT" : "DELETE",
                                        path("clients", client.value(), "management-v1"),
                                        BodyPublishers.noBody())
                                .status()
                        > 0);
    }

    List<ConnectionSummary> connections() throws IOException, InterruptedException {
        return either(
                contents -> contents.connections().summaries(contents.id(tenant)),
                server -> List.of(get(server, path(CONNECTIONS)).as(ConnectionSummary[].class)));
    }

    ConnectionSummary addConnection(String name, String strategy) throws IOException, InterruptedException {
        return either(
                contents -> contents.connections()
                        .add(contents.id(tenant), name, strategy, Origin.command("connection add")),
                server -> server.ask(
                                "POST",
                                path(CONNECTIONS),
                                BodyPublishers.ofByteArray(Json.write(Map.of("name", name, "strategy", strategy))))
                        .as(ConnectionSummary.class));
    }

    /** As many as make a page; none when there are no more. */
    List<AuditEntryJson> audit(AuditQuery wanted) throws IOException, InterruptedException {
        return either(
                contents -> contents.audit().list(contents.id(tenant), wanted).entries().stream()
                        .map(AuditEntryJson::of)
                        .toList(),
                server -> get(server, path("audit") + query(wanted))
                        .as(Page.class)
                        .entries());
    }

    private record Page(List<AuditEntryJson> entries) {}

    private static String query(AuditQuery wanted) {
        var query = new StringBuilder("?limit=" + wanted.limit());
        wanted.since().ifPresent(time -> query.append("&since=").append(time));
        wanted.actor().ifPresent(text -> query.append("&actor=").append(Web.encoded(text)));
        wanted.kind().ifPresent(text -> query.append("&kind=").append(Web.encoded(text)));
        wanted.objectId().ifPresent(text -> query.append("&id=").append(Web.encoded(text)));
        wanted.before().ifPresent(text -> query.append("&before=").append(Web.encoded(text)));
        if (wanted.withTokens()) {
            query.append("&tokens=true");
        }
        return query.toString();
    }

    private <R> R either(Function<TenantContents, R> here, ServerOrDatabase.There<R> there)
            throws IOException, InterruptedException {
        return new ServerOrDatabase(settings)
                .have((storage, features) -> here.apply(over(storage.database(), features)), there);
    }

    private String path(String... segments) {
        return RunningServer.tenantPath(tenant, segments);
    }

    private static RunningServer.Reply get(RunningServer server, String path) throws IOException, InterruptedException {
        return server.ask("GET", path, BodyPublishers.noBody());
    }
}
