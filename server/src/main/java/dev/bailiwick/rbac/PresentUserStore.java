package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.HashSet;
import java.util.List;

/** Which ids are those of users. What else is known of users is no business of this package. */
final class PresentUserStore {

    private static final String AMONG = """
            SELECT user_id FROM user_profile WHERE tenant_id = :tenant AND user_id IN (<ids>)
            """;

    /** Refuses with {@link Problem.NotFound} one that is not there. */
    void require(Tx tx, TenantId tenant, UserId user) {
        require(tx, tenant, List.of(user), "user");
    }

    /** Refuses with {@link Problem.NotFound} of {@code users} the first, by its id, that is not there. */
    void requireAll(Tx tx, TenantId tenant, List<UserId> users) {
        require(tx, tenant, users, "users");
    }

    private static void require(Tx tx, TenantId tenant, List<UserId> users, String kind) {
        var ids = users.stream().map(UserId::value).distinct().sorted().toList();
        if (ids.isEmpty()) {
            return;
        }
        var present = new HashSet<>(tx.list(
                AMONG,
                q -> q.bind("tenant", tenant.value()).bindList("ids", ids),
                (row, _) -> row.getString("user_id")));
        ids.stream().filter(id -> !present.contains(id)).findFirst().ifPresent(id -> {
            throw new Problem.NotFound(kind, id).asException();
        });
    }
}
