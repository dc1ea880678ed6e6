package dev.bailiwick.connection;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.connection.strategy.Strategies;
import dev.bailiwick.connection.strategy.StrategyOptions;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Map;
import java.util.Optional;

/**
 * The options that connections of a strategy have where they do not say otherwise, such as a secret that they share. They count when a
 * connection is made or changed. A strategy without a template has an empty one. Methods refuse with {@link Problem.NotFound} a
 * strategy that there is not.
 */
public final class ConnectionTemplates {

    private static final String KIND = "connection template";
    private static final JsonObject NONE = JsonObject.of(Map.of());

    private final ConnectionTemplateStore store = new ConnectionTemplateStore();
    private final Database database;
    private final Options options;
    private final AuditLog audit;

    public ConnectionTemplates(Database database, SecretBox box, AuditLog audit) {
        this.database = database;
        this.options = new Options(box);
        this.audit = audit;
    }

    /** The template of a strategy. */
    public JsonObject get(TenantId tenant, String strategy) {
        requireStrategy(strategy);
        return seen(tenant, strategy).plain.orElse(NONE);
    }

    /** Whether any strategy has one. */
    public boolean areKept(TenantId tenant) {
        return database.read(tx -> store.isAny(tx, tenant));
    }

    /**
     * Puts other options into the place of those that are there; none are as good as no template. Refuses with {@link Problem.Invalid} and
     * {@link Problem.NotAllowed} what a connection of the strategy cannot have.
     */
    public JsonObject put(TenantId tenant, String strategy, JsonObject template, Origin origin) {
        requireStrategy(strategy);
        Attributes.requireAllowed(template);
        StrategyOptions.requireAllowed(strategy, template);
        if (template.names().isEmpty()) {
            remove(tenant, strategy, origin);
            return template;
        }
        var text = options.seal(Options.bounded(template));
        var seen = seen(tenant, strategy);
        database.change(tx -> {
            var before = before(tx, tenant, strategy, seen);
            if (!before.equals(Optional.of(template))) {
                store.put(tx, tenant, strategy, text);
                audit.record(tx, tenant, origin, "change", KIND, strategy, told(before), told(Optional.of(template)));
            }
        });
        return template;
    }

    /** Takes the template of a strategy away, if it has one. */
    public void remove(TenantId tenant, String strategy, Origin origin) {
        requireStrategy(strategy);
        var seen = seen(tenant, strategy);
        database.change(tx -> {
            var before = before(tx, tenant, strategy, seen);
            if (before.isPresent()) {
                store.delete(tx, tenant, strategy);
                audit.record(tx, tenant, origin, "delete", KIND, strategy, told(before), "");
            }
        });
    }

    /** A template with what it is sealed as, so that in a transaction it need not be opened again. */
    private record Seen(Optional<String> text, Optional<JsonObject> plain) {}

    private Seen seen(TenantId tenant, String strategy) {
        var text = database.read(tx -> store.find(tx, tenant, strategy));
        return new Seen(text, text.map(options::open));
    }

    private Optional<JsonObject> before(Tx tx, TenantId tenant, String strategy, Seen seen) {
        var text = store.lock(tx, tenant, strategy);
        return text.equals(seen.text) ? seen.plain : text.map(options::open);
    }

    private static void requireStrategy(String strategy) {
        if (Strategies.find(strategy).isEmpty()) {
            throw new Problem.NotFound("strategy", strategy).asException();
        }
    }

    private static String told(Optional<JsonObject> template) {
        return template.map(Options::told).map(JsonObject::toString).orElse("");
    }
}
