package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.GroupSummary;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.PermissionId;
import dev.bailiwick.rbac.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was just created, as the original shows it then: with its id at the end. */
sealed interface CreatedJson {

    record Group(
            String name,
            String description,
            @JsonProperty("_id") String id) implements CreatedJson {}

    record Owned(
            String name,
            String description,
            String applicationType,
            String applicationId,
            @JsonProperty("_id") String id)
            implements CreatedJson {}

    record WithPermissions(
            String name,
            String description,
            String applicationType,
            String applicationId,
            @Nullable List<String> permissions,
            @JsonProperty("_id") String id)
            implements CreatedJson {}

    static CreatedJson of(GroupSummary group) {
        return new Group(group.name(), group.description(), group.id().value());
    }

    static CreatedJson of(Permission permission) {
        return new Owned(
                permission.name(),
                permission.description(),
                permission.clientType(),
                permission.client().value(),
                permission.id().value());
    }

    static CreatedJson of(Role role) {
        return new WithPermissions(
                role.name(),
                role.description(),
                role.clientType(),
                role.client().value(),
                GroupJson.each(role.permissions(), PermissionId::value),
                role.id().value());
    }
}
