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

    /** Refuses with {@link Problem.NotFound} the first, by its id, that is not there. */
    void require(Tx tx, TenantId tenant, List<UserId> users) {
        var ids = users.stream().map(UserId::value).distinct().sorted().toList();
        if (ids.isEmpty()) {
            return;
        }
        var present = new HashSet<>(tx.list(
                AMONG,
                q -> q.bind("tenant", tenant.value()).bindList("ids", ids),
                (row, _) -> row.getString("user_id")));
        ids.stream().filter(id -> !present.contains(id)).findFirst().ifPresent(id -> {
            throw new Problem.NotFound("user", id).asException();
        });
    }
}
