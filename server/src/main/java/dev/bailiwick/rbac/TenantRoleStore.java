package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Tenant roles as rows. */
final class TenantRoleStore {

    /** Told apart by position and not by LIKE, whose case differs between the engines. */
    private static final String NAMED = """
            FROM tenant_role WHERE tenant_id = :tenant AND (:part = '' OR REPLACE(name_key, :part, '') <> name_key)
            """;

    private static final String COUNT = "SELECT COUNT(*) AS total " + NAMED;

    private static final String LIST = "SELECT id, name, description, seq " + NAMED + """
            AND seq > :after ORDER BY seq LIMIT :limit OFFSET :offset
            """;

    private static final String FIND = """
            SELECT id, name, description FROM tenant_role WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String PRESENT = """
            SELECT id FROM tenant_role WHERE tenant_id = :tenant AND id IN (<ids>)
            """;

    /** Locks the row for the rest of the transaction. */
    private static final String LOCK = """
            UPDATE tenant_role SET name = name WHERE tenant_id = :tenant AND id = :id RETURNING id, name, description
            """;

    private static final String INSERT = """
            INSERT INTO tenant_role (tenant_id, id, seq, name, name_key, description)
            VALUES (:tenant, :id, :seq, :name, :nameKey, :description)
            """;

    private static final String UPDATE = """
            UPDATE tenant_role SET name = :name, name_key = :nameKey, description = :description
            WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String DELETE = "DELETE FROM tenant_role WHERE tenant_id = :tenant AND id = :id";

    static final RowMapper<TenantRole> ROLE = (row, _) ->
            new TenantRole(new TenantRoleId(row.getString("id")), row.getString("name"), row.getString("description"));

    /** Those whose name holds the part, whatever its case, in the order of their creation. */
    Sliced<TenantRole> list(Tx tx, TenantId tenant, String part, Slice slice) {
        var key = NameKey.of(part);
        long total = tx.first(
                        COUNT,
                        q -> q.bind("tenant", tenant.value()).bind("part", key),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
        var rows = tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value())
                        .bind("part", key)
                        .bind("after", slice.after())
                        .bind("offset", slice.offset())
                        .bind("limit", slice.rows()),
                (row, context) -> new Sliced.Numbered<>(row.getLong("seq"), ROLE.map(row, context)));
        return Sliced.of(rows, slice, total);
    }

    Optional<TenantRole> find(Tx tx, TenantId tenant, TenantRoleId id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), ROLE);
    }

    /** Those of the roles, at least one, that are there. */
    List<TenantRoleId> present(Tx tx, TenantId tenant, List<TenantRoleId> roles) {
        var ids = roles.stream().map(TenantRoleId::value).distinct().toList();
        return tx.list(
                PRESENT,
                q -> q.bind("tenant", tenant.value()).bindList("ids", ids),
                (row, _) -> new TenantRoleId(row.getString("id")));
    }

    /** The role as it stays until the transaction is over. */
    Optional<TenantRole> lock(Tx tx, TenantId tenant, TenantRoleId id) {
        return tx.first(LOCK, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), ROLE);
    }

    void insert(Tx tx, TenantId tenant, TenantRole role) {
        long seq = Sequences.reserve(tx, tenant.value(), "tenant_role", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", role.id().value())
                        .bind("seq", seq)
                        .bind("name", role.name())
                        .bind("nameKey", NameKey.of(role.name()))
                        .bind("description", role.description()),
                taken(role));
    }

    void update(Tx tx, TenantId tenant, TenantRole role) {
        tx.write(
                UPDATE,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", role.id().value())
                        .bind("name", role.name())
                        .bind("nameKey", NameKey.of(role.name()))
                        .bind("description", role.description()),
                taken(role));
    }

    /** With it go its scopes, and its users lose it. */
    void delete(Tx tx, TenantId tenant, TenantRoleId id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
    }

    private static Problem taken(TenantRole role) {
        return new Problem.Conflict(TenantRoles.KIND, "name", role.name());
    }
}
