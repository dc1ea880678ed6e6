package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.GroupMapping;

/** A group mapping as the original stores it. */
record MappingJson(@JsonProperty("_id") String id, String groupName, String connectionName) {

    static MappingJson of(GroupMapping mapping) {
        return new MappingJson(mapping.id(), mapping.groupName(), mapping.connectionName());
    }
}
