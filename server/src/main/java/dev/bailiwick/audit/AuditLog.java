package dev.bailiwick.audit;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;

/** Writes what was changed. */
public final class AuditLog {

    private final AuditStore store = new AuditStore();
    private final Clock clock;
    private final RandomText random;

    public AuditLog(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Adds one entry in the transaction of the change itself.
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
        var at = clock.millis();
        store.insert(
                tx,
                tenant,
                new AuditEntry(
                        EntryId.next(at, random),
                        at,
                        LogType.CHANGE,
                        origin,
                        action,
                        kind,
                        objectId,
                        Wording.of(action, kind),
                        before,
                        after));
    }
}
