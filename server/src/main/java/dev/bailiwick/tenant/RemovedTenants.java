package dev.bailiwick.tenant;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.TenantTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tenants that are removed and still have rows. */
public final class RemovedTenants {

    /** So few that nobody who wants to write next waits long. */
    private static final int CHUNK = 500;

    private final Database database;
    private final TenantStore store = new TenantStore();
    private volatile @Nullable TenantTables tables;

    public RemovedTenants(Database database) {
        this.database = database;
    }

    /** Those whose rows are to be purged. */
    public List<TenantId> list() {
        return database.read(store::removed);
    }

    /**
     * Deletes some rows of a removed tenant, and the tenant's own with the last of them, whose cascade takes along what a
     * request under way may have written meanwhile. Several nodes may purge the same tenant: they do so in turn, since two
     * that chose the same rows would find fewer than there are.
     *
     * @return whether nothing is left
     */
    public boolean purgeSome(TenantId tenant) {
        var known = tables();
        return database.transaction(tx -> {
            if (!store.lockRemoved(tx, tenant)) {
                return true;
            }
            boolean isLast = known.removeSome(tx, tenant.value(), CHUNK) < CHUNK;
            if (isLast) {
                store.delete(tx, tenant);
            }
            return isLast;
        });
    }

    private TenantTables tables() {
        var known = tables;
        if (known == null) {
            known = database.read(TenantTables::of);
            tables = known;
        }
        return known;
    }
}
