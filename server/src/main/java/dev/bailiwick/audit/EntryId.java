package dev.bailiwick.audit;

import dev.bailiwick.secret.RandomText;

/** Ids of entries: their time, their place among those of that time, then random digits, so that they sort by time. */
final class EntryId {

    /** The last time, in epoch milliseconds, that ids can tell in their thirteen digits: in the year 2286. */
    private static final long LAST = 9_999_999_999_999L;

    private static final int RANDOM_DIGITS = 12;

    private EntryId() {}

    /**
     * A new one.
     *
     * @param place below 10,000
     */
    static String next(long at, int place, RandomText random) {
        return begin(at) + "%04d".formatted(place) + random.digits(RANDOM_DIGITS);
    }

    /** What the ids of a time, in epoch milliseconds, begin with, or of the nearest time of which there can be any. */
    static String begin(long at) {
        return "%013d".formatted(Math.clamp(at, 0, LAST));
    }
}
