package dev.bailiwick.user;

import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;

/** Those of a tenant's users who have logged in of late. */
public final class ActiveUsers {

    private static final Duration OF_LATE = Duration.ofDays(30);

    private final Database database;
    private final Clock clock;
    private final ActiveUserStore store = new ActiveUserStore();

    ActiveUsers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How many they are, among those who are there. */
    public long count(TenantId tenant) {
        var since = clock.instant().minus(OF_LATE);
        return database.snapshot(tx -> store.count(tx, tenant, since));
    }
}
