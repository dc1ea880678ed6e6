package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** What users have allowed clients. Logins will add to it. */
public final class UserGrants {

    private static final String KIND = "user grant";

    private final Database database;
    private final AuditLog audit;
    private final UserGrantStore store = new UserGrantStore();

    public UserGrants(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Those that are meant, in the order of their creation. */
    public Sliced<UserGrant> list(TenantId tenant, UserGrant.Filter filter, Slice slice) {
        return database.snapshot(tx -> store.list(tx, tenant, filter, slice));
    }

    /** Takes one back; one that is not there is no error. */
    public void remove(TenantId tenant, String id, Origin origin) {
        database.change(tx -> {
            if (store.delete(tx, tenant, id)) {
                audit.record(tx, tenant, origin, "delete", KIND, id, Json.text(List.of(id)), "");
            }
        });
    }

    /** Takes back all of a user. */
    public void removeAll(TenantId tenant, String userId, Origin origin) {
        database.change(tx -> {
            var removed = store.deleteOf(tx, tenant, userId);
            if (!removed.isEmpty()) {
                audit.record(tx, tenant, origin, "delete all", KIND, userId, Json.text(removed), "");
            }
        });
    }
}
