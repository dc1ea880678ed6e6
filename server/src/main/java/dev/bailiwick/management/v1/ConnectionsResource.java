package dev.bailiwick.management.v1;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.Connection;
import dev.bailiwick.connection.ConnectionFilter;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.connection.Provisioning;
import dev.bailiwick.connection.strategy.Strategies;
import dev.bailiwick.connection.strategy.StrategyKind;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /connections}. */
final class ConnectionsResource {

    /** Longer than the server behind a connection is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{24}");
    private static final String OPTIONS = "options";
    private static final String CLIENTS = "enabled_clients";

    private final Connections connections;
    private final Provisioning provisioning;

    ConnectionsResource(Connections connections, Provisioning provisioning) {
        this.connections = connections;
        this.provisioning = provisioning;
    }

    List<Route> routes() {
        return List.of(
                Routes.get("/connections", this::list),
                Routes.get("/connections/{connection}", this::one),
                creation("/connections"),
                Routes.put("/connections/{connection}", this::change).within(PATIENCE),
                Routes.delete("/connections/{connection}", this::remove));
    }

    /** Makes connections, at any path. */
    Route creation(String template) {
        return Routes.post(template, this::create).within(PATIENCE);
    }

    private Answer list(Call call) {
        var kinds = new ArrayList<String>();
        if (Flags.inQuery(call, "only_socials")) {
            kinds.addAll(Strategies.named(StrategyKind.SOCIAL));
        }
        if (Flags.inQuery(call, "only_enterprise")) {
            kinds.addAll(Strategies.named(StrategyKind.ENTERPRISE));
        }
        var name = call.query().first("name").filter(text -> !text.isEmpty());
        var wanted = new ConnectionFilter(name, kinds, Optional.empty());
        return WholeList.answer(
                slice -> connections.list(call.tenant().id(), wanted, slice),
                found -> found.stream()
                        .map(each -> ConnectionJson.of(call, each))
                        .toList());
    }

    private Answer one(Call call) {
        return Answer.ok(ConnectionJson.of(call, get(connections, call)));
    }

    private Answer create(Call call) {
        var body = Payload.read(call);
        var members = new LinkedHashMap<String, Object>();
        members.put("name", Payload.needed(body, "name"));
        members.put("strategy", Payload.needed(body, "strategy"));
        options(body).ifPresent(options -> members.put(OPTIONS, options));
        members.put(
                CLIENTS,
                isActive(body).orElse(true) ? List.of(Routes.client(call).value()) : List.of());
        return Answer.ok(
                ConnectionJson.of(call, provisioning.create(call.tenant(), JsonObject.of(members), call.origin())));
    }

    /** Old clients send the whole object, or no more than what they change. */
    private Answer change(Call call) {
        var present = get(connections, call);
        var body = Payload.read(call);
        requireSame(body, "name", present.name());
        requireSame(body, "strategy", present.strategy());
        var members = new LinkedHashMap<String, Object>();
        options(body).ifPresent(options -> members.put(OPTIONS, options));
        var isActive = isActive(body);
        return Answer.ok(ConnectionJson.of(
                call,
                provisioning.change(
                        call.tenant(),
                        present,
                        JsonObject.of(members),
                        clients -> isActive.filter(active -> active == clients.isEmpty())
                                .map(active -> active ? List.of(Routes.client(call)) : List.<ClientId>of())
                                .orElse(clients),
                        call.origin())));
    }

    private Answer remove(Call call) {
        var gone = get(connections, call);
        if (connections.remove(call.tenant().id(), gone.id(), call.origin()).isEmpty()) {
            throw absent(call.path("connection"));
        }
        return Answer.ok(Map.of("removed", gone.objectId()));
    }

    /** The connection in the path, which is there by its name or by its id. Refuses with {@link Problem.NotFound} any other. */
    static Connection get(Connections connections, Call call) {
        var key = call.path("connection");
        var tenant = call.tenant().id();
        return connections
                .named(tenant, key)
                .or(() -> OBJECT_ID.matcher(key).matches() ? connections.ofObjectId(tenant, key) : Optional.empty())
                .orElseThrow(() -> absent(key));
    }

    private static RuntimeException absent(String key) {
        return new Problem.NotFound("connection", key).asException();
    }

    private static Optional<JsonObject> options(JsonObject body) {
        var options = body.object(OPTIONS);
        if (options.isEmpty() && body.value("/" + OPTIONS).isPresent()) {
            throw Payload.refused(OPTIONS, "must be an object");
        }
        return options;
    }

    private static Optional<Boolean> isActive(JsonObject body) {
        return Payload.flag(body, "status");
    }

    private static void requireSame(JsonObject body, String name, String present) {
        if (Payload.text(body, name).filter(text -> !text.equals(present)).isPresent()) {
            throw Payload.refused(name, "The " + name + " of a connection cannot be changed");
        }
    }
}
