package dev.bailiwick.connection;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.strategy.Strategies;
import dev.bailiwick.connection.strategy.StrategyOptions;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes and changes connections whose options are completed first: by the template of their strategy, and by all that follows from
 * them, for which the server behind a connection may be asked. Members bear the names of Management API v2.
 */
public final class Provisioning {

    private static final String OPTIONS = "options";

    private final Connections connections;
    private final ConnectionTemplates templates;
    private final StrategyOptions strategies;

    public Provisioning(Connections connections, ConnectionTemplates templates, StrategyOptions strategies) {
        this.connections = connections;
        this.templates = templates;
        this.strategies = strategies;
    }

    /**
     * Adds a connection. Refuses with {@link Problem.Invalid} and {@link Problem.NotAllowed} what cannot be, and with
     * {@link Problem.Conflict} a name that another connection has.
     */
    public Connection create(Tenant tenant, JsonObject asked, Origin origin) {
        var name = asked.text("/name").orElseThrow();
        var strategy = asked.text("/strategy").orElseThrow();
        ConnectionSettings.requireNamed(name, strategy);
        if (Strategies.find(strategy).isEmpty()) {
            throw new Problem.Invalid(Part.BODY, "/strategy", "The strategy " + strategy + " does not exist")
                    .asException();
        }
        if (connections.named(tenant.id(), name).isPresent()) {
            throw new Problem.Conflict("connection", "name", name).asException(); // before anybody is asked for it
        }
        var given = asked.object(OPTIONS).orElseGet(() -> JsonObject.of(Map.of()));
        var made = strategies.completed(tenant, strategy, filled(tenant, strategy, given));
        return connections.create(tenant.id(), asked.with(OPTIONS, made), origin);
    }

    /**
     * Changes a connection as {@link Connections#change} does. Options take the place of all those that are there.
     *
     * @param enabled the clients for which it will be enabled, by those for which it is when the other server was asked
     */
    public Connection change(
            Tenant tenant,
            Connection present,
            JsonObject change,
            UnaryOperator<List<ClientId>> enabled,
            Origin origin) {
        var complete = change.object(OPTIONS)
                .map(given -> filled(tenant, present.strategy(), given))
                .map(given -> strategies.changed(tenant, present.strategy(), given, present.options()))
                .map(options -> change.with(OPTIONS, options))
                .orElse(change);
        return connections.change(tenant.id(), present.id(), complete, enabled, origin);
    }

    private JsonObject filled(Tenant tenant, String strategy, JsonObject given) {
        var template =
                Strategies.find(strategy).isPresent() ? templates.get(tenant.id(), strategy) : JsonObject.of(Map.of());
        return Options.bounded(given.orElse(template));
    }
}
