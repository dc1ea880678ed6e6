package dev.bailiwick.tenant;

/** The first part of every key. Never used again after its tenant is gone. */
public record TenantId(String value) implements Comparable<TenantId> {

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }
}
