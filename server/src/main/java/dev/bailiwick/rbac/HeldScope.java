package dev.bailiwick.rbac;

import java.util.List;

/**
 * A scope that a user holds.
 *
 * @param isDirect whether it is the user's own
 * @param roles those of the user's roles that hold it, in the order of assignment
 */
public record HeldScope(AssignedScope scope, boolean isDirect, List<TenantRole> roles) {

    public HeldScope {
        roles = List.copyOf(roles);
    }
}
