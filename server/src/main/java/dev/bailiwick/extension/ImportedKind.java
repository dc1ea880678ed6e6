package dev.bailiwick.extension;

import java.util.Set;

/** What the objects of a collection have: single values, lists that are read whole, and a list of users. */
enum ImportedKind {
    GROUP("members"),
    ROLE("users"),
    PERMISSION(""),
    CONFIGURATION(""),
    LEGACY("");

    private static final Set<String> NAMES = Set.of(ImportedObject.ID, "name", "description");
    private static final Set<String> OF_CLIENT = Set.of("applicationType", "applicationId");
    private static final Set<String> LISTS_OF_GROUP = Set.of("nested", "roles", "mappings");
    private static final Set<String> CONFIGURED = Set.of(ImportedObject.ID, ImportedObject.API_KEY);

    /** The member that has the users; empty where none has. */
    final String users;

    ImportedKind(String users) {
        this.users = users;
    }

    static ImportedKind of(String collection) {
        return switch (collection) {
            case ExportJson.GROUPS -> GROUP;
            case ExportJson.ROLES -> ROLE;
            case ExportJson.PERMISSIONS -> PERMISSION;
            case ExportJson.CONFIGURATION -> CONFIGURATION;
            default -> LEGACY;
        };
    }

    boolean hasValue(String name) {
        return switch (this) {
            case GROUP -> NAMES.contains(name);
            case ROLE, PERMISSION -> NAMES.contains(name) || OF_CLIENT.contains(name);
            case CONFIGURATION -> CONFIGURED.contains(name) || ExportJson.SWITCHES.contains(name);
            case LEGACY -> false;
        };
    }

    boolean hasList(String name) {
        return switch (this) {
            case GROUP -> LISTS_OF_GROUP.contains(name);
            case ROLE -> name.equals("permissions");
            case PERMISSION, CONFIGURATION, LEGACY -> false;
        };
    }

    boolean hasUsers(String name) {
        return !users.isEmpty() && users.equals(name);
    }
}
