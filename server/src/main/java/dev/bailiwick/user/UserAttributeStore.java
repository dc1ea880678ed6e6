package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.UserAttributes.Attribute;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What users are searched by, as rows. */
final class UserAttributeStore {

    private static final String INSERT = """
            INSERT INTO user_attribute (tenant_id, path, value, user_seq) VALUES (:tenant, :path, :value, :user)
            """;

    private static final String DELETE = """
            DELETE FROM user_attribute
            WHERE tenant_id = :tenant AND path = :path AND value = :value AND user_seq = :user
            """;

    /** An attribute of a user, who is known here by the number of creation. */
    record Row(Attribute attribute, long user) implements Comparable<Row> {

        private static final Comparator<Row> ORDER =
                Comparator.comparing(Row::attribute).thenComparingLong(Row::user);

        @Override
        public int compareTo(Row other) {
            return ORDER.compare(this, other);
        }
    }

    /** Adds what is not there. */
    void insert(Tx tx, TenantId tenant, List<Row> rows) {
        tx.bulk(INSERT, rows.stream().sorted().toList(), (batch, row) -> bind(batch, tenant, row));
    }

    void delete(Tx tx, TenantId tenant, List<Row> rows) {
        tx.bulk(DELETE, rows.stream().sorted().toList(), (batch, row) -> bind(batch, tenant, row));
    }

    private static void bind(PreparedBatch batch, TenantId tenant, Row row) {
        batch.bind("tenant", tenant.value())
                .bind("path", row.attribute.path())
                .bind("value", row.attribute.value())
                .bind("user", row.user);
    }
}
