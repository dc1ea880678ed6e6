package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.AuthorizationGraph.GroupNode;
import dev.bailiwick.rbac.AuthorizationGraph.Node;
import dev.bailiwick.rbac.AuthorizationGraph.PermissionNode;
import dev.bailiwick.rbac.AuthorizationGraph.RoleNode;
import dev.bailiwick.rbac.EvidenceStore.Known;
import dev.bailiwick.rbac.EvidenceStore.Row;
import dev.bailiwick.rbac.GraphDraft.GroupRow;
import dev.bailiwick.rbac.GraphDraft.RoleRow;
import dev.bailiwick.rbac.GraphDraft.Rows;
import dev.bailiwick.rbac.VersionStore.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;

/** The part of the statement of decisions that tells what has become of the graphs in memory, and what its rows say. */
final class NewsStore {

    /** More than that is another's work: a load in a snapshot of its own, which may take its time. */
    private static final int MOST_ROWS = 10_000;

    /**
     * The change that made the graph's version, and the next 16. A subquery to each graph: PostgreSQL takes the few rows from
     * the end of the index then, and knows that they are few.
     */
    private static final String CHANGED = """
            SELECT * FROM (
                SELECT NUMBER AS n, tenant_id, CAST(:numberNUMBER AS BIGINT) AS since, number, stamp, kind, id
                FROM authz_change WHERE tenant_id = :knownNUMBER AND number >= :numberNUMBER
                ORDER BY number LIMIT 17
            ) AS changedNUMBER
            """;

    private static final String TABLES = """
            , changed (n, tenant_id, since, number, stamp, kind, id) AS (
                <changed>
            ), touched (n, tenant_id, kind, id) AS (
                SELECT DISTINCT n, tenant_id, kind, id FROM changed WHERE number > since
            ), the_group (n, tenant_id, seq, id, name, description) AS (
                SELECT t.n, g.tenant_id, g.seq, g.id, g.name, g.description
                FROM touched t CROSS JOIN user_group g
                WHERE t.kind = 'group' AND g.tenant_id = t.tenant_id AND g.id = t.id
            ), the_role (n, tenant_id, seq, id, client_id, name, description) AS (
                SELECT t.n, r.tenant_id, r.seq, r.id, r.client_id, r.name, r.description
                FROM touched t CROSS JOIN role r
                WHERE t.kind = 'role' AND r.tenant_id = t.tenant_id AND r.id = t.id
            )
            """;

    private static final String NEWS = """
            UNION ALL
            SELECT * FROM (
                SELECT n, 'change' AS kind, 0 AS value, number, stamp, kind AS a, id AS b, '' AS c, '' AS d FROM changed
                UNION ALL
                SELECT n, 'a group', seq, 0, 0, id, name, description, '' FROM the_group
                UNION ALL
                SELECT g.n, 'nesting', g.seq, i.seq, 0, '', '', '', ''
                FROM the_group g CROSS JOIN group_nesting x CROSS JOIN user_group i
                WHERE x.tenant_id = g.tenant_id AND x.group_seq = g.seq
                AND i.tenant_id = x.tenant_id AND i.id = x.nested_id
                UNION ALL
                SELECT g.n, 'role of group', g.seq, r.seq, 0, '', '', '', ''
                FROM the_group g CROSS JOIN group_role x CROSS JOIN role r
                WHERE x.tenant_id = g.tenant_id AND x.group_seq = g.seq
                AND r.tenant_id = x.tenant_id AND r.id = x.role_id
                UNION ALL
                SELECT g.n, 'mapping', g.seq, 0, 0, m.id, m.group_name, m.connection_name, ''
                FROM the_group g CROSS JOIN group_mapping m
                WHERE m.tenant_id = g.tenant_id AND m.group_seq = g.seq
                UNION ALL
                SELECT n, 'a role', seq, 0, 0, id, client_id, name, description FROM the_role
                UNION ALL
                SELECT DISTINCT r.n, 'permission of role', r.seq, p.seq, 0, '', '', '', ''
                FROM the_role r CROSS JOIN role_permission x CROSS JOIN permission p
                WHERE x.tenant_id = r.tenant_id AND x.role_seq = r.seq
                AND p.tenant_id = x.tenant_id AND p.id = x.permission_id
                UNION ALL
                SELECT t.n, 'a permission', p.seq, 0, 0, p.id, p.client_id, p.name, ''
                FROM touched t CROSS JOIN permission p
                WHERE t.kind = 'permission' AND p.tenant_id = t.tenant_id AND p.id = t.id
            LIMIT 10000) AS news
            """;

