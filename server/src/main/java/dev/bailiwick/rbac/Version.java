package dev.bailiwick.rbac;

/**
 * The version of one part of a tenant's authorization: part 0 is the structure, the others are users by hash.
 *
 * @param number rises with every change
 * @param stamp random, renewed with every change: what a failover or a restore may do to numbers, it cannot do to stamps.
 *     Two states are the same only when their stamps are
 */
record Version(long number, long stamp) {

    /** The version of a part that was never changed. */
    static final Version NONE = new Version(0, 0);

    /** The part that is the structure: groups, roles, permissions and how they hang together. */
    static final int STRUCTURE = 0;

    boolean isSameStateAs(Version other) {
        return stamp == other.stamp;
    }
}
