package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** Adds, changes and removes single groups as rows. The structure's version must be locked. */
final class GroupRowStore {

    /** A twin has the same name and is in the way of a new one, too, though no index says so. */
    private static final String TAKEN = """
            SELECT id FROM user_group WHERE tenant_id = :tenant AND name_key = :nameKey AND id <> :id LIMIT 1
            """;

    private static final String INSERT = """
            INSERT INTO user_group (tenant_id, seq, id, name, name_key, twin, description,
                has_members, has_nested, has_roles, has_mappings)
            VALUES (:tenant, :seq, :id, :name, :nameKey, '', :description, :no, :no, :no, :no)
            """;

    private static final String UPDATE = """
            UPDATE user_group SET name = :name, description = :description,
                twin = CASE WHEN name_key = :nameKey THEN twin ELSE '' END, name_key = :nameKey
            WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String ENCLOSING = """
            SELECT g.name FROM group_nesting n JOIN user_group g ON g.tenant_id = n.tenant_id AND g.seq = n.group_seq
            WHERE n.tenant_id = :tenant AND n.nested_id = :id ORDER BY g.seq
            """;

    private static final String DELETE = "DELETE FROM user_group WHERE tenant_id = :tenant AND id = :id";

    /** Refuses with {@link Problem.Conflict} a name that another group has. */
    void requireFree(Tx tx, TenantId tenant, GroupId id, String name) {
        tx.first(
                        TAKEN,
                        q -> q.bind("tenant", tenant.value())
                                .bind("nameKey", NameKey.of(name))
                                .bind("id", id.value()),
                        (row, _) -> row.getString("id"))
                .ifPresent(_ -> {
                    throw taken(name).asException();
                });
    }

    void insert(Tx tx, TenantId tenant, GroupSummary group) {
        long seq = Sequences.reserve(tx, tenant.value(), "user_group", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("seq", seq)
                        .bind("id", group.id().value())
                        .bind("name", group.name())
                        .bind("nameKey", NameKey.of(group.name()))
                        .bind("description", group.description())
                        .bind("no", false),
                taken(group.name()));
    }

    /** A group that keeps its name, but for case, stays the twin that it may be. */
    void update(Tx tx, TenantId tenant, GroupSummary group) {
        tx.write(
                UPDATE,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", group.id().value())
                        .bind("name", group.name())
                        .bind("nameKey", NameKey.of(group.name()))
                        .bind("description", group.description()),
                taken(group.name()));
    }

    /** Refuses with {@link Problem.InUse} a group that is nested in others, be it there or not. */
    void requireUnused(Tx tx, TenantId tenant, GroupId id) {
        List<String> enclosing = tx.list(
                ENCLOSING,
                q -> q.bind("tenant", tenant.value()).bind("id", id.value()),
                (row, _) -> row.getString("name"));
        if (!enclosing.isEmpty()) {
            throw new Problem.InUse("group", "group", enclosing).asException();
        }
    }

    void delete(Tx tx, TenantId tenant, GroupId id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
    }

    private static Problem taken(String name) {
        return new Problem.Conflict("group", "name", name);
    }
}
