package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.Set;

/**
 * Which clients users have logged in with, as far as anything tells: a refresh token that one has there, or what one has allowed it.
 * Whom a client knows is asked by {@link UserQuery.OfClient}.
 */
public final class UsedClients {

    private final Database database;
    private final UsedClientStore store = new UsedClientStore();

    public UsedClients(Database database) {
        this.database = database;
    }

    /** Those of a user; none of one who is not there. */
    public Set<ClientId> of(TenantId tenant, UserId user) {
        return database.read(tx -> store.of(tx, tenant, user));
    }
}
