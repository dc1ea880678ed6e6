package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Update;

/** Permissions as rows. For changes the structure's version must be locked. */
final class PermissionStore {

    private static final String TABLE = "permission";

    private static final String LIST = """
            SELECT seq, id, client_id, client_type, name, description
            FROM permission WHERE tenant_id = :tenant %s ORDER BY seq
            """;

    /** CROSS JOIN: SQLite keeps that order, from the roles to what they have. */
    private static final String OF_ROLES = """
            SELECT DISTINCT p.seq
            FROM role_permission a CROSS JOIN permission p
            WHERE a.tenant_id = :tenant AND a.role_seq IN (<roles>) AND p.tenant_id = :tenant AND p.id = a.permission_id
            """;

    private static final String FIND = """
            SELECT id, client_id, client_type, name, description FROM permission WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String OF_OTHERS = """
            SELECT id FROM permission WHERE tenant_id = :tenant AND id IN (<ids>) AND client_id <> :client
            ORDER BY seq LIMIT 1
            """;

    /** A twin has the same name and is in the way of a new one, too, though no index says so. */
    private static final String TAKEN = """
            SELECT id FROM permission
            WHERE tenant_id = :tenant AND client_id = :client AND name_key = :nameKey AND id <> :id LIMIT 1
            """;

    private static final String INSERT = """
            INSERT INTO permission (tenant_id, seq, id, client_id, client_type, name, name_key, twin, description)
            VALUES (:tenant, :seq, :id, :client, :clientType, :name, :nameKey, '', :description)
            """;

    private static final String UPDATE = """
            UPDATE permission SET client_type = :clientType, name = :name, description = :description,
                twin = CASE WHEN client_id = :client AND name_key = :nameKey THEN twin ELSE '' END,
                client_id = :client, name_key = :nameKey
            WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String ROLES = """
            SELECT DISTINCT r.seq, r.name
            FROM role_permission a JOIN role r ON r.tenant_id = a.tenant_id AND r.seq = a.role_seq
            WHERE a.tenant_id = :tenant AND a.permission_id = :id ORDER BY r.seq
            """;

    private static final String DELETE = "DELETE FROM permission WHERE tenant_id = :tenant AND id = :id";
    private static final String DELETE_ALL = "DELETE FROM permission WHERE tenant_id = :tenant";

    private static final RowMapper<Permission> PERMISSION = (row, _) -> new Permission(
            new PermissionId(row.getString("id")),
            new ClientId(row.getString("client_id")),
            row.getString("client_type"),
            row.getString("name"),
            row.getString("description"));

    /** All permissions, in the order of their creation. */
    List<Permission> list(Tx tx, TenantId tenant) {
        return SelectionStore.list(tx, Selection.all(tenant), LIST, "seq", PERMISSION);
    }

    /** Some of the permissions, in the order of their creation. */
    Sliced<Permission> list(Tx tx, TenantId tenant, Slice slice) {
        var which = SelectionStore.on(tx, tenant, TABLE, slice);
        var rows = SelectionStore.list(
                tx,
                which,
                LIST,
                "seq",
                (row, context) -> new Sliced.Numbered<>(row.getLong("seq"), PERMISSION.map(row, context)));
        return Sliced.of(rows, slice, SelectionStore.count(tx, tenant, TABLE));
    }

    /** The permissions that any of the roles, by their numbers, has, each once, in the order of their creation. */
    List<Permission> ofRoles(Tx tx, TenantId tenant, List<Long> roleSeqs) {
        var seqs = new HashSet<Long>();
        for (var some : SelectionStore.chunks(roleSeqs)) {
            seqs.addAll(tx.list(
                    OF_ROLES,
                    q -> q.bind("tenant", tenant.value()).bindList("roles", some),
                    (row, _) -> row.getLong("seq")));
        }
        return SelectionStore.list(tx, new Selection(tenant, seqs), LIST, "seq", PERMISSION);
    }

    Optional<Permission> find(Tx tx, TenantId tenant, PermissionId id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), PERMISSION);
    }

    /** One of the given permissions that belongs to another client than this; unknown ones belong to none. */
    Optional<PermissionId> ofOtherClients(Tx tx, TenantId tenant, ClientId client, List<PermissionId> ids) {
        var texts = ids.stream().map(PermissionId::value).distinct().sorted().toList();
        for (var some : SelectionStore.chunks(texts, SelectionStore.MOST)) {
            var found = tx.first(
                    OF_OTHERS,
                    q -> q.bind("tenant", tenant.value()).bindList("ids", some).bind("client", client.value()),
                    (row, _) -> new PermissionId(row.getString("id")));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Refuses with {@link Problem.Conflict} a name that another permission of the client has. */
    void requireFree(Tx tx, TenantId tenant, Permission permission) {
        tx.first(
                        TAKEN,
                        q -> q.bind("tenant", tenant.value())
                                .bind("client", permission.client().value())
                                .bind("nameKey", NameKey.of(permission.name()))
                                .bind("id", permission.id().value()),
                        (row, _) -> row.getString("id"))
                .ifPresent(_ -> {
                    throw taken(permission).asException();
                });
    }

    /** Refuses with {@link Problem.InUse} a permission that roles have, be it there or not. */
    void requireUnused(Tx tx, TenantId tenant, PermissionId id) {
        List<String> roles = tx.list(
                ROLES, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), (row, _) -> row.getString("name"));
        if (!roles.isEmpty()) {
            throw new Problem.InUse("permission", "role", roles).asException();
        }
    }

    void insert(Tx tx, TenantId tenant, Permission permission) {
        long seq = Sequences.reserve(tx, tenant.value(), "permission", 1);
        tx.write(INSERT, u -> bound(u, tenant, permission).bind("seq", seq), taken(permission));
    }

    /** A permission that keeps its client and, but for case, its name stays the twin that it may be. */
    void update(Tx tx, TenantId tenant, Permission permission) {
        tx.write(UPDATE, u -> bound(u, tenant, permission), taken(permission));
    }

    void delete(Tx tx, TenantId tenant, PermissionId id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
    }

    void deleteAll(Tx tx, TenantId tenant) {
        tx.write(DELETE_ALL, u -> u.bind("tenant", tenant.value()));
    }

    private static Update bound(Update update, TenantId tenant, Permission permission) {
        return update.bind("tenant", tenant.value())
                .bind("id", permission.id().value())
                .bind("client", permission.client().value())
                .bind("clientType", permission.clientType())
                .bind("name", permission.name())
                .bind("nameKey", NameKey.of(permission.name()))
                .bind("description", permission.description());
    }

    private static Problem taken(Permission permission) {
        return new Problem.Conflict("permission", "name", permission.name());
    }
}
