package dev.bailiwick.rbac;

/** A group's id: a UUID where the server made it, any text where it came by import. */
public record GroupId(String value) implements Comparable<GroupId> {

    @Override
    public int compareTo(GroupId other) {
        return value.compareTo(other.value);
    }
}
