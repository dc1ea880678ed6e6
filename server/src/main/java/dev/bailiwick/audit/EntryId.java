package dev.bailiwick.audit;

import dev.bailiwick.secret.RandomText;

/** Ids of entries: the time of writing, then random digits, so that they sort by time. */
final class EntryId {

    private static final int RANDOM_DIGITS = 16;

    private EntryId() {}

    static String next(long at, RandomText random) {
        return begin(at) + random.digits(RANDOM_DIGITS);
    }

    /** What the ids of a time, in epoch milliseconds, begin with. */
    static String begin(long at) {
        return "%013d".formatted(at);
    }
}
