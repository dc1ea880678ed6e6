package dev.bailiwick.user;

import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The identities of users beside their first, as rows. */
final class LinkedIdentityStore {

    private static final String INSERT = """
            INSERT INTO linked_identity (tenant_id, identity, user_id) VALUES (:tenant, :identity, :user)
            ON CONFLICT DO NOTHING
            """;

    private static final String FIND = """
            SELECT identity, user_id FROM linked_identity WHERE tenant_id = :tenant AND identity IN (<identities>)
            """;

    private static final String DELETE = """
            DELETE FROM linked_identity WHERE tenant_id = :tenant AND identity = :identity AND user_id = :user
            """;

    /** An identity and whose it is, or is to be. */
    record Row(String identity, UserId user) {

        private static final Comparator<Row> ORDER = Comparator.comparing(Row::identity);
    }

    /** Adds those that nobody has. {@link #find} tells whose they are. */
    void insert(Tx tx, TenantId tenant, Collection<Row> rows) {
        tx.bulk(INSERT, rows.stream().sorted(Row.ORDER).toList(), (batch, row) -> bind(batch, tenant, row));
    }

    /** Whose these are, of those that are somebody's. */
    Map<String, UserId> find(Tx tx, TenantId tenant, Collection<String> identities) {
        return identities.isEmpty()
                ? Map.of()
                : tx
                        .list(
                                FIND,
                                q -> q.bind("tenant", tenant.value()).bindList("identities", List.copyOf(identities)),
                                (row, _) -> Map.entry(row.getString("identity"), new UserId(row.getString("user_id"))))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void delete(Tx tx, TenantId tenant, Collection<Row> rows) {
        tx.bulk(DELETE, rows.stream().sorted(Row.ORDER).toList(), (batch, row) -> bind(batch, tenant, row));
    }

    private static void bind(PreparedBatch batch, TenantId tenant, Row row) {
        batch.bind("tenant", tenant.value()).bind("identity", row.identity).bind("user", row.user.value());
    }
}
