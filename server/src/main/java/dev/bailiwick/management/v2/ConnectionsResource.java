package dev.bailiwick.management.v2;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.Connection;
import dev.bailiwick.connection.ConnectionFilter;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.connection.strategy.StrategyOptions;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.Times;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /connections}. Options may hold secrets, and are for those who hold scopes of their own. */
final class ConnectionsResource {

    private static final Schema CREATE = Schema.of("connection", "create");
    private static final Schema CHANGE = Schema.of("connection", "change");
    private static final int PER_PAGE = 100;
    private static final String OPTIONS = "options";
    private static final String TICKET_URL = "provisioning_ticket_url";
    private static final String SEES_OPTIONS = "read:connections_options";
    private static final String CHANGES_OPTIONS = "update:connections_options";

    /** What holders of a connection's own scopes need besides, to deal with its options. */
    static final List<String> SCOPES_OF_OPTIONS = List.of(SEES_OPTIONS, CHANGES_OPTIONS);

    private static final List<String> MEMBERS = List.of(
            "id",
            OPTIONS,
            "strategy",
            "name",
            TICKET_URL,
            "display_name",
            "is_domain_connection",
            "show_as_button",
            "metadata",
            "authentication",
            "connected_accounts",
            "cross_app_access_requesting_app",
            "cross_app_access_resource_app",
            "enabled_clients",
            "realms");

    /** What is told of each of a list whatever is asked for. */
    private static final List<String> OF_EACH = List.of("id", "is_domain_connection");

    /** The same of a single one. */
    private static final List<String> OF_ANY_ONE =
            List.of("id", "is_domain_connection", "authentication", "connected_accounts");

    private final Connections connections;

    ConnectionsResource(Connections connections) {
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_connections", this::list),
                Operations.route("post_connections", this::create),
                Operations.route("get_connections_by_id", this::one),
                Operations.route("patch_connections_by_id", this::change),
                Operations.route("delete_connections_by_id", this::remove),
                Operations.route("get_status", this::status));
    }

    private Answer list(Call call) {
        var paging = Paging.ofEither(call, PER_PAGE);
        var fields = Fields.of(call).and(OF_EACH);
        var wanted = new ConnectionFilter(
                Parameters.text(call, "name"), Parameters.texts(call, "strategy"), Optional.empty());
        var found = connections.list(call.tenant().id(), wanted, paging.slice(), fields.areWith("enabled_clients"));
        return paging.answer("connections", found, each -> fields.of(wire(call, each)));
    }

    private Answer one(Call call) {
        var fields = Fields.of(call).and(OF_ANY_ONE);
        return Answer.ok(fields.of(wire(call, connections.get(call.tenant().id(), call.path("id")))));
    }

    private Answer create(Call call) {
        var asked = CREATE.read(call);
        requireReach(asked);
        return Answer.of(201, wire(call, connections.create(call.tenant().id(), asked, call.origin())));
    }

    /** A new connection says where its identity provider is, and as whom that knows us. */
    private static void requireReach(JsonObject asked) {
        var given = asked.object(OPTIONS).orElseGet(() -> JsonObject.of(Map.of()));
        switch (asked.text("/strategy").orElseThrow()) {
            case "okta" -> requireAny(given, List.of("/domain", "/issuer"), "options.domain is required");
            case "oidc" -> requireAny(given, List.of("/client_id"), "options.client_id is required");
            case "adfs" ->
                requireAny(given, List.of("/adfs_server", "/fedMetadataXml"), "missing federation metadata url");
            case "google-apps" -> StrategyOptions.requireDomain(given);
            case "waad" ->
                requireAny(given, List.of("/tenant_domain"), "undefined is not a valid Windows Azure AD domain");
            default -> {}
        }
    }

    private static void requireAny(JsonObject options, List<String> places, String otherwise) {
        if (places.stream().allMatch(place -> options.text(place).orElse("").isEmpty())) {
            throw new Problem.NotAllowed(otherwise).asException();
        }
    }

    private Answer change(Call call) {
        var change = CHANGE.read(call);
        if (change.object(OPTIONS).isPresent()) {
            Required.anyOf(call, CHANGES_OPTIONS);
        }
        return Answer.ok(wire(call, connections.change(call.tenant().id(), call.path("id"), change, call.origin())));
    }

    private Answer remove(Call call) {
        return connections
                .remove(call.tenant().id(), call.path("id"), call.origin())
                .map(ConnectionsResource::deleted)
                .orElseGet(Answer::noContent);
    }

    /** Whether its connector is there to be asked; there are no connectors yet. */
    private Answer status(Call call) {
        var connection = connections.get(call.tenant().id(), call.path("id"));
        throw new Problem.NotFound("connection status", connection.id()).asException();
    }

    private static Answer deleted(Instant at) {
        return Answer.of(202, Map.of("deleted_at", Times.text(at)));
    }

    /** A connection as far as the caller sees it. */
    static JsonObject wire(Call call, Connection shown) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", shown.id());
        members.put("strategy", shown.strategy());
        members.put("name", shown.name());
        shown.ticketUrl(call.tenant()).ifPresent(url -> members.put(TICKET_URL, url));
        members.put(
                "enabled_clients",
                shown.enabledClients().stream().map(ClientId::value).toList());
        if (call.caller().scopes().contains(SEES_OPTIONS)) {
            members.put(OPTIONS, shown.options());
        }
        return shown.settings().mergedWith(JsonObject.of(members), Set.of()).in(MEMBERS);
    }
}
