package dev.bailiwick.rule;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** A tenant's rules. Changes refuse with {@link Problem.Conflict} a name or an order that another one has. */
public final class Rules {

    static final String KIND = "rule";

    /** As many as pages by number reach. */
    private static final int MOST = 1_000;

    /** The greatest number that every reader of JSON has exactly (RFC 8259 section 6). */
    private static final long LAST_ORDER = (1L << 53) - 1;

    private static final int ID_LENGTH = 16;

    /** Scripts are not for everybody who may read the log. */
    private static final Set<String> TOLD = Set.of("id", "name", "stage");

    private final Database database;
    private final AuditLog audit;
    private final RandomText random;
    private final RuleStore store = new RuleStore();

    public Rules(Database database, AuditLog audit, RandomText random) {
        this.database = database;
        this.audit = audit;
        this.random = random;
    }

    /**
     * Part of them, in the order of their creation.
     *
     * @param enabled whether those that are switched on are wanted, or those that are not; empty for both
     */
    public Sliced<Rule> list(TenantId tenant, Optional<Boolean> enabled, Slice slice) {
        return database.glance(tx -> store.list(tx, tenant, enabled, slice));
    }

    /** Refuses with {@link Problem.NotFound} one that is not there. */
    public Rule get(TenantId tenant, RuleId id) {
        return database.read(tx -> store.find(tx, tenant, id)).orElseThrow(() -> absent(id));
    }

    /** The one of this name, if there is one. */
    public Optional<Rule> named(TenantId tenant, String name) {
        return database.read(tx -> store.named(tx, tenant, name));
    }

    /** Adds a rule. Refuses with {@link Problem.TooMany} one more than there may be. */
    public Rule add(TenantId tenant, RuleDraft draft, Origin origin) {
        var id = new RuleId("rul_" + random.alphanumeric(ID_LENGTH));
        return database.transaction(tx -> {
            long seq = store.reserve(tx, tenant);
            if (store.count(tx, tenant) >= MOST) {
                throw new Problem.TooMany(KIND, MOST).asException();
            }
            long order = draft.order().orElseGet(() -> store.last(tx, tenant, draft.stage()) + 1);
            if (order > LAST_ORDER) {
                throw new Problem.Invalid(Part.BODY, "/order", "No order is left behind the last").asException();
            }
            var added = new Rule(id, draft.name(), draft.script(), draft.stage(), order, draft.isEnabled());
            store.insert(tx, tenant, seq, added);
            record(tx, tenant, origin, "create", id, "", told(json(added)));
            return added;
        });
    }

    /** Changes what is given. Refuses with {@link Problem.NotFound} a rule that is not there. */
    public Rule change(TenantId tenant, RuleId id, RuleChange change, Origin origin) {
        return database.transaction(tx -> {
            var before = store.lock(tx, tenant, id).orElseThrow(() -> absent(id));
            var after = change.of(before);
            if (!after.equals(before)) {
                store.update(tx, tenant, after);
                var was = json(before);
                var is = json(after);
                record(tx, tenant, origin, "update", id, told(was.unlike(is)), told(is.unlike(was)));
            }
            return after;
        });
    }

    /** Removes a rule; one that is not there is no error. */
    public void remove(TenantId tenant, RuleId id, Origin origin) {
        database.change(tx -> store.lock(tx, tenant, id).ifPresent(before -> {
            store.delete(tx, tenant, id);
            record(tx, tenant, origin, "delete", id, told(json(before)), "");
        }));
    }

    private static RuntimeException absent(RuleId id) {
        return new Problem.NotFound(KIND, id.value()).asException();
    }

    private void record(Tx tx, TenantId tenant, Origin origin, String action, RuleId id, String before, String after) {
        audit.record(tx, tenant, origin, action, KIND, id.value(), before, after);
    }

    private static String told(JsonObject rule) {
        return rule.hidingTexts(TOLD).toString();
    }

    private static JsonObject json(Rule rule) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", rule.id().value());
        members.put("name", rule.name());
        members.put("stage", rule.stage());
        members.put("order", rule.order());
        members.put("enabled", rule.isEnabled());
        members.put("script", rule.script());
        return JsonObject.of(members);
    }
}
