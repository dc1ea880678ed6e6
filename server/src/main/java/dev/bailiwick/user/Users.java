package dev.bailiwick.user;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A tenant's users. */
public final class Users {

    private final Database database;
    private final UserStore store = new UserStore();
    private final UserSearchStore searches = new UserSearchStore();

    public Users(Database database) {
        this.database = database;
    }

    /** One user. Refuses with {@link Problem.NotFound} when there is no such one. */
    public User get(TenantId tenant, UserId id) {
        var user = find(tenant, List.of(id)).get(id);
        if (user == null) {
            throw new Problem.NotFound("user", id.value()).asException();
        }
        return user;
    }

    /** Those of the ids, of which there are not many, that are users. */
    public Map<UserId, User> find(TenantId tenant, Collection<UserId> ids) {
        return database.read(tx -> store.find(tx, tenant, ids));
    }

    /** Part of those whom the query means: from the last login on backwards, then those who never did. */
    public UserPage search(TenantId tenant, UserQuery query, long start, int limit) {
        return database.snapshot(tx -> searches.page(tx, tenant, query, start, limit));
    }
}
