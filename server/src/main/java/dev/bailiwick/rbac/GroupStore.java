package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Groups as rows, with everything that hangs on them. */
final class GroupStore {

    private static final String TABLE = "user_group";

    private static final String SEQ = "SELECT seq FROM user_group WHERE tenant_id = :tenant AND id = :id";

    private static final String SUMMARY = """
            SELECT name, description FROM user_group WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String GROUPS = """
            SELECT seq, id, name, description, has_members, has_nested, has_roles, has_mappings
            FROM user_group WHERE tenant_id = :tenant %s ORDER BY seq
            """;

    private static final String MEMBERS = """
            SELECT group_seq, user_id FROM group_member WHERE tenant_id = :tenant %s ORDER BY group_seq, position, user_id
            """;

    private static final String NESTED = """
            SELECT group_seq, nested_id FROM group_nesting WHERE tenant_id = :tenant %s ORDER BY group_seq, position, nested_id
            """;

    private static final String ROLES = """
            SELECT group_seq, role_id FROM group_role WHERE tenant_id = :tenant %s ORDER BY group_seq, position, role_id
            """;

    private static final String MAPPINGS = """
            SELECT group_seq, id, group_name, connection_name
            FROM group_mapping WHERE tenant_id = :tenant %s ORDER BY group_seq, position
            """;

    private static final String CHILDREN = """
            SELECT g.seq FROM group_nesting n JOIN user_group g ON g.tenant_id = n.tenant_id AND g.id = n.nested_id
            WHERE n.tenant_id = :tenant AND n.group_seq = :seq
            """;

    /** CROSS JOIN: SQLite keeps that order, and with another one the walk takes minutes. */
    private static final String ENCLOSING = """
            WITH RECURSIVE enclosing (seq) AS (
                SELECT CAST(:seq AS BIGINT)
                UNION
                SELECT n.group_seq
                FROM enclosing e CROSS JOIN user_group g CROSS JOIN group_nesting n
                WHERE g.tenant_id = :tenant AND g.seq = e.seq AND n.tenant_id = :tenant AND n.nested_id = g.id
            )
            SELECT seq FROM enclosing ORDER BY seq
            """;

    private static final String DELETE_ALL = "DELETE FROM user_group WHERE tenant_id = :tenant";

    private static final RowMapper<Long> NUMBER = (row, _) -> row.getLong("seq");

    private Optional<Long> seq(Tx tx, TenantId tenant, GroupId id) {
        return tx.first(SEQ, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), NUMBER);
    }

    /** The group's number; refuses with {@link Problem.NotFound} when there is no such group. */
    long numberOf(Tx tx, TenantId tenant, GroupId id) {
        return seq(tx, tenant, id).orElseThrow(() -> new Problem.NotFound("group", id.value()).asException());
    }

    Optional<GroupSummary> summary(Tx tx, TenantId tenant, GroupId id) {
        return tx.first(
                SUMMARY,
                q -> q.bind("tenant", tenant.value()).bind("id", id.value()),
                (row, _) -> new GroupSummary(id, row.getString("name"), row.getString("description")));
    }

    /**
     * A group as rows.
     *
     * @param group without its members, where they are left out
     * @param hasMembers whether it ever had any
     */
    record Row(long seq, Group group, boolean hasMembers) {}

    /** The selected groups with their members, in the order of their creation. */
    List<Group> list(Tx tx, Selection which) {
        if (which.isEmpty()) {
            return List.of();
        }
        var members = SelectionStore.gather(
                tx, which, MEMBERS, "group_seq", (row, _) -> new UserId(row.getString("user_id")));
        return rows(tx, which, members).stream().map(Row::group).toList();
    }

    /** The selected groups without their members, in the order of their creation. */
    List<Row> withoutMembers(Tx tx, Selection which) {
        return which.isEmpty() ? List.of() : rows(tx, which, null);
    }

    /** Some of a tenant's groups without their members, in the order of their creation. */
    Sliced<Row> withoutMembers(Tx tx, TenantId tenant, Slice slice) {
        var rows = withoutMembers(tx, SelectionStore.on(tx, tenant, TABLE, slice)).stream()
                .map(row -> new Sliced.Numbered<>(row.seq(), row))
                .toList();
        return Sliced.of(rows, slice, SelectionStore.count(tx, tenant, TABLE));
    }

    /** One group without its members. */
    Optional<Row> find(Tx tx, TenantId tenant, GroupId id) {
        return seq(tx, tenant, id)
                .flatMap(seq -> withoutMembers(tx, new Selection(tenant, List.of(seq))).stream()
                        .findFirst());
    }

    /** With the given members, or without any. */
    private static List<Row> rows(Tx tx, Selection which, @Nullable Map<Long, List<UserId>> members) {
        var nested = SelectionStore.gather(
                tx, which, NESTED, "group_seq", (row, _) -> new GroupId(row.getString("nested_id")));
        var roles =
                SelectionStore.gather(tx, which, ROLES, "group_seq", (row, _) -> new RoleId(row.getString("role_id")));
        var mappings = SelectionStore.gather(
                tx,
                which,
                MAPPINGS,
                "group_seq",
                (row, _) -> new GroupMapping(
                        row.getString("id"), row.getString("group_name"), row.getString("connection_name")));
        return SelectionStore.list(
                tx,
                which,
                GROUPS,
                "seq",
                (row, _) -> new Row(
                        row.getLong("seq"),
                        new Group(
                                new GroupId(row.getString("id")),
                                row.getString("name"),
                                row.getString("description"),
                                members == null ? null : present(row, "has_members", members),
                                present(row, "has_nested", nested),
                                present(row, "has_roles", roles),
                                present(row, "has_mappings", mappings)),
                        row.getBoolean("has_members")));
    }

    /** The numbers of the groups that are directly nested in a group. */
    List<Long> children(Tx tx, TenantId tenant, long seq) {
        return tx.list(CHILDREN, q -> q.bind("tenant", tenant.value()).bind("seq", seq), NUMBER);
    }

    /** The numbers of a group and of every group that encloses it at any distance, ascending. */
    List<Long> enclosing(Tx tx, TenantId tenant, long seq) {
        return tx.list(ENCLOSING, q -> q.bind("tenant", tenant.value()).bind("seq", seq), NUMBER);
    }

    void deleteAll(Tx tx, TenantId tenant) {
        tx.write(DELETE_ALL, u -> u.bind("tenant", tenant.value()));
    }

    /** The list of a row's values, null where the row says that the list was never used. */
    static <T> @Nullable List<T> present(ResultSet row, String flag, Map<Long, List<T>> values) throws SQLException {
        return row.getBoolean(flag) ? values.getOrDefault(row.getLong("seq"), List.of()) : null;
    }
}
