package dev.bailiwick.rbac;

import dev.bailiwick.rbac.AuthorizationGraph.GroupNode;
import dev.bailiwick.rbac.AuthorizationGraph.PermissionNode;
import dev.bailiwick.rbac.AuthorizationGraph.RoleNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A graph that is being made, from nothing or from an older one by what has changed since. */
final class GraphDraft {

    private final Nodes<GroupNode> groups;
    private final Nodes<RoleNode> roles;
    private final Nodes<PermissionNode> permissions;
    private final Arrows arrows;

    private GraphDraft(
            Nodes<GroupNode> groups, Nodes<RoleNode> roles, Nodes<PermissionNode> permissions, Arrows arrows) {
        this.groups = groups;
        this.roles = roles;
        this.permissions = permissions;
        this.arrows = arrows;
    }

    static GraphDraft empty() {
        return new GraphDraft(Nodes.empty(), Nodes.empty(), Nodes.empty(), Arrows.none());
    }

    static GraphDraft of(AuthorizationGraph old) {
        return new GraphDraft(
                old.groups().copy(),
                old.roles().copy(),
                old.permissions().copy(),
                old.arrows().copy());
    }

    /** A group as it is now, with the numbers of what hangs on it. */
    record GroupRow(GroupNode node, List<Long> nested, List<Long> roles, List<GroupMapping> mappings) {}

    /** A role as it is now, with the numbers of its permissions. */
    record RoleRow(RoleNode node, List<Long> permissions) {}

    /** What is there now of some or of all, each list in the order of creation. */
    record Rows(List<GroupRow> groups, List<RoleRow> roles, List<PermissionNode> permissions) {}

    /** The ids of what was touched and is perhaps there no more. */
    record Touched(Set<GroupId> groups, Set<RoleId> roles, Set<PermissionId> permissions) {}

    /** Puts what is there now in the place of what was. */
    GraphDraft put(Rows rows) {
        rows.permissions().forEach(permissions::put);
        rows.roles().forEach(row -> put(row.node()));
        rows.groups().forEach(row -> put(row.node()));
        for (var row : rows.roles()) {
            arrows.givePermissions(roles.position(row.node().seq()), positions(permissions, row.permissions()));
        }
        var inside = new LinkedHashMap<Integer, int[]>();
        var mappings = new LinkedHashMap<Integer, List<GroupMapping>>();
        for (var row : rows.groups()) {
            int group = groups.position(row.node().seq());
            inside.put(group, positions(groups, row.nested()));
            arrows.giveRoles(group, positions(roles, row.roles()));
            mappings.put(group, row.mappings());
        }
        arrows.nest(inside);
        arrows.map(mappings);
        return this;
    }

    /** Removes what was touched and is not among what is there now. Nothing else has an arrow to it: its removal would have been refused. */
    GraphDraft removeAbsent(Touched touched, Rows present) {
        present.groups().forEach(row -> touched.groups().remove(row.node().id()));
        present.roles().forEach(row -> touched.roles().remove(row.node().id()));
        present.permissions().forEach(node -> touched.permissions().remove(node.id()));
        if (!touched.groups().isEmpty()) {
            remove(groups.positions(node -> touched.groups().contains(node.id()))
                    .boxed()
                    .toList());
        }
        if (!touched.roles().isEmpty()) {
            roles.positions(node -> touched.roles().contains(node.id())).forEach(this::removeRole);
        }
        if (!touched.permissions().isEmpty()) {
            permissions
                    .positions(node -> touched.permissions().contains(node.id()))
                    .forEach(permissions::remove);
        }
        return this;
    }

    /** The graph. The draft is of no more use then. */
    AuthorizationGraph graph(Version version) {
        return new AuthorizationGraph(version, groups, roles, permissions, arrows);
    }

    private void put(GroupNode node) {
        boolean isNew = groups.position(node.seq()) < 0;
        groups.put(node);
        if (isNew) {
            arrows.addGroup();
        }
    }

    private void put(RoleNode node) {
        int known = roles.position(node.seq());
        if (known >= 0) {
            arrows.belong(known, roles.get(known).client(), false);
        }
        int role = roles.put(node);
        if (known < 0) {
            arrows.addRole();
        }
        arrows.belong(role, node.client(), true);
    }

    private void remove(List<Integer> gone) {
        arrows.nest(gone.stream().collect(Collectors.toMap(Function.identity(), _ -> new int[0])));
        arrows.map(gone.stream().collect(Collectors.toMap(Function.identity(), _ -> List.of())));
        for (int group : gone) {
            arrows.giveRoles(group, new int[0]);
            groups.remove(group);
        }
    }

    private void removeRole(int role) {
        arrows.belong(role, roles.get(role).client(), false);
        arrows.givePermissions(role, new int[0]);
        roles.remove(role);
    }

    /** Where these are; what is not there is left out. */
    private static int[] positions(Nodes<?> nodes, List<Long> seqs) {
        return seqs.stream()
                .mapToInt(nodes::position)
                .filter(position -> position >= 0)
                .toArray();
    }
}
