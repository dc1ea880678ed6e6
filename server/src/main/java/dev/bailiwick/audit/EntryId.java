package dev.bailiwick.audit;

import dev.bailiwick.secret.RandomText;

/** Ids of entries: the time of writing, then random digits, so that they sort by time. */
final class EntryId {

    /** The last time, in epoch milliseconds, that ids can tell in their thirteen digits: in the year 2286. */
    private static final long LAST = 9_999_999_999_999L;

    private static final int RANDOM_DIGITS = 16;

    private EntryId() {}

    static String next(long at, RandomText random) {
        return begin(at) + random.digits(RANDOM_DIGITS);
    }

    /** What the ids of a time, in epoch milliseconds, begin with, or of the nearest time of which there can be any. */
    static String begin(long at) {
        return "%013d".formatted(Math.clamp(at, 0, LAST));
    }
}
