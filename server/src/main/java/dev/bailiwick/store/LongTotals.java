package dev.bailiwick.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How many long lists have, as it was a few seconds ago at most: to count them costs the more the longer they are, and whoever turns
 * pages asks each time. Of lists that are no longer than {@value #REACH} nothing is kept.
 *
 * @param <K> what tells a list from all others
 */
public final class LongTotals<K> {

    /** How far pages reach. Beyond that nobody sees whether the total is of just now. */
    public static final int REACH = 1_000;

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST_LISTS = 10_000;

    private final Cache<K, Long> kept =
            Caffeine.newBuilder().maximumSize(MOST_LISTS).expireAfterWrite(KEPT).build();

    /** The total of a list, if it was counted a short while ago. */
    public OptionalLong find(K list) {
        var total = kept.getIfPresent(list);
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }

    /** The total of a list, counted unless it was a short while ago. */
    public long of(K list, LongSupplier count) {
        var found = find(list);
        if (found.isPresent()) {
            return found.getAsLong();
        }
        long total = count.getAsLong();
        if (total > REACH) {
            kept.put(list, total);
        }
        return total;
    }
}
