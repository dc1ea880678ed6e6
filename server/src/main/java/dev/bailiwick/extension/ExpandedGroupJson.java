package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.Groups;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.Role;
import java.util.HashSet;
import java.util.List;

/** A group with what it gives, as {@code ?expand=true} shows it. */
record ExpandedGroupJson(@JsonProperty("_id") String id, String name, String description, List<ExpandedRole> roles) {

    /** A role with its permissions in place of their ids; those that do not exist are left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExpandedRole(
            @JsonProperty("_id") String id,
            String name,
            String description,
            String applicationId,
            String applicationType,
            List<SummaryJson> permissions) {

        static ExpandedRole of(Role role, List<Permission> permissions) {
            var permitted = new HashSet<>(role.permissions() == null ? List.of() : role.permissions());
            return new ExpandedRole(
                    role.id().value(),
                    role.name(),
                    role.description(),
                    role.client().value(),
                    role.clientType(),
                    permissions.stream()
                            .filter(permission -> permitted.contains(permission.id()))
                            .map(SummaryJson::of)
                            .toList());
        }
    }

    static ExpandedGroupJson of(Groups.Expanded expanded) {
        var group = expanded.group();
        return new ExpandedGroupJson(
                group.id().value(),
                group.name(),
                group.description(),
                expanded.roles().stream()
                        .map(role -> ExpandedRole.of(role, expanded.permissions()))
                        .toList());
    }
}
