package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.GroupSummary;
import dev.bailiwick.rbac.PolicyExplanation;
import dev.bailiwick.rbac.PolicyExplanation.GivingRole;
import dev.bailiwick.rbac.PolicyExplanation.GroupReason;
import dev.bailiwick.rbac.PolicyExplanation.MissingPermission;
import dev.bailiwick.rbac.PolicyExplanation.PermissionReason;
import dev.bailiwick.rbac.PolicyExplanation.RoleReason;
import dev.bailiwick.rbac.RoleSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a user has what a policy answer says. A shape of ours: the original has no such route. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplanationJson(
        List<GroupWhy> groups,
        List<RoleWhy> roles,
        List<PermissionWhy> permissions,
        @Nullable Missing missing) {

    record Named(@JsonProperty("_id") String id, String name) {

        static Named of(GroupSummary group) {
            return new Named(group.id().value(), group.name());
        }

        static Named of(RoleSummary role) {
            return new Named(role.id().value(), role.name());
        }
    }

    /**
     * A group.
     *
     * @param by {@code member} or {@code mapping}: how the user is in the first group of the path
     * @param path from there to this group, each nested in the next
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GroupWhy(
            @JsonProperty("_id") String id,
            String name,
            String by,
            @Nullable MappingJson mapping,
            List<Named> path) {

        static GroupWhy of(GroupReason reason) {
            var mapping = reason.mapping();
            return new GroupWhy(
                    reason.group().id().value(),
                    reason.group().name(),
                    mapping == null ? "member" : "mapping",
                    mapping == null ? null : MappingJson.of(mapping),
                    reason.path().stream().map(Named::of).toList());
        }
    }

    /**
     * A role.
     *
     * @param direct whether it is assigned to the user
     * @param groups those of the user's groups to which it is assigned
     */
    record RoleWhy(@JsonProperty("_id") String id, String name, boolean direct, List<Named> groups) {

        static RoleWhy of(RoleReason reason) {
            return new RoleWhy(
                    reason.role().id().value(),
                    reason.role().name(),
                    reason.isDirect(),
                    reason.groups().stream().map(Named::of).toList());
        }
    }

    /** A permission, with those of the user's roles that have it. */
    record PermissionWhy(@JsonProperty("_id") String id, String name, List<Named> roles) {

        static PermissionWhy of(PermissionReason reason) {
            return new PermissionWhy(
                    reason.id().value(),
                    reason.name(),
                    reason.roles().stream().map(Named::of).toList());
        }
    }

    /** The permission that was asked for, and the roles of the client that would give it. */
    record Missing(String permission, boolean exists, List<Giving> roles) {

        static Missing of(MissingPermission missing) {
            return new Missing(missing.name(), missing.exists(), new MappedList<>(missing.roles(), Giving::of));
        }
    }

    /**
     * A role that would give it.
     *
     * @param groups those that have the role
     * @param shortest the one change that gives it by the shortest way
     */
    record Giving(@JsonProperty("_id") String id, String name, List<Named> groups, Edge shortest) {

        static Giving of(GivingRole giving) {
            var role = Named.of(giving.role());
            return new Giving(
                    role.id(),
                    role.name(),
                    giving.groups().stream().map(Named::of).toList(),
                    new Edge("user", role));
        }
    }

    /** What is missing between the user and a role. */
    record Edge(String from, Named to) {}

    static ExplanationJson of(PolicyExplanation explanation) {
        return new ExplanationJson(
                new MappedList<>(explanation.groups(), GroupWhy::of),
                new MappedList<>(explanation.roles(), RoleWhy::of),
                new MappedList<>(explanation.permissions(), PermissionWhy::of),
                explanation.missing() == null ? null : Missing.of(explanation.missing()));
    }
}
