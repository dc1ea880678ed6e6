package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.stream.IntStream;

/** The mappings of single groups as rows. */
final class GroupMappingStore {

    private static final String LIST = """
            SELECT id, group_name, connection_name FROM group_mapping
            WHERE tenant_id = :tenant AND group_seq = :group ORDER BY position
            """;

    private static final String LAST = """
            SELECT position FROM group_mapping WHERE tenant_id = :tenant AND group_seq = :group
            ORDER BY position DESC LIMIT 1
            """;

    private static final String MARK = """
            UPDATE user_group SET has_mappings = :yes WHERE tenant_id = :tenant AND seq = :group AND NOT has_mappings
            """;

    private static final String INSERT = """
            INSERT INTO group_mapping (tenant_id, group_seq, position, id, group_name, connection_name)
            VALUES (:tenant, :group, :position, :id, :groupName, :connectionName)
            """;

    private static final String DELETE = """
            DELETE FROM group_mapping WHERE tenant_id = :tenant AND group_seq = :group AND id = :id
            """;

    List<GroupMapping> list(Tx tx, TenantId tenant, long group) {
        return tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value()).bind("group", group),
                (row, _) -> new GroupMapping(
                        row.getString("id"), row.getString("group_name"), row.getString("connection_name")));
    }

    /** Adds the mappings behind those that are there. The structure's version must be locked. */
    void add(Tx tx, TenantId tenant, long group, List<GroupMapping> mappings) {
        long first = tx.first(
                        LAST,
                        q -> q.bind("tenant", tenant.value()).bind("group", group),
                        (row, _) -> row.getLong("position") + 1)
                .orElse(0L);
        tx.write(
                MARK, u -> u.bind("tenant", tenant.value()).bind("group", group).bind("yes", true));
        tx.bulk(
                INSERT,
                () -> IntStream.range(0, mappings.size()).iterator(),
                (b, i) -> b.bind("tenant", tenant.value())
                        .bind("group", group)
                        .bind("position", first + i)
                        .bind("id", mappings.get(i).id())
                        .bind("groupName", mappings.get(i).groupName())
                        .bind("connectionName", mappings.get(i).connectionName()));
    }

    void remove(Tx tx, TenantId tenant, long group, List<GroupMapping> mappings) {
        tx.bulk(
                DELETE,
                mappings,
                (b, mapping) ->
                        b.bind("tenant", tenant.value()).bind("group", group).bind("id", mapping.id()));
    }
}
