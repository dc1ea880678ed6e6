package dev.bailiwick.rbac;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a {@link PolicyDecision} is what it is: the same groups, roles and permissions in the same order, each with what gave
 * it.
 *
 * @param missing what would give the permission that was asked for; null when none was, or when the user has it
 */
public record PolicyExplanation(
        List<GroupReason> groups,
        List<RoleReason> roles,
        List<PermissionReason> permissions,
        @Nullable MissingPermission missing) {

    public PolicyExplanation {
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
    }

    /**
     * A group that the user is in. Each knows the one before it on its path, so that the paths of a long chain share what they have in
     * common. No record: to compare two would go down both their paths.
     */
    public static final class GroupReason {

        private final GroupSummary group;
        private final @Nullable GroupMapping mapping;
        private final @Nullable GroupReason inner;

        private GroupReason(GroupSummary group, @Nullable GroupMapping mapping, @Nullable GroupReason inner) {
            this.group = group;
            this.mapping = mapping;
            this.inner = inner;
        }

        /** The user is a member of the group itself or, where {@code mapping} is not null, in it by that. */
        static GroupReason root(GroupSummary group, @Nullable GroupMapping mapping) {
            return new GroupReason(group, mapping, null);
        }

        /** The group around this one. */
        GroupReason around(GroupSummary outer) {
            return new GroupReason(outer, mapping, this);
        }

        /** The group itself. */
        public GroupSummary group() {
            return group;
        }

        /** By what the user came into the first group of the path; null when as a member. */
        public @Nullable GroupMapping mapping() {
            return mapping;
        }

        /** The shortest, from the group that the user is in by membership or mapping to this one, each nested in the next. */
        public List<GroupSummary> path() {
            var path = new ArrayDeque<GroupSummary>();
            for (var next = this; next != null; next = next.inner) {
                path.addFirst(next.group);
            }
            return List.copyOf(path);
        }
    }

    /**
     * A role that the user has.
     *
     * @param isDirect whether it is assigned to the user
     * @param groups those of the user's groups to which it is assigned
     */
    public record RoleReason(RoleSummary role, boolean isDirect, List<GroupSummary> groups) {

        public RoleReason {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A permission that the user has.
     *
     * @param roles those of the user's roles that have it
     */
    public record PermissionReason(PermissionId id, String name, List<RoleSummary> roles) {

        public PermissionReason {
            roles = List.copyOf(roles);
        }
    }

    /**
     * A permission that the user does not have.
     *
     * @param exists whether there is one of that name at all
     * @param roles those of the client that would give it
     */
    public record MissingPermission(String name, boolean exists, List<GivingRole> roles) {

        public MissingPermission {
            roles = List.copyOf(roles);
        }
    }

    /**
     * A role that would give a permission.
     *
     * @param groups those to which it is assigned: who joins one of them has it, too
     */
    public record GivingRole(RoleSummary role, List<GroupSummary> groups) {

        public GivingRole {
            groups = List.copyOf(groups);
        }
    }
}
