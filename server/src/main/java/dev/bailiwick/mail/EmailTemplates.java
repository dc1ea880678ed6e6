package dev.bailiwick.mail;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a tenant's mail is to say. Methods refuse with {@link Problem.NotFound} a template that is not there. */
public final class EmailTemplates {

    static final String KIND = "email template";

    /** How many characters one may have, written as JSON. */
    private static final int LONGEST = 262_144;

    private final Database database;
    private final AuditLog audit;
    private final EmailTemplateStore store = new EmailTemplateStore();

    public EmailTemplates(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** One of the tenant's templates. */
    public JsonObject get(TenantId tenant, String name) {
        return database.read(tx -> store.find(tx, tenant, name)).orElseThrow(() -> absent(name));
    }

    /** Adds one. Refuses with {@link Problem.Conflict} one that is there already. */
    public JsonObject add(TenantId tenant, String name, JsonObject template, Origin origin) {
        var added = template.within(LONGEST, "");
        database.change(tx -> {
            store.insert(tx, tenant, name, added);
            audit.record(tx, tenant, origin, "create", KIND, name, "", added.toString());
        });
        return added;
    }

    /** Puts these members in the place of those it has. */
    public JsonObject change(TenantId tenant, String name, JsonObject members, Origin origin) {
        return change(tenant, name, before -> before.mergedWith(members, Set.of()), origin);
    }

    /** Puts another in its place. */
    public JsonObject replace(TenantId tenant, String name, JsonObject template, Origin origin) {
        return change(tenant, name, _ -> template, origin);
    }

    private JsonObject change(TenantId tenant, String name, UnaryOperator<JsonObject> change, Origin origin) {
        return database.transaction(tx -> {
            var before = store.lock(tx, tenant, name).orElseThrow(() -> absent(name));
            var after = change.apply(before).within(LONGEST, "");
            if (!after.equals(before)) {
                store.update(tx, tenant, name, after);
                audit.record(
                        tx,
                        tenant,
                        origin,
                        "update",
                        KIND,
                        name,
                        before.unlike(after).toString(),
                        after.unlike(before).toString());
            }
            return after;
        });
    }

    private static RuntimeException absent(String name) {
        return new Problem.NotFound(KIND, name).asException();
    }
}
