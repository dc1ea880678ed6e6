package dev.bailiwick.rbac;

/** A permission's id: a UUID where the server made it, any text where it came by import. */
public record PermissionId(String value) implements Comparable<PermissionId> {

    @Override
    public int compareTo(PermissionId other) {
        return value.compareTo(other.value);
    }
}
