package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.AuthorizationGraph.GroupNode;
import dev.bailiwick.rbac.AuthorizationGraph.PermissionNode;
import dev.bailiwick.rbac.AuthorizationGraph.RoleNode;
import dev.bailiwick.rbac.GraphDraft.GroupRow;
import dev.bailiwick.rbac.GraphDraft.RoleRow;
import dev.bailiwick.rbac.GraphDraft.Rows;
import dev.bailiwick.rbac.GraphDraft.Touched;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads a tenant's structure as an {@link AuthorizationGraph}. All of it must come from one snapshot. */
final class GraphStore {

    private static final String GROUPS = """
            SELECT seq, id, name, description FROM user_group WHERE tenant_id = :tenant %s ORDER BY seq
            """;

    private static final String ROLES = """
            SELECT seq, id, client_id, name, description FROM role WHERE tenant_id = :tenant %s ORDER BY seq
            """;

    private static final String PERMISSIONS = """
            SELECT seq, id, client_id, name FROM permission WHERE tenant_id = :tenant %s ORDER BY seq
            """;

    private static final String NESTINGS = """
            SELECT n.group_seq, g.seq AS target
            FROM group_nesting n JOIN user_group g ON g.tenant_id = n.tenant_id AND g.id = n.nested_id
            WHERE n.tenant_id = :tenant %s
            """;

    private static final String GROUP_ROLES = """
            SELECT a.group_seq, r.seq AS target
            FROM group_role a JOIN role r ON r.tenant_id = a.tenant_id AND r.id = a.role_id
            WHERE a.tenant_id = :tenant %s
            """;

    private static final String ROLE_PERMISSIONS = """
            SELECT DISTINCT a.role_seq, p.seq AS target
            FROM role_permission a JOIN permission p ON p.tenant_id = a.tenant_id AND p.id = a.permission_id
            WHERE a.tenant_id = :tenant %s
            """;

    private static final String MAPPINGS = """
            SELECT group_seq, id, connection_name, group_name FROM group_mapping WHERE tenant_id = :tenant %s
            """;

    private static final String SEQS = "SELECT seq FROM TABLE WHERE tenant_id = :tenant AND id IN (<ids>)";

    private final VersionStore versions;

    GraphStore(VersionStore versions) {
        this.versions = versions;
    }

    /** The graph as it is now, with no more read than needed: an older one is brought up to date where that can be done. */
    AuthorizationGraph load(Tx tx, TenantId tenant, @Nullable AuthorizationGraph older) {
        var version = versions.find(tx, tenant, Version.STRUCTURE);
        if (older != null && !older.isWorn()) {
            var touched = versions.touchedSince(tx, tenant, older.version(), version);
            if (touched.isPresent()) {
                return followed(tx, tenant, older, touched.get(), version);
            }
        }
        var all = Selection.all(tenant);
        return GraphDraft.empty().put(rows(tx, all, all, all)).graph(version);
    }

    /** A graph brought up to date, where it is known what was touched since. */
    AuthorizationGraph followed(Tx tx, TenantId tenant, AuthorizationGraph older, Touched touched, Version version) {
        var present = touched(tx, tenant, touched);
        return GraphDraft.of(older).put(present).removeAbsent(touched, present).graph(version);
    }

    private static Rows touched(Tx tx, TenantId tenant, Touched touched) {
        return rows(
                tx,
                selection(
                        tx,
                        tenant,
                        "user_group",
                        touched.groups().stream().map(GroupId::value).toList()),
                selection(
                        tx,
                        tenant,
                        "role",
                        touched.roles().stream().map(RoleId::value).toList()),
                selection(
                        tx,
                        tenant,
                        "permission",
                        touched.permissions().stream().map(PermissionId::value).toList()));
    }

    private static Rows rows(Tx tx, Selection groups, Selection roles, Selection permissions) {
        return new Rows(groups(tx, groups), roles(tx, roles), permissions(tx, permissions));
    }

    private static List<GroupRow> groups(Tx tx, Selection which) {
        if (which.isEmpty()) {
            return List.of();
        }
        var nested = SelectionStore.gather(tx, which, NESTINGS, "group_seq", (row, _) -> row.getLong("target"));
        var roles = SelectionStore.gather(tx, which, GROUP_ROLES, "group_seq", (row, _) -> row.getLong("target"));
        var mappings = SelectionStore.gather(
                tx,
                which,
                MAPPINGS,
                "group_seq",
                (row, _) -> new GroupMapping(
                        row.getString("id"), row.getString("group_name"), row.getString("connection_name")));
        return SelectionStore.list(tx, which, GROUPS, "seq", (row, _) -> {
            long seq = row.getLong("seq");
            return new GroupRow(
                    new GroupNode(
                            seq, new GroupId(row.getString("id")), row.getString("name"), row.getString("description")),
                    nested.getOrDefault(seq, List.of()),
                    roles.getOrDefault(seq, List.of()),
                    mappings.getOrDefault(seq, List.of()));
        });
    }

    private static List<RoleRow> roles(Tx tx, Selection which) {
        if (which.isEmpty()) {
            return List.of();
        }
        var permissions =
                SelectionStore.gather(tx, which, ROLE_PERMISSIONS, "role_seq", (row, _) -> row.getLong("target"));
        return SelectionStore.list(tx, which, ROLES, "seq", (row, _) -> {
            long seq = row.getLong("seq");
            return new RoleRow(
                    new RoleNode(
                            seq,
                            new RoleId(row.getString("id")),
                            new ClientId(row.getString("client_id")),
                            row.getString("name"),
                            row.getString("description")),
                    permissions.getOrDefault(seq, List.of()));
        });
    }

    private static List<PermissionNode> permissions(Tx tx, Selection which) {
        if (which.isEmpty()) {
            return List.of();
        }
        return SelectionStore.list(
                tx,
                which,
                PERMISSIONS,
                "seq",
                (row, _) -> new PermissionNode(
                        row.getLong("seq"),
                        new PermissionId(row.getString("id")),
                        new ClientId(row.getString("client_id")),
                        row.getString("name")));
    }

    private static Selection selection(Tx tx, TenantId tenant, String table, Collection<String> ids) {
        var seqs = new ArrayList<Long>();
        for (var some : SelectionStore.chunks(ids.stream().sorted().toList(), 1_000)) {
            seqs.addAll(tx.list(
                    SEQS.replace("TABLE", table),
                    q -> q.bind("tenant", tenant.value()).bindList("ids", some),
                    (row, _) -> row.getLong("seq")));
        }
        return new Selection(tenant, seqs);
    }
}
