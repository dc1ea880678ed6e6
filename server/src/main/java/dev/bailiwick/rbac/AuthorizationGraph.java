package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A tenant's structure in memory, immutable: groups, roles and permissions as small numbers in the order of their
 * creation, and the arrows between them. Sets of them are {@link BitSet}s, which therefore always list in that order.
 *
 * <p>Arrows to things that do not exist are not here: they decide nothing. A number whose object was removed stays free,
 * with no arrow to it, so that the others keep theirs.
 */
final class AuthorizationGraph {

    /** What has a place in the order of creation. */
    sealed interface Node {
        /** Its number in the database. */
        long seq();

        String name();
    }

    /** A group as answers show it. */
    record GroupNode(long seq, GroupId id, String name, String description) implements Node {}

    /** A role as answers show it. */
    record RoleNode(long seq, RoleId id, ClientId client, String name, String description) implements Node {}

    /** A permission as answers show it. */
    record PermissionNode(long seq, PermissionId id, ClientId client, String name) implements Node {}

    private static final long NODE = 512;

    private final Version version;
    private final Nodes<GroupNode> groups;
    private final Nodes<RoleNode> roles;
    private final Nodes<PermissionNode> permissions;
    private final Arrows arrows;

    /**
     * A graph of its nodes and arrows, which nobody changes from now on.
     *
     * @param version the structure's version with which all this was read
     */
    AuthorizationGraph(
            Version version,
            Nodes<GroupNode> groups,
            Nodes<RoleNode> roles,
            Nodes<PermissionNode> permissions,
            Arrows arrows) {
        this.version = version;
        this.groups = groups;
        this.roles = roles;
        this.permissions = permissions;
        this.arrows = arrows;
    }

    /** Roughly the bytes that it takes. */
    long weight() {
        return NODE * (groups.size() + roles.size() + permissions.size()) + arrows.weight();
    }

    Version version() {
        return version;
    }

    /** Whether so many objects were removed from it that it is better loaded anew than brought up to date. */
    boolean isWorn() {
        int removed = groups.removed() + roles.removed() + permissions.removed();
        return removed > 1_000 && removed > (groups.size() + roles.size() + permissions.size()) / 4;
    }

    Nodes<GroupNode> groups() {
        return groups;
    }

    Nodes<RoleNode> roles() {
        return roles;
    }

    Nodes<PermissionNode> permissions() {
        return permissions;
    }

    Arrows arrows() {
        return arrows;
    }

    GroupNode group(int group) {
        return groups.get(group);
    }

    RoleNode role(int role) {
        return roles.get(role);
    }

    PermissionNode permission(int permission) {
        return permissions.get(permission);
    }

    /** The groups that a user is directly in. */
    BitSet groupsOf(Memberships memberships) {
        return positions(groups, memberships.groups());
    }

    /** The roles that are directly the user's. */
    BitSet rolesOf(Memberships memberships) {
        return positions(roles, memberships.roles());
    }

    /** Whether any group has a mapping under this connection, or had one. */
    boolean hasMappings(String connectionName) {
        return arrows.mapped().containsKey(connectionName);
    }

    /** Adds the groups with a mapping from any of these names under this connection. */
    void addMapped(BitSet found, String connectionName, Collection<String> groupNames) {
        var ofConnection = arrows.mapped().getOrDefault(connectionName, Map.of());
        for (var name : groupNames) {
            for (int group : ofConnection.getOrDefault(name, List.of())) {
                found.set(group);
            }
        }
    }

    /** The groups themselves and every group around one of them. */
    BitSet enclosing(BitSet direct) {
        var reached = (BitSet) direct.clone();
        addEnclosing(reached);
        return reached;
    }

    /** Adds every group around one of these, at any distance; cycles are ordinary data. */
    void addEnclosing(BitSet reached) {
        var unexplored = new int[Math.max(16, 2 * reached.cardinality())];
        int waiting = 0;
        for (int group = reached.nextSetBit(0); group >= 0; group = reached.nextSetBit(group + 1)) {
            unexplored[waiting++] = group;
        }
        while (waiting > 0) {
            for (int outer : arrows.enclosing(unexplored[--waiting])) {
                if (!reached.get(outer)) {
                    reached.set(outer);
                    if (waiting == unexplored.length) {
                        unexplored = Arrays.copyOf(unexplored, 2 * waiting);
                    }
                    unexplored[waiting++] = outer;
                }
            }
        }
    }

    /** The roles of one client. */
    BitSet rolesOf(ClientId client) {
        return arrows.rolesOfClient(client);
    }

    /** The roles that any of the groups has. */
    BitSet rolesOfGroups(BitSet someGroups) {
        var found = new BitSet(roles.size());
        for (int group = someGroups.nextSetBit(0); group >= 0; group = someGroups.nextSetBit(group + 1)) {
            set(found, arrows.rolesOfGroup(group));
        }
        return found;
    }

    /** The permissions that any of the roles has. */
    BitSet permissionsOfRoles(BitSet someRoles) {
        var found = new BitSet(permissions.size());
        for (int role = someRoles.nextSetBit(0); role >= 0; role = someRoles.nextSetBit(role + 1)) {
            set(found, arrows.permissionsOfRole(role));
        }
        return found;
    }

    private static void set(BitSet found, int[] targets) {
        for (int target : targets) {
            found.set(target);
        }
    }

    private static BitSet positions(Nodes<?> all, long[] seqs) {
        var found = new BitSet(all.size());
        for (long seq : seqs) {
            int position = all.position(seq);
            if (position >= 0) {
                found.set(position);
            }
        }
        return found;
    }
}
