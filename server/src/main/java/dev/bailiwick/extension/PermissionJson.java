package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.Permission;

/** A permission as the original stores it. */
record PermissionJson(
        @JsonProperty("_id") String id, String name, String description, String applicationType, String applicationId) {

    static PermissionJson of(Permission permission) {
        return new PermissionJson(
                permission.id().value(),
                permission.name(),
                permission.description(),
                permission.clientType(),
                permission.client().value());
    }
}
