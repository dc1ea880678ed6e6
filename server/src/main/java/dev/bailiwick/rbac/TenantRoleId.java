package dev.bailiwick.rbac;

/** A tenant role's id: {@code rol_} and 16 letters and digits. */
public record TenantRoleId(String value) implements Comparable<TenantRoleId> {

    @Override
    public int compareTo(TenantRoleId other) {
        return value.compareTo(other.value);
    }
}
