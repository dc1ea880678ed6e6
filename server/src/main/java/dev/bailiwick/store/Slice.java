package dev.bailiwick.store;

/**
 * Which part of a list is wanted, in the order of creation, or of texts, where all have the number 0.
 *
 * @param after the number behind which it begins; 0 for the beginning
 * @param afterId the id behind which it begins among those of that number; empty where no two have one number
 * @param offset how many are left out from there
 * @param limit how many at most
 */
public record Slice(long after, String afterId, long offset, int limit) {

    /** Of a list in which no two have one number. */
    public Slice(long after, long offset, int limit) {
        this(after, "", offset, limit);
    }

    /** How many rows to read: one more than wanted tells whether there are more. */
    public int rows() {
        return limit + 1;
    }
}
