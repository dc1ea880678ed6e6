package dev.bailiwick.extension;

import dev.bailiwick.rbac.LongWorld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The original's whole database document, as an export writes it. */
final class ExportJson {

    static final String GROUPS = "groups";
    static final String ROLES = "roles";
    static final String PERMISSIONS = "permissions";
    static final String CONFIGURATION = "configuration";

    /** All that an export may hold. */
    static final List<String> COLLECTIONS = List.of(GROUPS, ROLES, PERMISSIONS, CONFIGURATION);

    /** Written by early versions of the original, read by none since. */
    static final List<String> LEGACY = List.of("rules", "applications");

    /** The one configuration record's id. */
    static final String CONFIGURATION_ID = "v1";

    /** The switches of the configuration, in the order in which they are written. */
    static final List<String> SWITCHES = List.of(
            "groupsInToken",
            "rolesInToken",
            "permissionsInToken",
            "persistGroups",
            "persistRoles",
            "persistPermissions",
            "groupsPassthrough",
            "rolesPassthrough",
            "permissionsPassthrough");

    private ExportJson() {}

    /** Collections that were never used are absent; the others come in the order of their first use. */
    static Map<String, Object> of(LongWorld world) {
        var document = new LinkedHashMap<String, Object>();
        for (var collection : world.collections()) {
            document.put(
                    collection,
                    switch (collection) {
                        case GROUPS -> new MappedList<>(world.groups(), GroupJson::of);
                        case ROLES -> new MappedList<>(world.roles(), RoleJson::of);
                        case PERMISSIONS -> new MappedList<>(world.permissions(), PermissionJson::of);
                        case CONFIGURATION -> List.of(configuration(world.switches()));
                        default -> throw new IllegalStateException("no such collection: " + collection);
                    });
        }
        return document;
    }

    /** The one configuration record, with the switches that were set. */
    static Map<String, Object> configuration(Map<String, Boolean> switches) {
        var record = new LinkedHashMap<String, Object>();
        record.put("_id", CONFIGURATION_ID);
        for (var name : SWITCHES) {
            var value = switches.get(name);
            if (value != null) {
                record.put(name, value);
            }
        }
        return record;
    }
}
