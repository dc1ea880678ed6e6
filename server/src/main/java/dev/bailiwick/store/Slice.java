package dev.bailiwick.store;

/**
 * Which part of a list is wanted, in the order of creation.
 *
 * @param after the number behind which it begins; 0 for the beginning
 * @param offset how many are left out from there
 * @param limit how many at most
 */
public record Slice(long after, long offset, int limit) {

    /** How many rows to read: one more than wanted tells whether there are more. */
    public int rows() {
        return limit + 1;
    }
}
