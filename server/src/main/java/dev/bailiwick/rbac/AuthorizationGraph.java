package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tenant's structure in memory, immutable: groups, roles and permissions as small numbers in the order of their
 * creation, and the arrows between them. Sets of them are {@link BitSet}s, which therefore always list in that order.
 *
 * <p>Arrows to things that do not exist are not here: they decide nothing.
 */
final class AuthorizationGraph {

    /** A group as answers show it. */
    record GroupNode(long seq, GroupId id, String name, String description) {}

    /** A role as answers show it. */
    record RoleNode(long seq, RoleId id, ClientId client, String name, String description) {}

    private record MappingKey(String connectionName, String groupName) {}

    private final Version version;
    private final List<GroupNode> groups;
    private final List<RoleNode> roles;
    private final List<String> permissions;
    private final long[] groupSeqs;
    private final long[] roleSeqs;
    private final int[][] enclosing;
    private final int[][] rolesOfGroup;
    private final int[][] permissionsOfRole;
    private final Map<MappingKey, BitSet> mapped;

    /**
     * A graph of its nodes and arrows.
     *
     * @param version the structure's version with which all this was read
     * @param permissions their names
     */
    AuthorizationGraph(
            Version version, List<GroupNode> groups, List<RoleNode> roles, List<String> permissions, Arrows arrows) {
        this.version = version;
        this.groups = List.copyOf(groups);
        this.roles = List.copyOf(roles);
        this.permissions = List.copyOf(permissions);
        this.groupSeqs = groups.stream().mapToLong(GroupNode::seq).toArray();
        this.roleSeqs = roles.stream().mapToLong(RoleNode::seq).toArray();
        this.enclosing = arrows.enclosing().toArrays(groups.size());
        this.rolesOfGroup = arrows.rolesOfGroup().toArrays(groups.size());
        this.permissionsOfRole = arrows.permissionsOfRole().toArrays(roles.size());
        this.mapped = new HashMap<>();
        arrows.mappings()
                .forEach(mapping -> mapped.computeIfAbsent(
                                new MappingKey(mapping.connectionName(), mapping.groupName()), _ -> new BitSet())
                        .set(mapping.group()));
    }

    Version version() {
        return version;
    }

    GroupNode group(int group) {
        return groups.get(group);
    }

    RoleNode role(int role) {
        return roles.get(role);
    }

    String permission(int permission) {
        return permissions.get(permission);
    }

    /** The groups that a user is directly in. */
    BitSet groupsOf(Memberships memberships) {
        return positions(groupSeqs, memberships.groups());
    }

    /** The roles that are directly the user's. */
    BitSet rolesOf(Memberships memberships) {
        return positions(roleSeqs, memberships.roles());
    }

    /** The groups with a mapping from any of these names under this connection. */
    BitSet mapped(String connectionName, Collection<String> groupNames) {
        var found = new BitSet();
        for (var name : groupNames) {
            var groupsMapped = mapped.get(new MappingKey(connectionName, name));
            if (groupsMapped != null) {
                found.or(groupsMapped);
            }
        }
        return found;
    }

    /** The groups themselves and every group around one of them, at any distance; cycles are ordinary data. */
    BitSet enclosing(BitSet direct) {
        var reached = (BitSet) direct.clone();
        var unexplored = new ArrayDeque<Integer>();
        direct.stream().forEach(unexplored::add);
        while (!unexplored.isEmpty()) {
            for (int outer : enclosing[unexplored.remove()]) {
                if (!reached.get(outer)) {
                    reached.set(outer);
                    unexplored.add(outer);
                }
            }
        }
        return reached;
    }

    /** The roles that any of the groups has. */
    BitSet rolesOfGroups(BitSet someGroups) {
        return targets(rolesOfGroup, someGroups);
    }

    /** The permissions that any of the roles has. */
    BitSet permissionsOfRoles(BitSet someRoles) {
        return targets(permissionsOfRole, someRoles);
    }

    private static BitSet targets(int[][] arrows, BitSet sources) {
        var found = new BitSet();
        sources.stream().forEach(source -> {
            for (int target : arrows[source]) {
                found.set(target);
            }
        });
        return found;
    }

    private static BitSet positions(long[] all, long[] seqs) {
        var found = new BitSet();
        for (long seq : seqs) {
            int position = Arrays.binarySearch(all, seq);
            if (position >= 0) {
                found.set(position);
            }
        }
        return found;
    }
}
