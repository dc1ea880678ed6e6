package dev.bailiwick.rbac;

/** A role's id: a UUID where the server made it, any text where it came by import. */
public record RoleId(String value) implements Comparable<RoleId> {

    @Override
    public int compareTo(RoleId other) {
        return value.compareTo(other.value);
    }
}
