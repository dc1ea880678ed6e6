package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.LongRole;
import dev.bailiwick.rbac.PermissionId;
import dev.bailiwick.rbac.Role;
import dev.bailiwick.rbac.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role as the original stores it: a list that was never used is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoleJson(
        @JsonProperty("_id") String id,
        String name,
        String description,
        String applicationType,
        String applicationId,
        @Nullable List<String> permissions,
        @Nullable Iterable<String> users) {

    static RoleJson of(Role role) {
        return new RoleJson(
                role.id().value(),
                role.name(),
                role.description(),
                role.clientType(),
                role.client().value(),
                GroupJson.each(role.permissions(), PermissionId::value),
                GroupJson.each(role.users(), UserId::value));
    }

    /** Whose users are read while they are written. */
    static RoleJson of(LongRole role) {
        var rest = of(role.role());
        return new RoleJson(
                rest.id,
                rest.name,
                rest.description,
                rest.applicationType,
                rest.applicationId,
                rest.permissions,
                MappedIterable.of(role.users(), UserId::value));
    }
}
