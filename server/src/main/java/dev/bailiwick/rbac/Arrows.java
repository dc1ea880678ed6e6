package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The arrows of an {@link AuthorizationGraph}. Changed while a graph is being made, and not after. */
final class Arrows {

    private static final int[] NONE = {};
    private static final long MAPPING = 256;

    private final List<int[]> enclosing;
    private final List<int[]> nested;
    private final List<int[]> rolesOfGroup;
    private final List<int[]> permissionsOfRole;
    private final List<List<GroupMapping>> mappingsOfGroup;
    private final Map<String, Map<String, List<Integer>>> mapped;
    private final Map<ClientId, ClientRoles> rolesOfClient;

    /** The connections whose mappings are no longer shared with the graph that this began as. */
    private final Set<String> copied = new HashSet<>();

    private long weight;

    private Arrows(
            List<int[]> enclosing,
            List<int[]> nested,
            List<int[]> rolesOfGroup,
            List<int[]> permissionsOfRole,
            List<List<GroupMapping>> mappingsOfGroup,
            Map<String, Map<String, List<Integer>>> mapped,
            Map<ClientId, ClientRoles> rolesOfClient,
            long weight) {
        this.enclosing = enclosing;
        this.nested = nested;
        this.rolesOfGroup = rolesOfGroup;
        this.permissionsOfRole = permissionsOfRole;
        this.mappingsOfGroup = mappingsOfGroup;
        this.mapped = mapped;
        this.rolesOfClient = rolesOfClient;
        this.weight = weight;
    }

    static Arrows none() {
        return new Arrows(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new HashMap<>(),
                0);
    }

    /** A copy whose changes do not show here. Arrows of one node are never changed, only replaced. */
    Arrows copy() {
        return new Arrows(
                new ArrayList<>(enclosing),
                new ArrayList<>(nested),
                new ArrayList<>(rolesOfGroup),
                new ArrayList<>(permissionsOfRole),
                new ArrayList<>(mappingsOfGroup),
                new HashMap<>(mapped),
                new HashMap<>(rolesOfClient),
                weight);
    }

    /** The groups that directly contain a group. */
    int[] enclosing(int group) {
        return enclosing.get(group);
    }

    int[] rolesOfGroup(int group) {
        return rolesOfGroup.get(group);
    }

    int[] permissionsOfRole(int role) {
        return permissionsOfRole.get(role);
    }

    List<GroupMapping> mappingsOfGroup(int group) {
        return mappingsOfGroup.get(group);
    }

    /** By connection and by group name: the groups that are mapped from there. */
    Map<String, Map<String, List<Integer>>> mapped() {
        return mapped;
    }

    BitSet rolesOfClient(ClientId client) {
        return rolesOfClient.getOrDefault(client, ClientRoles.NONE).bits();
    }

    /** Roughly the bytes that they take. */
    long weight() {
        return weight;
    }

    /** Gives a new group its place. */
    void addGroup() {
        enclosing.add(NONE);
        nested.add(NONE);
        rolesOfGroup.add(NONE);
        mappingsOfGroup.add(List.of());
    }

    /** Gives a new role its place. */
    void addRole() {
        permissionsOfRole.add(NONE);
    }

    /** Replaces what is directly nested in a group. */
    void nest(int group, int[] inside) {
        for (int old : nested.get(group)) {
            var outside = Arrays.stream(enclosing.get(old)).filter(outer -> outer != group);
            point(enclosing, old, outside.toArray());
        }
        point(nested, group, inside);
        for (int now : inside) {
            point(enclosing, now, with(enclosing.get(now), group));
        }
    }

    void giveRoles(int group, int[] roles) {
        point(rolesOfGroup, group, roles);
    }

    void givePermissions(int role, int[] permissions) {
        point(permissionsOfRole, role, permissions);
    }

    /** Replaces the mappings of a group. */
    void map(int group, List<GroupMapping> mappings) {
        var before = mappingsOfGroup.set(group, List.copyOf(mappings));
        weight += MAPPING * (mappings.size() - before.size());
        for (var old : before) {
            replaceMapped(old, group, false);
        }
        for (var now : mappings) {
            replaceMapped(now, group, true);
        }
    }

    /** Says whether a role belongs to a client. */
    void belong(int role, ClientId client, boolean does) {
        var before = rolesOfClient.getOrDefault(client, ClientRoles.NONE);
        var now = before.with(role, does);
        weight += now.weight() - before.weight();
        rolesOfClient.put(client, now);
    }

    private void point(List<int[]> arrows, int from, int[] targets) {
        var before = arrows.set(from, targets);
        weight += (long) Integer.BYTES * (targets.length - before.length);
    }

    private void replaceMapped(GroupMapping mapping, int group, boolean present) {
        if (copied.add(mapping.connectionName())) {
            mapped.compute(mapping.connectionName(), (_, old) -> old == null ? new HashMap<>() : new HashMap<>(old));
        }
        var ofConnection = Objects.requireNonNull(mapped.get(mapping.connectionName()));
        var groups = new ArrayList<>(ofConnection.getOrDefault(mapping.groupName(), List.of()));
        groups.removeIf(each -> Objects.equals(each, group));
        if (present) {
            groups.add(group);
        }
        if (groups.isEmpty()) {
            ofConnection.remove(mapping.groupName());
        } else {
            ofConnection.put(mapping.groupName(), groups);
        }
    }

    private static int[] with(int[] targets, int added) {
        var more = Arrays.copyOf(targets, targets.length + 1);
        more[targets.length] = added;
        return more;
    }
}
