package dev.bailiwick.user;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.connection.ConnectionUsers;
import dev.bailiwick.rbac.Assignments;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.function.Consumer;

/** How users go: with their memberships and all else that is theirs, so that whoever has the id next inherits nothing. */
public final class UserRemoval implements ConnectionUsers {

    private static final Origin PURGE = Origin.command("purge");
    private static final int CHUNK = 500;

    private final Database database;
    private final Assignments assignments;
    private final UserStore profiles = new UserStore();
    private final UserRows rows = new UserRows();
    private final UserCountStore counts = new UserCountStore();

    public UserRemoval(Database database, Assignments assignments) {
        this.database = database;
        this.assignments = assignments;
    }

    @Override
    public boolean removeSome(TenantId tenant, String connection, Consumer<Tx> behindTheLast) {
        var some = database.read(tx -> profiles.ofConnection(tx, tenant, connection, 0, CHUNK)).stream()
                .map(numbered -> numbered.item().id())
                .toList();
        boolean isLast = some.size() < CHUNK;
        assignments.removeAll(
                tenant,
                some,
                tx -> {
                    var gone = profiles.lock(tx, tenant, some);
                    rows.delete(tx, tenant, gone.values());
                    counts.went(tx, tenant, gone.keySet());
                    if (isLast) {
                        behindTheLast.accept(tx);
                    }
                },
                PURGE);
        return isLast;
    }
}
