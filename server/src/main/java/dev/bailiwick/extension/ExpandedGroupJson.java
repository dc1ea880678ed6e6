package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.Groups;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.PermissionId;
import dev.bailiwick.rbac.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

        /** The roles with what they have of the permissions, in the order of these. */
        static List<ExpandedRole> all(List<Role> roles, List<Permission> permissions) {
            var places = new HashMap<PermissionId, Integer>();
            permissions.forEach(permission -> places.put(permission.id(), places.size()));
            return new MappedList<>(roles, role -> of(role, permissions, places));
        }

        private static ExpandedRole of(Role role, List<Permission> permissions, Map<PermissionId, Integer> places) {
            var permitted = role.permissions() == null ? List.<PermissionId>of() : role.permissions();
            return new ExpandedRole(
                    role.id().value(),
                    role.name(),
                    role.description(),
                    role.client().value(),
                    role.clientType(),
                    permitted.stream()
                            .map(places::get)
                            .filter(Objects::nonNull)
                            .distinct()
                            .sorted()
                            .map(permissions::get)
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
                ExpandedRole.all(expanded.roles(), expanded.permissions()));
    }
}
