package dev.bailiwick.store;

import dev.bailiwick.measure.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How busy a database is.
 *
 * @param active connections that are lent
 * @param idle connections that are there to be lent
 * @param waiting how many wait for a connection
 * @param queued transactions that wait for their turn to write; 0 where each has a connection of its own
 * @param groups how many transactions shared each COMMIT; null where none is shared
 */
public record DatabaseLoad(
        int active,
        int idle,
        int waiting,
        int queued,
        @Nullable Histogram groups) {}
