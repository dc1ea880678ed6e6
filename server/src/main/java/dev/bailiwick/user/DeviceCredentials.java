package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.tenant.TenantId;

/** What users' devices prove themselves by. Logins will add to it. */
public final class DeviceCredentials {

    private static final String KIND = "device credential";

    private final Database database;
    private final AuditLog audit;
    private final DeviceCredentialStore store = new DeviceCredentialStore();

    public DeviceCredentials(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Those that are meant, in the order of their creation. */
    public Sliced<DeviceCredential> list(TenantId tenant, DeviceCredential.Filter filter, Slice slice) {
        return database.snapshot(tx -> store.list(tx, tenant, filter, slice));
    }

    /** Removes one; one that is not there is no error. */
    public void remove(TenantId tenant, String id, Origin origin) {
        database.change(tx -> {
            if (store.delete(tx, tenant, id)) {
                audit.record(tx, tenant, origin, "delete", KIND, id, Json.text(id), "");
            }
        });
    }

    /** Removes those of a user that are refresh tokens. */
    public void removeTokens(TenantId tenant, String userId, Origin origin) {
        database.change(tx -> {
            var removed = store.deleteTokens(tx, tenant, userId);
            if (!removed.isEmpty()) {
                audit.record(tx, tenant, origin, "delete", KIND + "s", userId, Json.text(removed), "");
            }
        });
    }
}
