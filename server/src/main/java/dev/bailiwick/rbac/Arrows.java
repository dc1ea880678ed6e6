package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Replaces what is directly nested in each of these groups. */
    void nest(Map<Integer, int[]> inside) {
        var around = new HashMap<Integer, IntStream.Builder>();
        inside.forEach((group, now) -> {
            for (int old : nested.get(group)) {
                around.computeIfAbsent(old, _ -> IntStream.builder());
            }
            for (int inner : now) {
                around.computeIfAbsent(inner, _ -> IntStream.builder()).add(group);
            }
            point(nested, group, now);
        });
        around.forEach((inner, added) -> {
            var others = Arrays.stream(enclosing.get(inner)).filter(outer -> !inside.containsKey(outer));
            point(enclosing, inner, IntStream.concat(others, added.build()).toArray());
        });
    }

    void giveRoles(int group, int[] roles) {
        point(rolesOfGroup, group, roles);
    }

    void givePermissions(int role, int[] permissions) {
        point(permissionsOfRole, role, permissions);
    }

    /** Replaces the mappings of each of these groups. */
    void map(Map<Integer, List<GroupMapping>> mappings) {
        var renewed = new HashMap<String, Map<String, Set<Integer>>>();
        mappings.forEach((group, now) -> {
            var before = mappingsOfGroup.set(group, List.copyOf(now));
            weight += MAPPING * (now.size() - before.size());
            before.forEach(mapping -> groupsIn(renewed, mapping));
            now.forEach(mapping -> groupsIn(renewed, mapping).add(group));
        });
        renewed.forEach((connection, names) -> {
            var ofConnection = new HashMap<>(mapped.getOrDefault(connection, Map.of()));
            names.forEach((name, added) -> {
                var groups = Stream.concat(
                                ofConnection.getOrDefault(name, List.of()).stream()
                                        .filter(group -> !mappings.containsKey(group)),
                                added.stream())
                        .toList();
                if (groups.isEmpty()) {
                    ofConnection.remove(name);
                } else {
                    ofConnection.put(name, groups);
                }
            });
            mapped.put(connection, ofConnection);
        });
    }

    private static Set<Integer> groupsIn(Map<String, Map<String, Set<Integer>>> renewed, GroupMapping mapping) {
        return renewed.computeIfAbsent(mapping.connectionName(), _ -> new HashMap<>())
                .computeIfAbsent(mapping.groupName(), _ -> new LinkedHashSet<>());
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
}
