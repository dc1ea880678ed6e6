package dev.bailiwick.rbac;

/** The {@code user_id} of a user who may or may not have a profile here: membership is only an id. */
public record UserId(String value) implements Comparable<UserId> {

    /** How many parts the users' versions are spread over. */
    static final int PARTS = 1024;

    /** The part, from 1 to {@value #PARTS}, whose version covers this user's memberships. The same on every node. */
    int part() {
        int hash = value.hashCode();
        return 1 + Math.floorMod(hash ^ (hash >>> 16), PARTS);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }
}
