package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy decision as the description of the original tells it, step by step on plain lists: slow, and without a line in
 * common with the {@link PolicyEvaluator} that it is the measure of.
 */
final class NaivePolicy {

    private NaivePolicy() {}

    static PolicyDecision decide(World world, UserId user, PolicyQuestion question) {
        var inside = new HashSet<GroupId>();
        var candidates = new HashSet<>(question.providerGroups());
        for (var group : world.groups()) {
            if (has(group.members(), user)) {
                inside.add(group.id());
                candidates.add(group.name());
            }
        }
        for (var group : world.groups()) {
            if (isMapped(group, question.connectionName(), candidates)) {
                inside.add(group.id());
            }
        }
        while (growByOneStep(world, inside)) {
            // Once more around, until nothing changes: the least fix-point.
        }
        var roles = roles(world, user, question, inside);
        var groupNames = new LinkedHashSet<String>();
        world.groups().stream().filter(group -> inside.contains(group.id())).forEach(g -> groupNames.add(g.name()));
        var roleNames = new LinkedHashSet<String>();
        roles.forEach(role -> roleNames.add(role.name()));
        var permissionNames = new LinkedHashSet<String>();
        for (var permission : world.permissions()) {
            if (roles.stream().anyMatch(role -> has(role.permissions(), permission.id()))) {
                permissionNames.add(permission.name());
            }
        }
        return new PolicyDecision(List.copyOf(groupNames), List.copyOf(roleNames), List.copyOf(permissionNames));
    }

    private static boolean growByOneStep(World world, Set<GroupId> inside) {
        boolean grown = false;
        for (var group : world.groups()) {
            for (var nested : orNone(group.nested())) {
                boolean exists = world.groups().stream().anyMatch(g -> g.id().equals(nested));
                if (exists && inside.contains(nested)) {
                    grown |= inside.add(group.id());
                }
            }
        }
        return grown;
    }

    private static List<Role> roles(World world, UserId user, PolicyQuestion question, Set<GroupId> inside) {
        var roles = new ArrayList<Role>();
        for (var role : world.roles()) {
            boolean given = world.groups().stream()
                    .anyMatch(group -> inside.contains(group.id()) && has(group.roles(), role.id()));
            if (given && role.client().equals(question.client())) {
                roles.add(role);
            }
        }
        for (var role : world.roles()) {
            if (has(role.users(), user) && role.client().equals(question.client())) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static boolean isMapped(Group group, String connectionName, Set<String> candidates) {
        return orNone(group.mappings()).stream()
                .anyMatch(mapping ->
                        mapping.connectionName().equals(connectionName) && candidates.contains(mapping.groupName()));
    }

    private static <T> boolean has(@Nullable List<T> list, T value) {
        return list != null && list.contains(value);
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