    private NewsStore() {}

    /** The tables that {@link #rows} reads, for so many graphs. */
    static String tables(int known) {
        return known == 0
                ? ""
                : TABLES.replace(
                        "<changed>",
                        IntStream.range(0, known)
                                .mapToObj(n -> CHANGED.replace("NUMBER", String.valueOf(n)))
                                .collect(Collectors.joining("UNION ALL\n")));
    }

    /** What is added to the rows of the statement. */
    static String rows(int known) {
        return known == 0 ? "" : NEWS;
    }

    static void bind(Query query, List<Known> known) {
        for (int n = 0; n < known.size(); n++) {
            query.bind("known" + n, known.get(n).tenant().value())
                    .bind("number" + n, known.get(n).graph().version().number());
        }
    }

    /** What the rows say of each of so many graphs; nothing where they may not be all. */
    static List<Optional<News>> news(List<Row> rows, int known) {
        if (rows.size() >= MOST_ROWS) {
            return Collections.nCopies(known, Optional.empty());
        }
        var found = IntStream.range(0, known).mapToObj(_ -> new Found()).toList();
        rows.forEach(row -> found.get(row.n()).take(row));
        return found.stream().map(each -> Optional.of(each.news())).toList();
    }

    /** The rows about one structure, as they come in. */
    private static final class Found {

        private final List<Change> changes = new ArrayList<>();
        private final List<GroupNode> groups = new ArrayList<>();
        private final List<RoleNode> roles = new ArrayList<>();
        private final List<PermissionNode> permissions = new ArrayList<>();
        private final Map<Long, List<Long>> nested = new HashMap<>();
        private final Map<Long, List<Long>> rolesOfGroup = new HashMap<>();
        private final Map<Long, List<Long>> permissionsOfRole = new HashMap<>();
        private final Map<Long, List<GroupMapping>> mappings = new HashMap<>();

        void take(Row row) {
            long seq = row.value();
            switch (row.kind()) {
                case "change" -> changes.add(new Change(row.version(), row.a(), row.b()));
                case "a group" -> groups.add(new GroupNode(seq, new GroupId(row.a()), row.b(), row.c()));
                case "a role" ->
                    roles.add(new RoleNode(seq, new RoleId(row.a()), new ClientId(row.b()), row.c(), row.d()));
                case "a permission" ->
                    permissions.add(new PermissionNode(seq, new PermissionId(row.a()), new ClientId(row.b()), row.c()));
                case "nesting" -> add(nested, seq, row.version().number());
                case "role of group" -> add(rolesOfGroup, seq, row.version().number());
                case "permission of role" ->
                    add(permissionsOfRole, seq, row.version().number());
                default -> add(mappings, seq, new GroupMapping(row.a(), row.b(), row.c()));
            }
        }

        News news() {
            changes.sort(Comparator.comparingLong(change -> change.version().number()));
            groups.sort(Comparator.comparingLong(GroupNode::seq));
            roles.sort(Comparator.comparingLong(RoleNode::seq));
            permissions.sort(Comparator.comparingLong(PermissionNode::seq));
            return new News(
                    changes,
                    new Rows(
                            groups.stream()
                                    .map(node -> new GroupRow(
                                            node, of(nested, node), of(rolesOfGroup, node), of(mappings, node)))
                                    .toList(),
                            roles.stream()
                                    .map(node -> new RoleRow(node, of(permissionsOfRole, node)))
                                    .toList(),
                            permissions));
        }

        private static <T> void add(Map<Long, List<T>> all, long seq, T one) {
            all.computeIfAbsent(seq, _ -> new ArrayList<>()).add(one);
        }

        private static <T> List<T> of(Map<Long, List<T>> all, Node node) {
            return all.getOrDefault(node.seq(), List.of());
        }
    }
}
