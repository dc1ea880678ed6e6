package dev.bailiwick.audit;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Writes what was changed. */
public final class AuditLog {

    /** How many entries there are places for in a millisecond. */
    private static final int PLACES = 10_000;

    /** Entries of other nodes mostly begin elsewhere. */
    private static final int DIGITS_OF_FIRST_PLACE = 3;

    private final AuditStore store = new AuditStore();
    private final Clock clock;
    private final RandomText random;

    /** The place of the latest entry, counted from the epoch on. */
    private final AtomicLong latest = new AtomicLong();

    public AuditLog(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Adds one entry in the transaction of the change itself, at the end of it: whoever follows the log has gone on from there
     * otherwise before it is to be seen.
     *
     * @param action the verb, such as {@code import}
     * @param kind what was changed, such as {@code authorization}
     * @param objectId which one; empty when there is only one
     * @param before what the change took away, without secrets; empty when it only added
     * @param after what it put there, without secrets; empty when it only took away
     */
    public void record(
            Tx tx,
            TenantId tenant,
            Origin origin,
            String action,
            String kind,
            String objectId,
            String before,
            String after) {
        tx.last(end -> {
            long at = clock.millis();
            store.insert(
                    end,
                    tenant,
                    new AuditEntry(
                            nextId(at),
                            at,
                            LogType.CHANGE,
                            origin,
                            action,
                            kind,
                            objectId,
                            Wording.of(action, kind),
                            before,
                            after));
        });
    }

    /** One behind all that were given before in the same millisecond. */
    private String nextId(long at) {
        long first = at * PLACES + Long.parseLong(random.digits(DIGITS_OF_FIRST_PLACE));
        long next = latest.updateAndGet(given -> given / PLACES == at ? given + 1 : first);
        return EntryId.next(next / PLACES, (int) (next % PLACES), random);
    }
}
