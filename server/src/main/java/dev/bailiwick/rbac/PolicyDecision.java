package dev.bailiwick.rbac;

import java.util.List;

/**
 * The answer to a {@link PolicyQuestion}: names, each once.
 *
 * @param groups all that the user is in, directly, by mapping or through nesting, in the order of their creation
 * @param roles of the client: those of the groups, then those that are directly the user's
 * @param permissions of these roles, in the order of their creation
 */
public record PolicyDecision(List<String> groups, List<String> roles, List<String> permissions) {

    public PolicyDecision {
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
    }
}
