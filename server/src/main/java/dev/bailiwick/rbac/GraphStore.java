package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.AuthorizationGraph.GroupNode;
import dev.bailiwick.rbac.AuthorizationGraph.RoleNode;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Loads a tenant's structure as an {@link AuthorizationGraph}. All of it must come from one snapshot. */
final class GraphStore {

    private static final String GROUPS = """
            SELECT seq, id, name, description FROM user_group WHERE tenant_id = :tenant ORDER BY seq
            """;

    private static final String ROLES = """
            SELECT seq, id, client_id, name, description FROM role WHERE tenant_id = :tenant ORDER BY seq
            """;

    private static final String PERMISSIONS = """
            SELECT id, name FROM permission WHERE tenant_id = :tenant ORDER BY seq
            """;

    private static final String NESTINGS = """
            SELECT group_seq AS seq, nested_id AS target FROM group_nesting WHERE tenant_id = :tenant
            """;

    private static final String GROUP_ROLES = """
            SELECT group_seq AS seq, role_id AS target FROM group_role WHERE tenant_id = :tenant
            """;

    private static final String ROLE_PERMISSIONS = """
            SELECT role_seq AS seq, permission_id AS target FROM role_permission WHERE tenant_id = :tenant
            """;

    private static final String MAPPINGS = """
            SELECT group_seq, connection_name, group_name FROM group_mapping WHERE tenant_id = :tenant
            """;

    private final VersionStore versions;

    GraphStore(VersionStore versions) {
        this.versions = versions;
    }

    AuthorizationGraph load(Tx tx, TenantId tenant) {
        var version = versions.find(tx, tenant, Version.STRUCTURE);
        List<GroupNode> groups = all(
                tx,
                tenant,
                GROUPS,
                (row, _) -> new GroupNode(
                        row.getLong("seq"),
                        new GroupId(row.getString("id")),
                        row.getString("name"),
                        row.getString("description")));
        List<RoleNode> roles = all(
                tx,
                tenant,
                ROLES,
                (row, _) -> new RoleNode(
                        row.getLong("seq"),
                        new RoleId(row.getString("id")),
                        new ClientId(row.getString("client_id")),
                        row.getString("name"),
                        row.getString("description")));
        List<Permission> permissions =
                all(tx, tenant, PERMISSIONS, (row, _) -> new Permission(row.getString("id"), row.getString("name")));

        var groupBySeq = positions(groups, GroupNode::seq);
        var roleBySeq = positions(roles, RoleNode::seq);
        var groupById = positions(groups, group -> group.id().value());
        var roleById = positions(roles, role -> role.id().value());
        var permissionById = positions(permissions, Permission::id);
        var arrows = new Arrows();
        join(
                tx,
                tenant,
                NESTINGS,
                groupBySeq,
                groupById,
                (outer, nested) -> arrows.enclosing().add(nested, outer));
        join(tx, tenant, GROUP_ROLES, groupBySeq, roleById, arrows.rolesOfGroup()::add);
        join(tx, tenant, ROLE_PERMISSIONS, roleBySeq, permissionById, arrows.permissionsOfRole()::add);
        tx.each(
                MAPPINGS,
                q -> q.bind("tenant", tenant.value()),
                (row, _) -> new Arrows.Mapping(
                        at(groupBySeq, row.getLong("group_seq")),
                        row.getString("connection_name"),
                        row.getString("group_name")),
                arrows.mappings()::add);
        return new AuthorizationGraph(
                version,
                groups,
                roles,
                permissions.stream().map(Permission::name).toList(),
                arrows);
    }

    private record Permission(String id, String name) {}

    private record Arrow(int from, @Nullable Integer to) {}

    private interface ArrowReader {
        void read(int from, int to);
    }

    private static <T> List<T> all(Tx tx, TenantId tenant, String sql, RowMapper<T> mapper) {
        return tx.list(sql, q -> q.bind("tenant", tenant.value()), mapper);
    }

    private static void join(
            Tx tx,
            TenantId tenant,
            String sql,
            Map<Long, Integer> sources,
            Map<String, Integer> targets,
            ArrowReader reader) {
        tx.each(
                sql,
                q -> q.bind("tenant", tenant.value()),
                (row, _) -> new Arrow(at(sources, row.getLong("seq")), targets.get(row.getString("target"))),
                arrow -> {
                    if (arrow.to != null) {
                        reader.read(arrow.from, arrow.to);
                    }
                });
    }

    private static <T, K> Map<K, Integer> positions(List<T> nodes, Function<T, K> key) {
        var positions = new HashMap<K, Integer>();
        for (int i = 0; i < nodes.size(); i++) {
            positions.put(key.apply(nodes.get(i)), i);
        }
        return positions;
    }

    private static int at(Map<Long, Integer> positions, long seq) {
        var position = positions.get(seq);
        if (position == null) {
            throw new IllegalStateException("an arrow from nowhere: " + seq);
        }
        return position;
    }
}
