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

/** What only one user of a connection may have, as rows. */
final class UserIdentifierStore {

    private static final String INSERT = """
            INSERT INTO user_identifier (tenant_id, connection, type, value, user_id)
            VALUES (:tenant, :connection, :type, :value, :user)
            ON CONFLICT DO NOTHING
            """;

    private static final String OF_USERS = """
            SELECT connection, type, value, user_id FROM user_identifier
            WHERE tenant_id = :tenant AND user_id IN (<users>)
            """;

    private static final String FIND = """
            SELECT value, user_id FROM user_identifier
            WHERE tenant_id = :tenant AND connection = :connection AND type = :type AND value IN (<values>)
            """;

    private static final String DELETE = """
            DELETE FROM user_identifier WHERE tenant_id = :tenant AND connection = :connection AND type = :type
                AND value = :value AND user_id = :user
            """;

    /** An identifier and whose it is, or is to be. */
    record Row(UserIdentifier identifier, UserId user) {

        private static final Comparator<Row> ORDER = Comparator.comparing(Row::identifier);
    }

    /** Adds those that nobody has. {@link #of} tells which. */
    void insert(Tx tx, TenantId tenant, Collection<Row> rows) {
        tx.bulk(INSERT, rows.stream().sorted(Row.ORDER).toList(), (batch, row) -> bind(batch, tenant, row));
    }

    /** Those of some users. */
    List<Row> of(Tx tx, TenantId tenant, Collection<UserId> users) {
        return users.isEmpty()
                ? List.of()
                : tx.list(
                        OF_USERS,
                        q -> q.bind("tenant", tenant.value())
                                .bindList(
                                        "users",
                                        users.stream().map(UserId::value).toList()),
                        (row, _) -> new Row(
                                new UserIdentifier(
                                        row.getString("connection"), row.getString("type"), row.getString("value")),
                                new UserId(row.getString("user_id"))));
    }

    /** Whose these are, by their values. */
    Map<String, UserId> find(Tx tx, TenantId tenant, String connection, String type, Collection<String> values) {
        return values.isEmpty()
                ? Map.of()
                : tx
                        .list(
                                FIND,
                                q -> q.bind("tenant", tenant.value())
                                        .bind("connection", UserIdentifier.connectionKey(connection))
                                        .bind("type", type)
                                        .bindList("values", List.copyOf(values)),
                                (row, _) -> Map.entry(row.getString("value"), new UserId(row.getString("user_id"))))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void delete(Tx tx, TenantId tenant, Collection<Row> rows) {
        tx.bulk(DELETE, rows.stream().sorted(Row.ORDER).toList(), (batch, row) -> bind(batch, tenant, row));
    }

    private static void bind(PreparedBatch batch, TenantId tenant, Row row) {
        batch.bind("tenant", tenant.value())
                .bind("connection", row.identifier.connection())
                .bind("type", row.identifier.type())
                .bind("value", row.identifier.value())
                .bind("user", row.user.value());
    }
}
