package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.GroupSummary;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.RoleSummary;

/** A group, role or permission where only its name matters. */
record SummaryJson(@JsonProperty("_id") String id, String name, String description) {

    static SummaryJson of(GroupSummary group) {
        return new SummaryJson(group.id().value(), group.name(), group.description());
    }

    static SummaryJson of(RoleSummary role) {
        return new SummaryJson(role.id().value(), role.name(), role.description());
    }

    static SummaryJson of(Permission permission) {
        return new SummaryJson(permission.id().value(), permission.name(), permission.description());
    }
}
