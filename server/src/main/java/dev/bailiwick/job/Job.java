package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Some work in the background.
 *
 * @param connection the id of the connection that it is about; empty for none
 * @param settings what was asked for
 * @param startedAt when somebody began with it; meaningless while it is pending
 * @param details why it failed; otherwise empty
 */
public record Job(
        JobId id,
        Type type,
        Status status,
        String connection,
        JsonObject settings,
        Instant createdAt,
        Instant startedAt,
        String details,
        Progress progress) {

    /** What a job does. */
    public enum Type {
        USERS_IMPORT(Duration.ofHours(2), 2, "import users"),
        USERS_EXPORT(Duration.ofHours(8), 10, "export users"),
        VERIFICATION_EMAIL(Duration.ofHours(2), 1_000, "verification email");

        private final Duration longest;
        private final int most;
        private final String title;

        Type(Duration longest, int most, String title) {
            this.longest = longest;
            this.most = most;
            this.title = title;
        }

        /** How many of a tenant's may not be at their end. */
        int most() {
            return most;
        }

        /** What it is called where there are too many. */
        String title() {
            return title;
        }

        /** How long after somebody began with it it may go on. */
        Duration longest() {
            return longest;
        }

        /** Auth0's word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How far a job is. */
    public enum Status {
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED;

        /** Auth0's word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * How much is done.
     *
     * @param done of {@code total}
     * @param position the number of the last user that was written
     * @param chunks how many pieces of content there are
     */
    public record Progress(
            long done, long total, long inserted, long updated, long failed, long position, long chunks) {

        /** Nothing. */
        static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0);

        /** From 0 to 100. */
        public int percentage() {
            return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
        }
    }

    Job reaching(Progress further) {
        return new Job(id, type, status, connection, settings, createdAt, startedAt, details, further);
    }

    /** About how long it will take still, judged by how long it has. */
    public Duration timeLeft(Instant now) {
        long left = Math.max(0, progress.total - progress.done);
        return progress.done == 0
                ? Duration.ZERO
                : Duration.between(startedAt, now).multipliedBy(left).dividedBy(progress.done);
    }
}
