package dev.bailiwick.rbac;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users hold by one graph, in all clients at once, as numbers of {@link Holdings}: what decisions would tell client by client. */
final class HeldByGraph {

    private final AuthorizationGraph graph;
    private final @Nullable String connectionName;
    private final int[][] byRole;

    /**
     * Numbers what each role of the graph gives.
     *
     * @param connectionName the connection by which users come; null for one without mappings
     */
    HeldByGraph(AuthorizationGraph graph, Holdings holdings, @Nullable String connectionName) {
        this.graph = graph;
        this.connectionName = connectionName;
        this.byRole = new int[graph.roles().size()][];
        graph.roles().positions(_ -> true).forEach(role -> byRole[role] = given(role, holdings));
    }

    AuthorizationGraph graph() {
        return graph;
    }

    /** What a user holds who is in these. */
    BitSet of(Memberships memberships) {
        var evidence = new Evidence(graph, memberships);
        var roots = connectionName == null
                ? graph.groupsOf(memberships)
                : PolicyEvaluator.roots(evidence, connectionName, List.of());
        var roles = graph.rolesOfGroups(graph.enclosing(roots));
        roles.or(graph.rolesOf(memberships));
        return ofRoles(roles);
    }

    /** What somebody holds whom the identity provider has in a group of that name, and who is in nothing else. */
    BitSet ofProviderGroup(String connection, String groupName) {
        var groups = new BitSet();
        graph.addMapped(groups, connection, List.of(groupName));
        graph.addEnclosing(groups);
        return ofRoles(graph.rolesOfGroups(groups));
    }

    private BitSet ofRoles(BitSet roles) {
        var held = new BitSet();
        for (int role = roles.nextSetBit(0); role >= 0; role = roles.nextSetBit(role + 1)) {
            for (int holding : byRole[role]) {
                held.set(holding);
            }
        }
        return held;
    }

    private int[] given(int role, Holdings holdings) {
        var node = graph.role(role);
        var permissions = graph.arrows().permissionsOfRole(role);
        var given = new int[1 + permissions.length];
        given[0] = holdings.number(new Holding(node.client(), Holding.Kind.ROLE, node.name()));
        for (int i = 0; i < permissions.length; i++) {
            var name = graph.permission(permissions[i]).name();
            given[1 + i] = holdings.number(new Holding(node.client(), Holding.Kind.PERMISSION, name));
        }
        return given;
    }
}
